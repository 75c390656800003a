// SPDX-License-Identifier: Apache-2.0

// Sealed shares (JWE with ECDH-ES and A256GCM, docs/protocol.md §1) and complaints about them (§9).
import { bigEndian, concat, fromBase64Url, utf8 } from "../urna/bytes.js";
import { G, decodePoint, decodeScalar, encodePoint, timesPublic } from "../urna/group.js";
import { sha256 } from "../urna/hash.js";
import { Malformed } from "../urna/malformed.js";
import { verifyEquality } from "../urna/proof.js";
import { Missing } from "./findings.js";

const FORM = /^([A-Za-z0-9_-]{100,300})\.\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22})$/;
const HEADER = /^\{"alg":"ECDH-ES","enc":"A256GCM","epk":\{"crv":"P-256","kty":"EC","x":"([A-Za-z0-9_-]{43})","y":"([A-Za-z0-9_-]{43})"\}\}$/;

/** A sealed share `{header, epk (bytes of what should be a point), iv, ciphertext}`; the tag is the ciphertext's end. */
export function parseSealed(jwe) {
  const parts = FORM.exec(jwe);
  if (!parts) throw new Malformed("not a sealed share");
  const key = HEADER.exec(String.fromCharCode(...fromBase64Url(parts[1])));
  if (!key) throw new Malformed("JWE header is not the fixed one");
  const [iv, ciphertext, tag] = parts.slice(2).map(fromBase64Url);
  return { header: parts[1], epk: concat(fromBase64Url(key[1]), fromBase64Url(key[2])), iv, ciphertext: concat(ciphertext, tag) };
}

/**
 * Decides a complaint.
 *
 * @param bound the statement of its proof, up to the receiver's key; `expected` is what the share times G must be
 * @returns `{atFault, reason}`
 */
export async function decide({ trustee, against, revealed }, jwe, receiver, bound, expected) {
  const fault = (atFault, reason) => ({ atFault, reason });
  let sealed;
  let epk;
  try {
    sealed = parseSealed(jwe);
    epk = decodePoint(sealed.epk);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return fault(against, "the share is malformed, or its ephemeral key is not on the curve");
  }
  if (!revealed) return fault(trustee, "the complaint does not open the share, whose ephemeral key is on the curve");
  const statement = bound.bytes(sha256(utf8(jwe))).points(epk, revealed.D);
  if (!verifyEquality(statement, receiver, epk, revealed.D, revealed.proof)) return fault(trustee, "the complaint does not prove that its point opens the share");
  const share = await opened(sealed, revealed.D);
  if (share === undefined) return fault(against, "the share does not decrypt to a scalar");
  return timesPublic(share, G).equals(expected)
    ? fault(trustee, "the share is the value of the published polynomial")
    : fault(against, "the share is not the value of the published polynomial");
}

/** The scalar in a sealed share, or undefined. */
async function opened({ header, iv, ciphertext }, D) {
  const { subtle } = globalThis.crypto;
  if (!subtle) throw new Missing("this browser decrypts nothing on a page without https: the complaint could not be decided");
  // Concat KDF (NIST SP 800-56A) as in RFC 7518 §4.6 for one block of SHA-256.
  const other = concat(bigEndian(7, 4), utf8("A256GCM"), bigEndian(0, 4), bigEndian(0, 4), bigEndian(256, 4));
  const secret = sha256(concat(bigEndian(1, 4), encodePoint(D).slice(0, 32), other));
  const key = await subtle.importKey("raw", secret, "AES-GCM", false, ["decrypt"]);
  try {
    const plain = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(header) }, key, ciphertext));
    return decodeScalar(plain);
  } catch {
    return undefined;
  }
}

