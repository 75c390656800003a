// SPDX-License-Identifier: Apache-2.0

// Rankings as points of the curve, docs/protocol.md §7.
import { bigEndian, concat } from "./bytes.js";
import { Point } from "./group.js";

const LIMIT = 1n << 240n;
const COUNTERS = 256;
const PLAINTEXT_BYTES = 30;
/** What stands before x when a compressed point has an even y. */
const EVEN = Uint8Array.of(2);

/** How many ranks each component of a contest's ballots holds, and how many components there are. */
export function layout({ candidates, maxRanks }) {
  const base = BigInt(candidates.length + 1);
  for (let width = 1; ; width++) {
    const ranks = Math.ceil(maxRanks / width);
    if (width === maxRanks || base ** BigInt(ranks) <= LIMIT) return { base, ranks, width };
  }
}

/** The numbers m of a ranking's components: candidates from 1, best first; nobody ranked gives zeros. */
export function numbersOf(contest, ranking) {
  const { base, ranks, width } = layout(contest);
  return Array.from({ length: width }, (_, k) =>
    ranking.slice(k * ranks, (k + 1) * ranks).reduceRight((m, candidate) => m * base + BigInt(candidate), 0n),
  );
}

/**
 * The ranking that these numbers hold, or null where no honest booth makes them: a digit beyond the candidates, one twice, one after a gap, or
 * more ranks than there may be.
 */
export function rankingOf(contest, numbers) {
  const { base, ranks, width } = layout(contest);
  if (numbers.length !== width) return null;
  const digits = [];
  for (const [k, number] of numbers.entries()) {
    const held = Math.min(ranks, contest.maxRanks - k * ranks);
    let rest = number;
    for (let i = 0; i < held; i++) {
      digits.push(Number(rest % base));
      rest /= base;
    }
    if (rest !== 0n) return null;
  }
  const ranking = digits.slice(0, digits.includes(0) ? digits.indexOf(0) : digits.length);
  const gap = digits.slice(ranking.length).some((digit) => digit !== 0);
  return gap || new Set(ranking).size !== ranking.length ? null : ranking;
}

/** The point of a number: the least counter for which `x = 256·m + counter` is a coordinate, with even y. */
export function pointOf(m) {
  for (let counter = 0; counter < COUNTERS; counter++) {
    try {
      return Point.fromBytes(concat(EVEN, bigEndian(256n * m + BigInt(counter), 32)));
    } catch {
      // Half of all numbers are no coordinate: the next counter is tried.
    }
  }
  throw new RangeError("no point for this number");
}

/** A component's number as the challenge file writes it. */
export const plaintextOf = (m) => bigEndian(m, PLAINTEXT_BYTES);
