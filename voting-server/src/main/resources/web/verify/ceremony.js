// SPDX-License-Identifier: Apache-2.0

// The key ceremony, docs/protocol.md §9: checks `trustee-identity`, `key-commitment`, `key-share`, `key-confirmation`, `key-check` and
// `complaint`. Where a trustee sent two messages of a kind, the first counts.
import { fromBase64Url, fromHex } from "../urna/bytes.js";
import { INFINITY, timesPublic } from "../urna/group.js";
import { Transcript, sha256Hex } from "../urna/hash.js";
import { thumbprint, verifyDetached } from "../urna/jws.js";
import { verifyEquality, verifyKnowledge } from "../urna/proof.js";
import { need } from "./findings.js";
import { prefixed } from "./entries.js";
import { decide, parseSealed } from "./sealedshare.js";

const ATTEMPT_TYPES = ["trustee", "key-commitment", "key-share", "key-confirmation", "key-check", "complaint"];

export class Ceremony {
  #state;
  #findings;
  #pinned;
  #usedKeys = new Set();
  #encryptionKeys = new Map();
  #commitments = new Map();
  #shares = new Map();
  #transcript = [];

  /** @param pinned thumbprints by trustee's name, as the reader knows them from elsewhere */
  constructor(state, findings, pinned) {
    this.#state = state;
    this.#findings = findings;
    this.#pinned = pinned;
    findings.expect("trustee-identity", pinned.size);
  }

