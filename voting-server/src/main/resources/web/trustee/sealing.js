// SPDX-License-Identifier: Apache-2.0

// Shares sealed to one trustee: JWE with ECDH-ES and A256GCM, docs/protocol.md §1.
import { bigEndian, concat, fromBase64Url, toBase64Url, utf8 } from "../urna/bytes.js";
import { G, decodePoint, decodeScalar, encodePoint, encodeScalar, randomBytes, randomScalar, times } from "../urna/group.js";
import { sha256 } from "../urna/hash.js";
import { Malformed } from "../urna/malformed.js";
import { parseSealed } from "../verify/sealedshare.js";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a scalar to the holder of `receiver` (a point). */
export async function sealShare(receiver, share) {
  const secret = randomScalar();
  const point = encodePoint(times(secret, G));
  const epk = `{"crv":"P-256","kty":"EC","x":"${toBase64Url(point.slice(0, 32))}","y":"${toBase64Url(point.slice(32))}"}`;
  const header = toBase64Url(utf8(`{"alg":"ECDH-ES","enc":"A256GCM","epk":${epk}}`));
  const key = await contentKey(times(secret, receiver), "encrypt");
  const iv = randomBytes(IV_BYTES);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(header) }, key, encodeScalar(share)));
  return [header, "", iv, sealed.slice(0, -TAG_BYTES), sealed.slice(-TAG_BYTES)].map((part) => (typeof part === "string" ? part : toBase64Url(part))).join(".");
}

/** The scalar in a sealed share, opened with the private key `d`; undefined if there is none. */
export async function openShare(jwe, d) {
  try {
    const { header, epk, iv, ciphertext } = parseSealed(jwe);
    const key = await contentKey(times(d, decodePoint(epk)), "decrypt");
    return decodeScalar(new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(header) }, key, ciphertext)));
  } catch (error) {
    if (error instanceof Malformed || error?.name === "OperationError") return undefined;
    throw error;
  }
}

/** The ephemeral key of a sealed share; undefined if it is not on the curve. */
export function ephemeralOf(jwe) {
  try {
    return decodePoint(parseSealed(jwe).epk);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Concat KDF (NIST SP 800-56A) as in RFC 7518 §4.6, one block of SHA-256. */
async function contentKey(shared, usage) {
  const info = concat(bigEndian(7, 4), utf8("A256GCM"), bigEndian(0, 4), bigEndian(0, 4), bigEndian(256, 4));
  const secret = sha256(concat(bigEndian(1, 4), encodePoint(shared).slice(0, 32), info));
  return crypto.subtle.importKey("raw", secret, "AES-GCM", false, [usage]);
}

/** The private scalar of a private JWK. */
export const secretOf = (jwk) => decodeScalar(fromBase64Url(jwk.d));
