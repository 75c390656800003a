// SPDX-License-Identifier: Apache-2.0

// Signatures with ES256 and the one fixed header, docs/protocol.md §1 and §12.
import { p256 } from "../vendor/noble-curves/nist.js";
import { concat, fromBase64Url, toBase64Url, utf8 } from "./bytes.js";
import { encodePoint } from "./group.js";
import { sha256 } from "./hash.js";
import { Malformed } from "./malformed.js";

const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]{86})$/;
const HEADER = /^\{"alg":"ES256","kid":"([A-Za-z0-9_-]{43})","typ":"([a-z0-9][a-z0-9-]{0,63})"\}$/;
const MAX_CHARACTERS = 512 * 1024;

/** RFC 7638: SHA-256 of the key's canonical JSON, base64url. */
export function thumbprint(jwk) {
  return toBase64Url(sha256(utf8(`{"crv":"P-256","kty":"EC","x":"${jwk.x}","y":"${jwk.y}"}`)));
}

/** Reads a compact JWS as `{kid, typ, payload, signature, signed}`; a detached one has an empty payload. */
export function parseJws(jws) {
  const parts = jws.length <= MAX_CHARACTERS && COMPACT.exec(jws);
  if (!parts) throw new Malformed("not a compact JWS");
  const header = HEADER.exec(String.fromCharCode(...fromBase64Url(parts[1])));
  if (!header) throw new Malformed("JWS header is not the fixed one");
  fromBase64Url(header[1]);
  return { header: parts[1], kid: header[1], typ: header[2], payload: fromBase64Url(parts[2]), signature: fromBase64Url(parts[3]) };
}

/** Whether `key` signed this payload with this type. High values of s are ES256 too: nothing depends on a signature's bytes. */
export function verifyJws(parsed, key, typ, payload = parsed.payload) {
  if (parsed.kid !== thumbprint(key) || parsed.typ !== typ) return false;
  const message = utf8(`${parsed.header}.${toBase64Url(payload)}`);
  const publicKey = concat(Uint8Array.of(4), encodePoint(key.point));
  try {
    return p256.verify(parsed.signature, message, publicKey, { lowS: false });
  } catch {
    return false;
  }
}

/** Whether a detached JWS is `key`'s over these bytes. */
export function verifyDetached(jws, key, typ, payload) {
  const parsed = parseJws(jws);
  return parsed.payload.length === 0 && verifyJws(parsed, key, typ, payload);
}