  /** A manifest begins a new attempt. */
  begin() {
    for (const part of [this.#encryptionKeys, this.#commitments, this.#shares]) part.clear();
    this.#transcript = [];
  }

  #manifest() {
    return need(this.#state.manifest, "there is no usable manifest");
  }

  /** A transcript that begins with the manifest and the attempt. */
  #attempt(tag) {
    return new Transcript(tag).bytes(fromHex(this.#state.M)).integers(this.#state.attempts);
  }

  #T() {
    return need(this.#state.T, "the trustees' shares are not complete");
  }

  #key() {
    return need(this.#state.computedKey, "no key follows from the trustees' shares");
  }

  /** Whether a message is by the trustee that it names. */
  identity(index, { type, entry, signed }) {
    const findings = this.#findings;
    findings.checked("trustee-identity");
    const { message, signature } = entry;
    const fault = this.#identityFault(type, message, signature, signed);
    if (fault) findings.fail("trustee-identity", fault, index);
    if (type === "trustee" && !fault) {
      const { x, y } = message.encryptionKey;
      const fresh = !this.#usedKeys.has(x + y) && !message.encryptionKey.point.equals(message.signingKey.point);
      findings.require("trustee-identity", fresh, "the encryption key is used already", index);
      this.#usedKeys.add(x + y);
      if (!this.#state.signingKeys.has(message.trustee)) this.#state.signingKeys.set(message.trustee, message.signingKey);
    }
    return !fault;
  }

  #identityFault(type, message, signature, signed) {
    const { trustees } = this.#manifest();
    if (message.trustee > trustees.length) return "the message names a trustee whom the manifest does not have";
    const here = message.attempt === this.#state.attempts && message.M === this.#state.M;
    if (ATTEMPT_TYPES.includes(type) && !here) return "the message is for another manifest or attempt";
    const key = type === "trustee" ? message.signingKey : this.#state.signingKeys.get(message.trustee);
    if (!key) return "the trustee has not given its signing key";
    if (thumbprint(key) !== trustees[message.trustee - 1].thumbprint) return "the signing key is not the one whose thumbprint the manifest has";
    return verifyDetached(signature, key, `urna-${type}`, signed) ? undefined : "the signature is not the trustee's";
  }

  finish() {
    for (const [name, print] of this.#pinned) {
      const same = this.#manifest().trustees.some((trustee) => trustee.name === name && trustee.thumbprint === print);
      this.#findings.require("trustee-identity", same, `trustee ${name} is not the manifest's with the thumbprint given`);
      this.#findings.checked("trustee-identity");
    }
  }

  trustee(index, { entry: { message } }, bytes) {
    this.#transcript.push(bytes);
    if (!this.#encryptionKeys.has(message.trustee)) this.#encryptionKeys.set(message.trustee, message.encryptionKey.point);
  }

  commitment(index, { entry: { message } }, bytes) {
    this.#transcript.push(bytes);
    if (!this.#commitments.has(message.trustee)) this.#commitments.set(message.trustee, message.commitment);
  }

  share(index, { entry: { message }, publicPart }, bytes) {
    this.#transcript.push(bytes);
    const findings = this.#findings;
    findings.checked("key-commitment");
    const committed = sha256Hex(publicPart) === this.#commitments.get(message.trustee);
    findings.require("key-commitment", committed, "the public part is not the one committed to", index);
    findings.checked("key-share");
    const fault = this.#shareFault(message);
    if (fault) findings.fail("key-share", fault, index);
    if (!this.#shares.has(message.trustee)) this.#shares.set(message.trustee, message);
    if (this.#shares.size === this.#manifest().trustees.length) this.#complete(index);
  }

  #shareFault({ trustee, shares, public: { points, proof } }) {
    const manifest = this.#manifest();
    const [n, t] = [manifest.trustees.length, manifest.threshold];
    if (trustee > n) return "the message names a trustee whom the manifest does not have";
    if (shares.length !== n) return "there are not as many sealed shares as trustees";
    shares.forEach(parseSealed);
    if (points.length !== t) return "the polynomial has not as many points as the threshold";
    const print = fromBase64Url(manifest.trustees[trustee - 1].thumbprint);
    const statement = this.#attempt("trustee-key").integers(trustee, n, t).bytes(print).points(...points);
    return verifyKnowledge(statement, points[0], proof) ? undefined : "the proof does not hold";
  }

  #complete(index) {
    const state = this.#state;
    if (state.T !== undefined) return;
    state.T = sha256Hex(prefixed(...this.#transcript));
    const polynomials = [...this.#shares.values()].map((share) => share.public.points);
    const t = polynomials[0].length;
    need(polynomials.every(({ length }) => length === t) || undefined, "polynomials differ in length");
    // The sum of polynomials is a polynomial: adding first saves n evaluations out of every n.
    const sum = Array.from({ length: t }, (_, k) => polynomials.reduce((total, points) => total.add(points[k]), INFINITY));
    const V = polynomials.map((_, i) => at(sum, i + 1));
    const finite = t > 0 && [...sum, ...V].every((point) => !point.is0());
    this.#findings.require("key-share", finite, "a joint key would be infinity", index);
    if (finite) state.computedKey = { Y: sum[0], V };
  }

  confirmation(index, { entry: { message } }) {
    this.#findings.checked("key-confirmation");
    const { Y, V } = this.#key();
    const own = V[message.trustee - 1];
    const require = (holds, reason) => this.#findings.require("key-confirmation", holds, reason, index);
    require(message.T === this.#T(), "T is not the hash of the attempt's entries");
    require(message.Y.equals(Y), "Y is not the sum of the published polynomials at 0");
    require(own && message.V.equals(own), "V is not the sum of the published polynomials at the trustee's index");
    const statement = this.#attempt("share-key").integers(message.trustee).bytes(fromHex(this.#T())).points(message.V);
    require(verifyKnowledge(statement, message.V, message.proof), "the proof does not hold");
  }

  check(index, { entry: { message } }) {
    this.#findings.checked("key-check");
    const V = need(this.#key().V[message.trustee - 1], "the manifest has no such trustee");
    const require = (holds, reason) => this.#findings.require("key-check", holds, reason, index);
    require(message.T === this.#T(), "T is not the hash of the attempt's entries");
    const begun = this.#attempt("key-check").bytes(fromHex(this.#T()));
    const H = begun.toPoint();
    const statement = begun.integers(message.trustee).points(V, H, message.D);
    require(verifyEquality(statement, V, H, message.D, message.proof), "the proof does not hold");
  }

  async complaint(index, { entry: { message } }) {
    const findings = this.#findings;
    findings.checked("complaint");
    findings.require("complaint", message.T === this.#T(), "T is not the hash of the attempt's entries", index);
    const against = this.#shares.get(message.against);
    const receiver = this.#encryptionKeys.get(message.trustee);
    const jwe = against?.shares[message.trustee - 1];
    if (!jwe || !receiver) {
      findings.fail("complaint", "the complaint is about or by a trustee whom nobody knows", index);
      return;
    }
    const bound = this.#attempt("complaint").bytes(fromHex(message.T)).integers(message.trustee, message.against).points(receiver);
    const expected = at(against.public.points, message.trustee);
    const { atFault, reason } = await decide(message, jwe, receiver, bound, expected);
    findings.note("complaint", `entry ${index}: trustee ${atFault} is at fault: ${reason}`);
  }
}

/** The value at j of a polynomial whose coefficients are these points. */
export function at(points, j) {
  return points.reduceRight((value, point) => timesPublic(BigInt(j), value).add(point), INFINITY);
}
