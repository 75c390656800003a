// SPDX-License-Identifier: Apache-2.0
import { write } from "/assets/urna/json.js";
import { countRankings } from "/assets/verify/count/rankings.js";
import { countSums } from "/assets/verify/count/sums.js";

/** The published bytes of each count, as texts. */
export function ranked({ elections }) {
  return elections.map(({ rule, seats, candidates, ballots, withdrawn, order }) =>
    write(countRankings({ rule, seats, candidates: Array.from({ length: candidates }, () => ({})) }, ballots, withdrawn, order)),
  );
}

/** Who is elected, and the ties, as texts. */
export function sums({ elections }) {
  return elections.map(({ rule, seats, votes, sections, withdrawn, order }) => {
    const sectionWeights = sections.map(({ section, weight }) => ({ section, weight }));
    return write(countSums({ rule, seats, options: votes, sectionWeights }, votes, sections, withdrawn, order));
  });
}
