// SPDX-License-Identifier: Apache-2.0
import { fromHex } from "/assets/urna/bytes.js";
import { pointFrom, pointText, scalarFrom } from "/assets/urna/group.js";

/** Fails the case unless both are the same text or number. */
export function equal(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: ${actual} instead of ${expected}`);
  return true;
}

/** A list of numbers or texts. */
export function equalList(actual, expected, what) {
  return equal(JSON.stringify(actual), JSON.stringify(expected), what);
}

/** A point as text, or `infinity`. */
export function textOf(point) {
  return point.is0() ? "infinity" : pointText(point);
}

/** Appends the parts of a hash input, as the vectors write them. */
export function withParts(transcript, parts) {
  return parts.reduce((done, part) => {
    if ("text" in part) return done.text(part.text);
    if ("integer" in part) return done.integers(part.integer);
    if ("bytes" in part) return done.bytes(fromHex(part.bytes));
    return "point" in part ? done.points(pointFrom(part.point)) : done.scalar(scalarFrom(part.scalar));
  }, transcript);
}
