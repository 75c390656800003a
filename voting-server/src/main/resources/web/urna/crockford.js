// SPDX-License-Identifier: Apache-2.0

/** Crockford's base 32: what voting codes and trackers are written in. */
export const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const SEPARATORS = /[\s\p{Z}\p{Pd}]/gu;

/** What somebody typed, without spaces and dashes, in upper case (ASCII letters alone), with O read as 0 and I and L as 1. */
export function normalised(text) {
  return text
    .replace(SEPARATORS, "")
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}

/** Whether all characters are symbols of this alphabet. */
export function isSymbols(text) {
  return /^[0-9A-HJKMNP-TV-Z]*$/.test(text);
}

/** `text` in groups of `size` characters with hyphens between. */
export function grouped(text, size) {
  return text.match(new RegExp(`.{1,${size}}`, "g"))?.join("-") ?? "";
}
