// SPDX-License-Identifier: Apache-2.0

// From the voting code to the key pair that signs a ballot, docs/protocol.md §5.
import { pbkdf2Async } from "../vendor/noble-hashes/pbkdf2.js";
import { sha256 } from "../vendor/noble-hashes/sha2.js";
import { fromHex, utf8 } from "./bytes.js";
import { G, normalised, times } from "./group.js";
import { Transcript } from "./hash.js";

const ROUNDS = 10_000;
const BYTES = 32;

/**
 * @param election id, 32 hexadecimal digits
 * @param code the 19 characters that `parseCode` gives
 * @param subtle the browser's own cryptography, which exists where the page came over a secure connection; without it PBKDF2 takes longer
 * @returns `{x, K}`: x is the secret
 */
export async function credentialOf(election, code, subtle = globalThis.crypto?.subtle) {
  const id = fromHex(election);
  const stretched = await stretch(utf8(code), id, subtle);
  const x = new Transcript("credential").bytes(id, stretched).toScalar();
  const [K] = normalised([times(x, G)]);
  return { x, K };
}

async function stretch(password, salt, subtle) {
  if (!subtle) return pbkdf2Async(sha256, password, salt, { c: ROUNDS, dkLen: BYTES });
  const key = await subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 8 * BYTES));
}
