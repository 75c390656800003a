// SPDX-License-Identifier: Apache-2.0

/**
 * A ranking in the making: candidates' numbers from 1, best first, and what it was before each change. Every operation gives a new value
 * and keeps it well formed: distinct candidates, no gap, at most `maxRanks`. What would break that changes nothing.
 */

/** How many changes can be undone. */
const UNDO_LIMIT = 100;

export const NO_RANKING = Object.freeze({ order: Object.freeze([]), before: Object.freeze([]) });

/** Puts a candidate at a position (from 0) among the ranked ones, whether ranked so far or not. */
export function place(ranking, candidate, position, { candidates, maxRanks }) {
  if (!Number.isInteger(candidate) || candidate < 1 || candidate > candidates.length) {
    return ranking;
  }
  const others = ranking.order.filter((other) => other !== candidate);
  if (others.length >= maxRanks) {
    return ranking;
  }
  const at = Math.max(0, Math.min(others.length, position));
  return changed(ranking, [...others.slice(0, at), candidate, ...others.slice(at)]);
}

/** Ranks a candidate next; one who is ranked stays where they are. */
export function append(ranking, candidate, contest) {
  return ranking.order.includes(candidate) ? ranking : place(ranking, candidate, ranking.order.length, contest);
}

/** Moves a ranked candidate up (`by` −1) or down (`by` 1). */
export function move(ranking, candidate, by, contest) {
  const from = ranking.order.indexOf(candidate);
  const to = from + by;
  return from < 0 || to < 0 || to >= ranking.order.length ? ranking : place(ranking, candidate, to, contest);
}

/** Takes a candidate out; those below move up. */
export function remove(ranking, candidate) {
  return changed(ranking, ranking.order.filter((other) => other !== candidate));
}

/** Takes everybody out. */
export function clear(ranking) {
  return changed(ranking, []);
}

/** Takes the last change back. */
export function undo(ranking) {
  return ranking.before.length === 0 ? ranking : { order: ranking.before.at(-1), before: ranking.before.slice(0, -1) };
}

function changed(ranking, order) {
  const same = order.length === ranking.order.length && order.every((candidate, i) => candidate === ranking.order[i]);
  return same ? ranking : { order, before: [...ranking.before, ranking.order].slice(-UNDO_LIMIT) };
}
