// SPDX-License-Identifier: Apache-2.0

// Voting codes, docs/protocol.md §5: 19 random characters and a check character.
import { SYMBOLS, grouped, isSymbols, normalised } from "./crockford.js";

const LENGTH = 20;
const GROUP = 4;
/** x^5 + x^2 + 1 as bits. */
const MODULUS = 0b100101;
/** Five groups of four anywhere in a text, as in a message or beside a link. */
const FIVE_GROUPS = /(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[\s\p{Z}\p{Pd}]+){4}[0-9A-Za-z]{4}(?![0-9A-Za-z])/u;

/**
 * Reads a code as people type it: in any case, with spaces and dashes anywhere or nowhere, the letter O for 0, I and L for 1.
 *
 * @returns `{ok: true, code, written}`: the 19 characters that are the secret, and the code as printed; or
 *     `{ok: false, reason}`: `empty`, `character` (one that codes do not have), `length`, or `checksum` (mistyped).
 */
export function parseCode(text) {
  const typed = normalised(text);
  if (typed.length === 0) return { ok: false, reason: "empty" };
  if (!isSymbols(typed)) return { ok: false, reason: "character" };
  if (typed.length !== LENGTH) return { ok: false, reason: "length" };
  if (sum(typed) !== 0) return { ok: false, reason: "checksum" };
  return { ok: true, code: typed.slice(0, LENGTH - 1), written: grouped(typed, GROUP) };
}

/**
 * Whether a text is, or nearly is, or contains a voting code: whatever asks for trackers refuses it, so that nobody gets used to typing
 * the secret where it does not belong. A tracker is never taken for a code, whatever is missing of its last group.
 */
export function looksLikeCode(text) {
  const typed = normalised(text);
  const nearly = typed.length >= LENGTH - 3 && typed.length <= LENGTH + 2 && !/^T[^0-9A-Za-z]/i.test(text.trim());
  return nearly || FIVE_GROUPS.test(text) || parseCode(text.slice(text.lastIndexOf("#") + 1)).ok;
}

/** Σ α^i·d_i in GF(32), by Horner's rule from the last character. */
function sum(characters) {
  let total = 0;
  for (let i = characters.length - 1; i >= 0; i--) {
    const shifted = total << 1;
    total = (shifted > 31 ? shifted ^ MODULUS : shifted) ^ SYMBOLS.indexOf(characters[i]);
  }
  return total;
}
