// SPDX-License-Identifier: Apache-2.0

// Trustees agree on one board before they decrypt, and draw lots, docs/protocol.md §10: checks `tally-agreement` and `lot`. What one of them
// sends that does not hold is named and ignored.
import { fromHex, same, toHex } from "../urna/bytes.js";
import { encodePoint } from "../urna/group.js";
import { Transcript, sha256 } from "../urna/hash.js";
import { Malformed } from "../urna/malformed.js";
import { verifyEquality } from "../urna/proof.js";
import { combine } from "./decryption.js";
import { need } from "./findings.js";
import { reached } from "./grammar.js";
import { openCheckpoint, parseCheckpoint } from "./notes.js";

export class Agreements {
  #state;
  #findings;

  constructor(state, findings) {
    this.#state = state;
    this.#findings = findings;
  }

  on(index, { entry: { message } }, authentic) {
    this.#findings.checked("tally-agreement");
    const { agreed } = this.#state;
    let fault = authentic ? this.#fault(index, message) : "the signature is not the trustee's";
    if (!fault && agreed.has(message.trustee)) fault = "the trustee has agreed already";
    if (fault) this.#findings.note("tally-agreement", `entry ${index}: the agreement of trustee ${message.trustee} is ignored: ${fault}`);
    else agreed.add(message.trustee);
  }

  #fault(index, message) {
    const { E, slots, manifest } = this.#state;
    if (message.E !== E) return "it is for another election";
    const checkpoint = this.#open(message.checkpoint, manifest);
    if (!checkpoint) return "its checkpoint does not have the board's two signatures and no other";
    const closed = need(this.#state.closed, "voting is not over");
    const right = checkpoint.size === closed.size && same(checkpoint.root, closed.root);
    if (!right && checkpoint.size === closed.size) {
      this.#findings.fail("tally-agreement", `the board signed two roots of size ${closed.size}: proof of a fork`, index);
    }
    if (!right || message.size !== closed.size || message.root !== toHex(closed.root)) return "it is for another size or root";
    const counts = (list) => JSON.stringify(list.map(({ contest, section, ballots }) => [contest, section, ballots]));
    return counts(message.ballots) === counts(slots) ? undefined : "its numbers of ballots are others";
  }

  #open(note, manifest) {
    try {
      const checkpoint = parseCheckpoint(note);
      return checkpoint.signatures.length === 2 && openCheckpoint(checkpoint, manifest).ok ? checkpoint : undefined;
    } catch (error) {
      if (error instanceof Malformed) return undefined;
      throw error;
    }
  }

  finish(phase) {
    if (!reached(phase, "drawing") || phase === "void") return;
    const { agreed, manifest } = this.#state;
    this.#findings.require("tally-agreement", agreed.size >= manifest.threshold, `${agreed.size} valid agreements where ${manifest.threshold} are needed`);
  }
}

export class Lots {
  #state;
  #findings;
  #shares = new Map();

  constructor(state, findings) {
    this.#state = state;
    this.#findings = findings;
  }

  on(index, { entry: { message } }, authentic) {
    const state = this.#state;
    this.#findings.checked("lot");
    let fault = authentic ? this.#fault(message) : "the signature is not the trustee's";
    if (!fault && this.#shares.has(message.trustee)) fault = "the trustee has drawn already";
    if (fault) {
      this.#findings.note("lot", `entry ${index}: the lot of trustee ${message.trustee} is ignored: ${fault}`);
      return;
    }
    this.#shares.set(message.trustee, message.D);
    if (this.#shares.size >= state.manifest.threshold && !state.seed) {
      state.seed = sha256(encodePoint(combine([...this.#shares.keys()], [...this.#shares.values()])));
    }
  }

  #fault({ E, trustee, D, proof }) {
    const { agreed, key } = this.#state;
    if (!agreed.has(trustee)) return "the trustee has not agreed on the board";
    if (E !== this.#state.E) return "the share is for another election";
    const begun = new Transcript("lot").bytes(fromHex(E));
    const H = begun.toPoint();
    const V = key.V[trustee - 1];
    return verifyEquality(begun.integers(trustee).points(V, H, D), V, H, D, proof) ? undefined : "the proof does not hold";
  }

  finish(phase) {
    if (!reached(phase, "decrypting") || phase === "void") return;
    const { threshold } = this.#state.manifest;
    this.#findings.require("lot", this.#shares.size >= threshold, `${this.#shares.size} valid lots where ${threshold} are needed`);
  }
}

/** All candidates of a contest in the order of their lots: the earlier wins every tie. */
export function lotOrder(seed, contest, candidates) {
  const lot = (candidate) => toHex(sha256(new Transcript("lot").text("lot").bytes(seed).text(contest).integers(candidate).encoded));
  return Array.from({ length: candidates }, (_, i) => [i + 1, lot(i + 1)])
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([candidate]) => candidate);
}
