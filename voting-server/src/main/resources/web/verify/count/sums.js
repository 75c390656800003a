// SPDX-License-Identifier: Apache-2.0

// Rules for additive contests, docs/counting.md: the most votes win, or the largest share over weighed sections; ties go by lot.
import { Fraction, ZERO } from "./fraction.js";

/**
 * Who is elected.
 *
 * @param contest of the manifest; `votes` per option; `sections` `{section, votes}` where it is tallied by section
 * @param withdrawn numbers of options that cannot be elected; `order` all options by lot
 * @returns `{elected, ties}` as a result has them
 */
export function countSums(contest, votes, sections, withdrawn, order) {
  const scores = contest.rule === "electoral-college-1" ? shares(contest, sections) : votes.map(Fraction.of);
  const standing = order.filter((candidate) => !withdrawn.includes(candidate)).sort((a, b) => scores[b - 1].compare(scores[a - 1]));
  const { seats } = contest;
  const elected = standing.slice(0, seats);
  if (standing.length <= seats || scores[standing[seats] - 1].compare(scores[standing[seats - 1] - 1]) < 0) return { elected, ties: [] };
  const tied = standing.filter((candidate) => scores[candidate - 1].equals(scores[standing[seats] - 1]));
  return { elected, ties: [{ stage: 1, candidates: [...tied].sort((a, b) => a - b), settledBy: "lot", first: tied[0] }] };
}

/** `Σ (weight of a section × votes there / votes for all candidates there) / Σ weights` */
function shares(contest, sections) {
  const weightOf = (id) => Fraction.of(contest.sectionWeights.find(({ section }) => section === id).weight);
  const weights = sections.reduce((sum, { section }) => sum.plus(weightOf(section)), ZERO);
  return contest.options.map((_, i) => {
    const total = sections.reduce((sum, { section, votes }) => {
      const all = votes.reduce((a, b) => a + b, 0);
      return all === 0 ? sum : sum.plus(Fraction.of(votes[i]).over(Fraction.of(all)).times(weightOf(section)));
    }, ZERO);
    return total.over(weights);
  });
}
