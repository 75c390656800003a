// SPDX-License-Identifier: Apache-2.0

// Trackers, docs/protocol.md §7: the first 125 bits of a ballot's hash, written so that they cannot be taken for a code.
import { fromHex, toHex } from "./bytes.js";
import { looksLikeCode } from "./code.js";
import { SYMBOLS, grouped, isSymbols, normalised } from "./crockford.js";

const LENGTH = 25;
const GROUP = 5;

/** The tracker `T-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX` of a ballot with this hash (64 hexadecimal digits). */
export function trackerOf(ballotHashHex) {
  const bits = Array.from(fromHex(ballotHashHex), (byte) => byte.toString(2).padStart(8, "0")).join("");
  let symbols = "";
  for (let i = 0; i < LENGTH; i++) symbols += SYMBOLS[Number.parseInt(bits.slice(5 * i, 5 * i + 5), 2)];
  return `T-${grouped(symbols, GROUP)}`;
}

/**
 * Reads a tracker as people type it, or a whole ballot hash as files hold it (64 hexadecimal digits).
 *
 * @returns `{ok: true, bits, written, matches, startsWith}`: how many bits of the hash are known (125 or 256), the tracker as
 *     printed, whether a ballot hash (64 hexadecimal digits) is the one meant, and the same for the first bytes of a hash
 *     (`Uint8Array`, at most 15); or `{ok: false, reason}`: `empty`, `code` (it looks like a voting code), `character`, `length`.
 */
export function parseTracker(text) {
  const trimmed = text.trim();
  if (trimmed.length === 0) return { ok: false, reason: "empty" };
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return ofHash(trimmed.toLowerCase());
  if (looksLikeCode(trimmed)) return { ok: false, reason: "code" };
  const typed = normalised(trimmed);
  if (!isSymbols(typed)) return { ok: false, reason: "character" };
  const symbols = typed.length === LENGTH + 1 && typed.startsWith("T") ? typed.slice(1) : typed;
  if (symbols.length !== LENGTH) return { ok: false, reason: "length" };
  return ofTracker(`T-${grouped(symbols, GROUP)}`);
}

function ofTracker(written) {
  return {
    ok: true,
    bits: 125,
    written,
    matches: (hash) => trackerOf(hash) === written,
    startsWith: (bytes) => toHex(hashStart(written)).startsWith(toHex(bytes)),
  };
}

/** The 15 bytes that a tracker holds whole. */
function hashStart(written) {
  const symbols = normalised(written).slice(1);
  const bits = Array.from(symbols, (symbol) => SYMBOLS.indexOf(symbol).toString(2).padStart(5, "0")).join("");
  return Uint8Array.from({ length: 15 }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2));
}

function ofHash(hash) {
  return {
    ok: true,
    bits: 256,
    written: trackerOf(hash),
    matches: (other) => other === hash,
    startsWith: (bytes) => hash.startsWith(toHex(bytes)),
  };
}
