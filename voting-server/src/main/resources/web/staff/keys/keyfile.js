// SPDX-License-Identifier: Apache-2.0

// Files under a passphrase, docs/protocol.md §1: a compact JWE with PBES2-HS512+A256KW and A256GCM (RFC 7518 §4.8, §5.3) and one fixed header.
// The same files as the officers' program writes and reads. Everything secret is computed by the browser's own cryptography.
import { concat, fromBase64Url, toBase64Url, utf8 } from "../../urna/bytes.js";
import { Malformed } from "../../urna/malformed.js";
import { normalisedPassphrase } from "./passphrase.js";

const ITERATIONS = 600_000;
/** A file must not keep its reader busy for ever. */
const MAX_ITERATIONS = 2_000_000;
const MAX_CONTENT_BYTES = 256 * 1024;
const ALGORITHM = "PBES2-HS512+A256KW";
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const WRAPPED_BYTES = 40;
const FORM = /^([A-Za-z0-9_-]{90,120})\.([A-Za-z0-9_-]{54})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]{22})$/;
const HEADER = /^\{"alg":"PBES2-HS512\+A256KW","enc":"A256GCM","p2c":([1-9][0-9]{5,6}),"p2s":"([A-Za-z0-9_-]{22})"\}$/;

/** Whether this browser offers cryptography to the page: it does over HTTPS and on this machine itself, and nowhere else. */
export const hasCryptography = () => globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined;

/** Encrypts `content` (bytes) under a fresh salt and a fresh key; gives the file's text, without a line's end. */
export async function seal(passphrase, content) {
  if (content.length > MAX_CONTENT_BYTES) throw new RangeError("content of a key file is too long");
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const header = toBase64Url(utf8(`{"alg":"${ALGORITHM}","enc":"A256GCM","p2c":${ITERATIONS},"p2s":"${toBase64Url(salt)}"}`));
  const wrapping = await wrappingKey(passphrase, salt, ITERATIONS, "wrapKey");
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey("raw", key, wrapping, "AES-KW"));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, header), key, content));
  const body = sealed.slice(0, -TAG_BYTES);
  return [header, ...[wrapped, iv, body, sealed.slice(-TAG_BYTES)].map(toBase64Url)].join(".");
}

/**
 * Decrypts a file.
 *
 * @param text as it stands in the file, with or without its line's end
 * @returns a promise of the content, for the caller to overwrite
 * @throws Malformed if it has another form or header, fewer than 600,000 or more than 2,000,000 iterations, or does not open
 */
export async function open(passphrase, text) {
  const parts = text.length <= 2 * MAX_CONTENT_BYTES && FORM.exec(text.replace(/\r?\n$/, ""));
  if (!parts) throw new Malformed("not a key file");
  const header = HEADER.exec(String.fromCharCode(...fromBase64Url(parts[1])));
  if (!header) throw new Malformed("header of a key file is not the fixed one");
  const iterations = Number(header[1]);
  if (iterations < ITERATIONS || iterations > MAX_ITERATIONS) throw new Malformed("iterations of a key file are not between 600000 and 2000000");
  const salt = fromBase64Url(header[2]);
  const [wrapped, iv, body, tag] = parts.slice(2).map(fromBase64Url);
  if (wrapped.length !== WRAPPED_BYTES) throw new Malformed("not a key file");
  const wrapping = await wrappingKey(passphrase, salt, iterations, "unwrapKey");
  try {
    const key = await crypto.subtle.unwrapKey("raw", wrapped, wrapping, "AES-KW", "AES-GCM", false, ["decrypt"]);
    return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, parts[1]), key, concat(body, tag)));
  } catch {
    throw new Malformed("the passphrase is wrong or the key file is damaged");
  }
}

/** RFC 7518 §4.8.1.1: the salt of PBKDF2 begins with the name of the algorithm. */
async function wrappingKey(passphrase, salt, iterations, usage) {
  const password = utf8(normalisedPassphrase(passphrase));
  if (password.length === 0) throw new Malformed("empty passphrase");
  const material = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveKey"]);
  password.fill(0);
  const derivation = { name: "PBKDF2", hash: "SHA-512", salt: concat(utf8(ALGORITHM), Uint8Array.of(0), salt), iterations };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-KW", length: 256 }, false, [usage]);
}

const gcm = (iv, header) => ({ name: "AES-GCM", iv, additionalData: utf8(header), tagLength: 8 * TAG_BYTES });
