// SPDX-License-Identifier: Apache-2.0

// Decisions of two officers in office, and the seal: checks `officers` and `setup`.
import { parseJws, thumbprint, verifyDetached } from "../urna/jws.js";
import { toHex } from "../urna/bytes.js";
import { need } from "./findings.js";
import { maxBallotBytes } from "./manifestrules.js";

const NEEDED = 2;

export class Officers {
  #state;
  #findings;
  #sequences = new Set();

  constructor(state, findings) {
    this.#state = state;
    this.#findings = findings;
  }

  on(index, { type, entry, signed }) {
    const state = this.#state;
    const { decision } = entry;
    const require = (holds, reason) => this.#findings.require("officers", holds, reason, index);
    this.#findings.checked("officers");
    const sealed = state.E !== undefined && type !== "setup";
    const anchored = sealed ? decision.E === state.E : decision.M === need(state.M, "there is no manifest");
    require(anchored, "the decision is for another manifest or election");
    require(!this.#sequences.has(decision.sequence), "the sequence number occurred before");
    this.#sequences.add(decision.sequence);
    require(decision.notAfter >= decision.notBefore, "notAfter is before notBefore");
    const fault = this.#signatureFault(entry.signatures, signed);
    require(fault === undefined, fault);
    if (type === "map-destroyed" && state.manifest.registrar.mode === "separate") {
      require(registrarSigned(state.manifest, entry, signed), "the registrar's signature is missing or does not hold");
    }
    if (type === "officer-changed") this.#change(decision.arguments, require);
  }

  #signatureFault(signatures, signed) {
    const signers = new Set();
    for (const jws of signatures) {
      const { kid } = parseJws(jws);
      const key = this.#state.officers.get(kid);
      if (!key) return "a signature is by nobody in office";
      if (signers.has(kid)) return "one officer signed twice";
      signers.add(kid);
      if (!verifyDetached(jws, key, "urna-decision", signed)) return "an officer's signature does not hold";
    }
    return signers.size >= NEEDED ? undefined : "fewer than two officers signed";
  }

  #change({ removed, added }, require) {
    const { officers } = this.#state;
    if (removed !== undefined) require(officers.delete(removed), "the officer removed is not in office");
    if (added) {
      const print = thumbprint(added.key);
      require(!officers.has(print), "the officer added is in office already");
      if (!officers.has(print)) officers.set(print, added.key);
    }
    require(officers.size >= NEEDED, "fewer than two officers remain");
  }
}

/** Whether the registrar signed beside the officers. */
export function registrarSigned({ registrar }, entry, signed) {
  return entry.registrar !== undefined && verifyDetached(entry.registrar, registrar.key, "urna-registrar", signed);
}

/**
 * Checks the seal; the first one seals.
 *
 * @param E SHA-256 of the entry; `root` of the log before it
 */
export function checkSetup(index, { entry }, E, root, state, findings) {
  const setup = entry.decision.arguments;
  const require = (holds, reason) => findings.require("setup", holds, reason, index);
  findings.checked("setup");
  if (state.E === undefined) Object.assign(state, { E, key: { Y: setup.Y, V: setup.V }, maxBallotBytes: setup.maxBallotBytes });
  require(setup.attempt === state.attempts, "attempt is not the last one");
  require(setup.size === index, "size is not that of the log before");
  require(setup.root === toHex(root), "root is not that of the log before");
  require(setup.maxBallotBytes === maxBallotBytes(need(state.manifest, "there is no usable manifest")), "maxBallotBytes is not the length of the longest ballot");
  require(setup.T === need(state.T, "the trustees' shares are not complete"), "T is not the hash of the attempt's entries");
  const { Y, V } = need(state.computedKey, "no key follows from the trustees' shares");
  require(setup.Y.equals(Y), "Y is not what the shares give");
  require(setup.V.length === V.length && V.every((each, i) => each.equals(setup.V[i])), "V is not what the shares give");
}
