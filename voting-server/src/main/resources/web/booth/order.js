// SPDX-License-Identifier: Apache-2.0

/**
 * In what order options are shown. Encryption is always in the manifest's order: what is shuffled here are numbers of options, for the eye
 * only. Drawn once per page, so that the order stays while a member votes, in either language.
 */

/** An unbiased random integer in 0 … bound − 1, from the browser's generator. */
export function drawBelow(bound) {
  const range = 2 ** 32;
  const limit = range - (range % bound);
  const word = new Uint32Array(1);
  do {
    crypto.getRandomValues(word);
  } while (word[0] >= limit);
  return word[0] % bound;
}

/** The numbers 1 … count in a random order (Fisher–Yates); `draw(bound)` gives an integer in 0 … bound − 1. */
export function shuffled(count, draw) {
  const numbers = inOrder(count);
  for (let last = count - 1; last > 0; last--) {
    const other = draw(last + 1);
    [numbers[last], numbers[other]] = [numbers[other], numbers[last]];
  }
  return numbers;
}

/** The order of every contest by its id: random where the manifest says `per-voter`, else the manifest's. */
export function displayOrders(contests, draw = drawBelow) {
  return Object.fromEntries(contests.map((contest) => {
    const count = (contest.options ?? contest.candidates).length;
    return [contest.id, contest.order === "per-voter" ? shuffled(count, draw) : inOrder(count)];
  }));
}

function inOrder(count) {
  return Array.from({ length: count }, (_, index) => index + 1);
}
