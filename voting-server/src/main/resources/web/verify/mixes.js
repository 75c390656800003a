// SPDX-License-Identifier: Apache-2.0

// The mix of the ranked contests and the decryptions, docs/protocol.md §10: checks `shuffle` and `decryption`. Proofs are checked in workers.
import { concat } from "../urna/bytes.js";
import { encodePoint, pointText } from "../urna/group.js";
import { sha256Hex } from "../urna/hash.js";
import { combine, logarithm } from "./decryption.js";
import { reached } from "./grammar.js";
import { isShuffle, pointsOf, proofLength } from "./shuffle.js";
import { contestOf, keyOf } from "./tally.js";

const POINT = 64;
const SOME_BALLOTS = 256;

const named = ({ contest, section }) => contest + (section === "" ? "" : `, section ${section}`);

export class Mixes {
  #state;
  #findings;
  #artifacts;
  #pool;
  #running = [];

  constructor({ state, findings, artifacts, pool }) {
    this.#state = state;
    this.#findings = findings;
    this.#artifacts = artifacts;
    this.#pool = pool;
  }

  async on(index, { entry: { message } }, authentic) {
    const state = this.#state;
    const fail = (reason) => this.#findings.fail("shuffle", `step ${message.step} by trustee ${message.trustee}: ${reason}`, index, message.contest);
    this.#findings.checked("shuffle");
    const mix = state.mixes.get(keyOf(message));
    const content = await this.#content(index, message, mix);
    const fault = authentic ? this.#placeFault(message, mix) : "the signature is not the trustee's";
    if (fault) fail(fault);
    else if (!content) fail("its artifacts are not a shuffle of as many ballots");
    else this.#check(message, mix, content, fail);
    // After a false one too, so that it is one failure.
    if (authentic && mix && content && mix.mixers.length < state.manifest.mixers) {
      mix.current = content.output;
      mix.mixers.push(message.trustee);
      if (mix.mixers.length === state.manifest.mixers) state.tallies.set(keyOf(mix.slot), { slot: mix.slot, ciphertexts: content.output });
    }
  }

  #placeFault(message, mix) {
    const { agreed, manifest, E } = this.#state;
    if (!mix) return "there is nothing to mix for this contest and section";
    if (message.E !== E) return "it is for another election";
    if (!agreed.has(message.trustee)) return "the trustee has not agreed on the board";
    if (mix.mixers.includes(message.trustee)) return "the trustee has mixed this already";
    if (mix.mixers.length === manifest.mixers) return "there are more shuffles than mixers";
    if (message.step !== mix.mixers.length + 1) return "it is not the step that comes next";
    return message.input === sha256Hex(mix.current) ? undefined : "its input is not what the one before put out";
  }

  async #content(index, { output, proof }, mix) {
    const n = mix ? mix.current.length / (2 * POINT * mix.width) : 0;
    if (!mix || output.length !== mix.current.length || proof.length !== proofLength(n, mix.width)) {
      await this.#artifacts.require(index, output);
      await this.#artifacts.require(index, proof);
      return undefined;
    }
    const content = { output: await this.#artifacts.bytes(index, output), proof: await this.#artifacts.bytes(index, proof) };
    return isShuffle(content.output, content.proof, n, mix.width) ? content : undefined;
  }

  #check({ contest, section, step, trustee }, mix, { output, proof }, fail) {
    const { E, key } = this.#state;
    const place = { E, contest, section, step, trustee, Y: pointText(key.Y) };
    const job = this.#pool.run("shuffle", { place, input: mix.current, output, proof, width: mix.width });
    this.#running.push(job.then((fault) => fault && fail(fault)));
  }

  async finish(phase) {
    await Promise.all(this.#running);
    if (!reached(phase, "decrypting") || phase === "void") return;
    const needed = this.#state.manifest.mixers;
    for (const { slot, mixers } of this.#state.mixes.values()) {
      this.#findings.require("shuffle", mixers.length >= needed, `${mixers.length} shuffles of contest ${named(slot)} where ${needed} are needed`);
    }
  }
}

export class Decryptions {
  #state;
  #findings;
  #artifacts;
  #pool;
  /** Valid ones by tally and trustee: bytes of the factors. */
  #shares = new Map();

  constructor({ state, findings, artifacts, pool }) {
    this.#state = state;
    this.#findings = findings;
    this.#artifacts = artifacts;
    this.#pool = pool;
  }

