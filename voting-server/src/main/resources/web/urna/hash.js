// SPDX-License-Identifier: Apache-2.0

// Hashing of docs/protocol.md §1: content hashes, hashes to scalars (Hs) and to points (Hp).
import { p256_hasher } from "../vendor/noble-curves/nist.js";
import { sha256 } from "../vendor/noble-hashes/sha2.js";
import { bigEndian, concat, toHex, utf8 } from "./bytes.js";
import { encodePoint, encodeScalar } from "./group.js";

export { sha256 };

export const sha256Hex = (bytes) => toHex(sha256(bytes));

/**
 * What is hashed: a tag and a list of parts, each written with its length before it. Immutable, so that statements with the same beginning
 * share it.
 */
export class Transcript {
  constructor(tag, encoding = new Uint8Array(0)) {
    this.tag = tag;
    this.encoded = encoding;
  }

  bytes(...parts) {
    return new Transcript(this.tag, concat(this.encoded, ...parts.flatMap((part) => [bigEndian(part.length, 4), part])));
  }

  text(text) {
    return this.bytes(utf8(text));
  }

  /** Whole numbers of 0 … 2^64 − 1, as 8 bytes each. */
  integers(...values) {
    return this.bytes(...values.map((value) => bigEndian(value, 8)));
  }

  points(...points) {
    return this.bytes(...points.map(encodePoint));
  }

  scalar(value) {
    return this.bytes(encodeScalar(value));
  }

  /** Hs: RFC 9380 hash_to_field with modulus q. */
  toScalar() {
    return p256_hasher.hashToScalar(this.encoded, { DST: this.#domain() });
  }

  /** Hp: P256_XMD:SHA-256_SSWU_RO_. */
  toPoint() {
    return p256_hasher.hashToCurve(this.encoded, { DST: this.#domain() });
  }

  #domain() {
    return utf8(`URNA-V1-${this.tag}`);
  }
}
