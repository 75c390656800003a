// SPDX-License-Identifier: Apache-2.0

/** Public keys of officers and thumbprints of trustees: read from what people paste, and said in words. */
import { sha256 } from "../../vendor/noble-hashes/sha2.js";
import { words } from "../../urna/words.js";

const COORDINATE = /^[A-Za-z0-9_-]{43}$/u;

/** The words of a thumbprint (base64url of 32 bytes), or an empty list where it is none. */
export function thumbprintWords(thumbprint) {
  return COORDINATE.test(thumbprint ?? "") ? words(bytesOf(thumbprint)) : [];
}

/** The words of a public key's thumbprint (RFC 7638). */
export function keyWords(key) {
  if (!COORDINATE.test(key?.x ?? "") || !COORDINATE.test(key?.y ?? "")) {
    return [];
  }
  return words(sha256(new TextEncoder().encode(JSON.stringify({ crv: "P-256", kty: "EC", x: key.x, y: key.y }))));
}

/** The public key in a pasted text: a JWK, alone or as member `key`; null where there is none. Private parts are never taken. */
export function publicKeyIn(text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const jwk = read?.key ?? read;
  const usable = jwk?.kty === "EC" && jwk.crv === "P-256" && COORDINATE.test(jwk.x ?? "") && COORDINATE.test(jwk.y ?? "");
  return usable ? { crv: "P-256", kty: "EC", x: jwk.x, y: jwk.y } : null;
}

/** The identity in what `trustee identity` printed: `{name, thumbprint}` as far as the text has them. */
export function identityIn(text) {
  try {
    const { name, thumbprint } = JSON.parse(text);
    return { name: typeof name === "string" ? name : undefined, thumbprint: COORDINATE.test(thumbprint ?? "") ? thumbprint : undefined };
  } catch {
    const found = /(?:^|\s)([A-Za-z0-9_-]{43})(?:\s|$)/u.exec(text);
    return { name: undefined, thumbprint: found?.[1] };
  }
}

function bytesOf(base64Url) {
  const text = atob(base64Url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
