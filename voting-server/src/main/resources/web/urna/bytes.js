// SPDX-License-Identifier: Apache-2.0

// Encodings of docs/protocol.md §1. Every decoder takes the one canonical text of some bytes and refuses all others.
import { Malformed } from "./malformed.js";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64URL = `${BASE64}-_`;
const BASE64STANDARD = `${BASE64}+/`;
const encoder = new TextEncoder();

export const utf8 = (text) => encoder.encode(text);

/** The text of bytes that must be UTF-8 in shortest form; a byte order mark stays a character. */
export function utf8Text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed("not UTF-8");
  }
}

export function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether two byte strings are the same; not for secrets. */
export function same(left, right) {
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

/** I2OSP: an unsigned integer (number or bigint), most significant byte first. */
export function bigEndian(value, length) {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  if (rest !== 0n) throw new RangeError("integer too long");
  return bytes;
}

export function toHex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Lower-case hexadecimal only. */
export function fromHex(text) {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new Malformed("not lower-case hexadecimal");
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

export function toBigInt(bytes) {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

function encode(bytes, alphabet) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const characters = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < characters; k++) text += alphabet[(group >> (18 - 6 * k)) & 63];
  }
  return text;
}

function decode(text, alphabet) {
  if (text.length % 4 === 1) throw new Malformed("base64 of no number of bytes");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new Malformed("character that base64 does not have");
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  if ((bits & ((1 << held) - 1)) !== 0) throw new Malformed("base64 with spare bits that are not zero");
  return bytes;
}

export const toBase64Url = (bytes) => encode(bytes, BASE64URL);

/** Base64url without padding, spare bits zero. */
export const fromBase64Url = (text) => decode(text, BASE64URL);

/** Standard base64 with padding, as in signed notes. */
export function toBase64(bytes) {
  const text = encode(bytes, BASE64STANDARD);
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

export function fromBase64(text) {
  const bytes = decode(text.replace(/={1,2}$/, ""), BASE64STANDARD);
  if (toBase64(bytes) !== text) throw new Malformed("base64 with other padding");
  return bytes;
}