  async on(index, { entry: { message } }, authentic) {
    this.#findings.checked("decryption");
    const { contest, section, trustee } = message;
    const tally = this.#state.tallies.get(keyOf(message));
    const factors = await this.#factors(index, message, tally);
    let fault = authentic ? await this.#fault(message, tally, factors) : "the signature is not the trustee's";
    const valid = this.#shares.get(keyOf(message)) ?? new Map();
    if (!fault && valid.has(trustee)) fault = "the trustee has decrypted this already";
    if (fault) {
      this.#findings.note("decryption", `entry ${index}, contest ${named({ contest, section })}: the decryption of trustee ${trustee} is ignored: ${fault}`);
      return;
    }
    valid.set(trustee, factors);
    this.#shares.set(keyOf(message), valid);
  }

  async #fault(message, tally, factors) {
    const { agreed, key, E } = this.#state;
    if (!tally) return "there is nothing to decrypt for this contest and section";
    if (message.E !== E) return "it is for another election";
    if (!agreed.has(message.trustee)) return "the trustee has not agreed on the board";
    if (!factors) return "its factors are not in the form of the contest, or not as many as ciphertexts";
    const { contest, section, trustee, proof } = message;
    const place = { E, contest, section, trustee, V: pointText(key.V[trustee - 1]) };
    const written = { w: pointText(proof.w), w2: pointText(proof.w2), z: proof.z };
    return this.#pool.run("decryption", { place, ciphertexts: tally.ciphertexts, factors, proof: written });
  }

  /** The factors' bytes; undefined if they are in the wrong form or of another number. */
  async #factors(index, { factors, artifact }, tally) {
    const ranked = tally && this.#state.mixes.has(keyOf(tally.slot));
    if (!artifact) return ranked || !tally || 2 * POINT * factors.length !== tally.ciphertexts.length ? undefined : concat(...factors.map(encodePoint));
    if (!ranked || 2 * artifact.length !== tally.ciphertexts.length) {
      await this.#artifacts.require(index, artifact);
      return undefined;
    }
    const bytes = await this.#artifacts.bytes(index, artifact);
    return bytes.length === artifact.length ? bytes : undefined;
  }

  #valid(slot) {
    const valid = this.#shares.get(keyOf(slot)) ?? new Map();
    return valid.size >= this.#state.manifest.threshold ? [...valid] : undefined;
  }

  /** The totals of a tally, options and then the blank; undefined if they cannot be had. */
  totals(slot) {
    const tally = this.#state.tallies.get(keyOf(slot));
    const valid = this.#valid(slot);
    if (!tally || !valid) return undefined;
    const trustees = valid.map(([trustee]) => trustee);
    const factors = valid.map(([, bytes]) => pointsOf(bytes));
    const most = slot.weight * contestOf(this.#state.manifest, slot.contest).maxPerOption;
    const betas = pointsOf(tally.ciphertexts).filter((_, i) => i % 2 === 1);
    const totals = betas.map((beta, j) => logarithm(beta.subtract(combine(trustees, factors.map((points) => points[j]))), most));
    return totals.includes(undefined) ? undefined : totals;
  }

  /** The decrypted ballots of a ranked contest or section: a ranking each, or null where spoilt; undefined if they cannot be had. */
  async rankings(slot, contest, hints) {
    if (slot.ballots === 0) return [];
    const tally = this.#state.tallies.get(keyOf(slot));
    const valid = this.#valid(slot);
    if (!tally || !valid) return undefined;
    const { width } = this.#state.mixes.get(keyOf(slot));
    const trustees = valid.map(([trustee]) => trustee);
    const ballots = tally.ciphertexts.length / (2 * POINT * width);
    const parts = [];
    for (let from = 0; from < ballots; from += SOME_BALLOTS) {
      const cut = (bytes, each) => bytes.slice(each * width * from, each * width * (from + SOME_BALLOTS));
      const job = { contest, ciphertexts: cut(tally.ciphertexts, 2 * POINT), trustees, factors: valid.map(([, bytes]) => cut(bytes, POINT)), hints };
      parts.push(this.#pool.run("decode", job));
    }
    return (await Promise.all(parts)).flat();
  }

  finish(phase) {
    if (!reached(phase, "results") || phase === "void") return;
    const needed = this.#state.manifest.threshold;
    for (const key of new Set([...this.#state.tallies.keys(), ...this.#state.mixes.keys()])) {
      const valid = this.#shares.get(key)?.size ?? 0;
      const [contest, section] = key.split(" ");
      this.#findings.require("decryption", valid >= needed, `${valid} valid decryptions of contest ${named({ contest, section })} where ${needed} are needed`);
    }
  }
}
