// SPDX-License-Identifier: Apache-2.0

// Who may vote, docs/protocol.md §5: checks `credentials` and `credential-changes`.
import { POINT, ID, POSITIVE, list, require as demand, tuple } from "../urna/form.js";
import { pointText } from "../urna/group.js";
import { verifyDetached } from "../urna/jws.js";
import { read } from "../urna/json.js";
import { Malformed } from "../urna/malformed.js";
import { Missing, need } from "./findings.js";
import { weightProblems } from "./manifestrules.js";
import { registrarSigned } from "./officers.js";

const LF = 10;
export const CREDENTIAL = tuple(POINT, ID, POSITIVE);
export const RESERVE = list(POINT, 1, 1);

/** Lines of one value each, ascending by the bytes of their point. */
export function* lines(bytes, form) {
  let before;
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const end = bytes.indexOf(LF, from);
    const path = `line ${line}`;
    if (end < 0) throw new Malformed("last line has no line feed", path);
    const value = form(read(bytes.subarray(from, end)), path);
    const encoded = value[0].toBytes(false);
    demand(before === undefined || compare(before, encoded) < 0, "credential is not above the one before it", path);
    before = encoded;
    yield value;
    from = end + 1;
  }
}

function compare(a, b) {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

export class Credentials {
  #state;
  #findings;
  #artifacts;
  #replacements = 0;

  constructor({ state, findings, artifacts }) {
    this.#state = state;
    this.#findings = findings;
    this.#artifacts = artifacts;
  }

  /** The registrar's list. The register is a map from a credential's text to what became of it. */
  async list(index, { entry, signed }) {
    const { message, signature } = entry;
    const findings = this.#findings;
    const require = (holds, reason) => findings.require("credentials", holds, reason, index);
    findings.expect("credentials", message.count + message.reserveCount);
    const manifest = need(this.#state.manifest, "there is no usable manifest");
    require(verifyDetached(signature, manifest.registrar.key, "urna-credentials", signed), "the signature is not the registrar's");
    require(message.M === this.#state.M, "the list is for another manifest");
    require(message.count === manifest.roll.size, "not as many credentials as the manifest says");
    require(message.reserveCount === manifest.roll.reserve, "not as many reserves as the manifest says");
    const register = new Map();
    const sums = new Map();
    const weighted = new Set();
    for (const [K, style, weight] of lines(await this.#content(index, message.credentials), CREDENTIAL)) {
      findings.checked("credentials");
      const number = manifest.styles.findIndex(({ id }) => id === style);
      require(number >= 0, "a credential's style is not in the manifest");
      sums.set(style, (sums.get(style) ?? 0) + weight);
      if (weight !== 1) weighted.add(style);
      register.set(pointText(K), { status: "live", style: Math.max(0, number), weight, reserve: false });
    }
    for (const [K] of lines(await this.#content(index, message.reserves), RESERVE)) {
      findings.checked("credentials");
      require(!register.has(pointText(K)), "a reserve is a credential already");
      if (!register.has(pointText(K))) register.set(pointText(K), { status: "reserve", style: 0, weight: 1, reserve: true });
    }
    for (const problem of weightProblems(manifest, sums, weighted)) require(false, problem);
    this.#state.register = register;
  }

  /** A list that is not there is taken to be empty, so that ballots can still be looked at. */
  async #content(index, artifact) {
    try {
      return await this.#artifacts.bytes(index, artifact);
    } catch (error) {
      if (error instanceof Missing) return new Uint8Array(0);
      throw error;
    }
  }

  /** Officers retire credentials. */
  change(index, { type, entry, signed }) {
    const state = this.#state;
    const require = (holds, reason) => this.#findings.require("credential-changes", holds, reason, index);
    this.#findings.checked("credential-changes");
    const register = need(state.register, "there is no list of credentials");
    const retirable = (K) => {
      const found = register.get(pointText(K));
      require(found?.status === "live", "a credential to be retired is not live");
      require(found?.castAt === undefined, "a credential to be retired has cast");
      return found;
    };
    if (type === "credential-revoked") {
      for (const K of entry.decision.arguments.credentials) {
        const found = retirable(K);
        if (found) found.status = "retired";
        state.revoked++;
      }
      return;
    }
    require(registrarSigned(state.manifest, entry, signed), "the registrar's signature is missing or does not hold");
    for (const pair of entry.decision.arguments.pairs) {
      this.#replacements++;
      state.replaced++;
      const old = retirable(pair.old);
      const reserve = register.get(pointText(pair.new));
      const unused = reserve?.status === "reserve";
      require(unused, "the new credential is not an unused reserve");
      if (old && unused) {
        old.status = "retired";
        Object.assign(reserve, { status: "live", style: old.style, weight: old.weight });
      }
    }
    require(this.#replacements <= state.manifest.roll.replacements, "more replacements than the manifest allows");
  }
}
