// SPDX-License-Identifier: Apache-2.0

// The sheet of a ranked count, docs/counting.md: who continues, who has how many votes, and every stage so far. No stage gets onto it unless its
// votes sum to the valid ballots.
import { Fraction, ONE, ZERO } from "./fraction.js";

const CONTINUING = 0;
const ELECTED = 1;
const OUT = 2;

const ascending = (candidates) => [...candidates].sort((a, b) => a - b);

export class Sheet {
  elected = [];
  nonTransferable = ZERO;
  #contest;
  #digits;
  #backwards;
  #order;
  #withdrawn;
  #standing;
  #votes;
  #lost = ZERO;
  #points = [];
  #stages = [];
  #ties = [];
  #stage = { kind: "first-preferences", from: [] };
  #now = { transfers: [], elected: [], excluded: [] };
  #numbers;

  /**
   * @param ballots `{ranking, ballots}` per different ranking, ascending; `order`: candidates by lot
   * @param digits decimals of all figures; `lookBack`: "first" or "most recent"
   */
  constructor(contest, ballots, withdrawn, order, digits, lookBack) {
    this.#contest = contest;
    this.#digits = digits;
    this.#backwards = lookBack === "most recent";
    this.#order = order;
    this.#withdrawn = withdrawn;
    const n = contest.candidates.length;
    this.#standing = Array.from({ length: n + 1 }, (_, candidate) => (candidate === 0 || withdrawn.includes(candidate) ? OUT : CONTINUING));
    this.#votes = Array.from({ length: n + 1 }, () => ZERO);
    const number = (groups) => groups.reduce((sum, group) => sum + group.ballots, 0);
    const named = ballots.filter(({ ranking }) => ranking.length > 0);
    /** Those with a first preference among the candidates who stand. */
    this.papers = named.filter(({ ranking }) => ranking.some((candidate) => this.isContinuing(candidate)));
    this.valid = number(this.papers);
    this.#numbers = { ballots: number(ballots), valid: this.valid, blank: number(ballots) - number(named), unusable: number(named) - this.valid };
  }

  /** All valid ballots in parcels at their first preferences, credited to those candidates. */
  firstPreferences() {
    const piles = new Piles(this.#votes.length, this.papers, (candidate) => this.isContinuing(candidate));
    this.#votes = this.#votes.map((_, candidate) => piles.of(candidate).reduce((sum, { papers, value }) => sum.plus(value.times(Fraction.of(papers))), ZERO));
    return piles;
  }

  get continuing() {
    return this.#standing.flatMap((standing, candidate) => (standing === CONTINUING ? [candidate] : []));
  }

  isContinuing(candidate) {
    return this.#standing[candidate] === CONTINUING;
  }

  get seatsLeft() {
    return this.#contest.seats - this.elected.length;
  }

  get isOver() {
    return this.seatsLeft === 0 || this.continuing.length === 0;
  }

  votes(candidate) {
    return this.#votes[candidate];
  }

  /** Sets the whole table, where a rule computes it anew. */
  set(votes, exhausted) {
    this.#votes = votes;
    this.nonTransferable = exhausted;
  }

  /** Moves papers of one value to candidate `to`, or to nobody (0). */
  move(from, { to, papers }, value) {
    const amount = value.times(Fraction.of(papers));
    this.#votes[from] = this.#votes[from].minus(amount);
    if (to === 0) this.nonTransferable = this.nonTransferable.plus(amount);
    else this.#votes[to] = this.#votes[to].plus(amount);
    this.#now.transfers.push({ from, to, papers, value: value.write(this.#digits), votes: amount.write(this.#digits) });
  }

  /** Notes papers that stay with an elected candidate because they have no next preference. */
  keep(from, { papers }) {
    const zero = ZERO.write(this.#digits);
    this.#now.transfers.push({ from, to: 0, papers, value: zero, votes: zero });
  }

  /** What a candidate has beyond the quota that went to nobody. */
  loseBeyond(candidate, quota, byRounding) {
    const rest = this.#votes[candidate].minus(quota);
    if (rest.sign < 0) throw new RangeError("a surplus was transferred twice");
    this.#votes[candidate] = quota;
    this.nonTransferable = this.nonTransferable.plus(rest);
    if (byRounding) this.#lost = this.#lost.plus(rest);
  }

  elect(candidate) {
    this.#decide(candidate, ELECTED);
    this.elected.push(candidate);
    this.#now.elected.push(candidate);
  }

  exclude(candidate) {
    this.#decide(candidate, OUT);
    this.#now.excluded.push(candidate);
  }

  #decide(candidate, standing) {
    if (!this.isContinuing(candidate)) throw new RangeError("only a continuing candidate can be elected or excluded");
    this.#standing[candidate] = standing;
  }

  /** Elects candidates for whom there is room, most votes first. */
  electAll(candidates) {
    for (const candidate of this.ordered(candidates)) this.elect(candidate);
  }

  /** Most votes first; equal ones by the look-back, then by lot. */
  ordered(candidates) {
    const byLot = this.#order.filter((candidate) => candidates.includes(candidate));
    return byLot.sort((a, b) => this.#votes[b].compare(this.#votes[a]) || this.#lookBack(a, b));
  }

  #lookBack(a, b) {
    const points = this.#backwards ? [...this.#points].reverse() : this.#points;
    for (const votes of points) {
      const difference = votes[b].compare(votes[a]);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  haveDiffered(a, b) {
    return this.#lookBack(a, b) !== 0;
  }

  /** The one with most votes; a tie is settled and recorded. */
  highest(candidates) {
    const order = this.ordered(candidates);
    if (order.length > 1) this.recordIfTied(order, 0, 1);
    return order[0];
  }

  lowest(candidates) {
    const order = this.ordered(candidates);
    if (order.length > 1) this.recordIfTied(order, order.length - 1, order.length - 2);
    return order.at(-1);
  }

  /** Records that votes alone did not decide between two neighbours of an order, if so; the tie belongs to the stage that it leads to. */
  recordIfTied(order, chosen, other) {
    const equal = this.#votes[order[chosen]];
    if (!equal.equals(this.#votes[order[other]])) return;
    const tied = order.filter((candidate) => this.#votes[candidate].equals(equal));
    const settledBy = this.haveDiffered(order[chosen], order[other]) ? "look-back" : "lot";
    this.#ties.push({ stage: this.#stages.length + 1, candidates: ascending(tied), settledBy, first: tied[0] });
  }

  begin(kind, from) {
    this.#stage = { kind, from: ascending(from) };
  }

  /** Notes the votes as they are, for later look-backs, after making sure that none was lost. */
  point() {
    const sum = this.#votes.reduce((total, votes) => total.plus(votes), this.nonTransferable);
    if (!sum.equals(Fraction.of(this.valid))) throw new RangeError("a stage does not sum to the valid ballots");
    this.#points.push([...this.#votes]);
  }

  /** Ends the stage. @param quota as written */
  end(quota, keep = []) {
    const { transfers, elected, excluded } = this.#now;
    this.#stages.push({
      ...this.#stage,
      quota,
      votes: this.#votes.slice(1).map((votes) => votes.write(this.#digits)),
      nonTransferable: this.nonTransferable.write(this.#digits),
      roundingLoss: this.#lost.write(this.#digits),
      keep,
      transfers,
      elected,
      excluded,
    });
    this.#now = { transfers: [], elected: [], excluded: [] };
  }

  /** The count as it is published, members in order. */
  count() {
    const { rule, seats, candidates } = this.#contest;
    return { rule, seats, candidates: candidates.length, ...this.#numbers, withdrawn: ascending(this.#withdrawn), elected: this.elected, stages: this.#stages, ties: this.#ties };
  }
}

/** Which papers lie with which candidate, and at what value. Equal rankings always move together. */
export class Piles {
  #groups;
  #places;
  #held;

  constructor(length, groups, available) {
    this.#groups = groups;
    this.#places = groups.map(() => -1);
    this.#held = Array.from({ length }, () => []);
    for (const sorted of this.sort(groups.map((_, i) => i), available)) this.give(sorted, ONE);
  }

  /** Parcels `{value, groups, papers}` in the order received. */
  of(candidate) {
    return this.#held[candidate];
  }

  takeAll(candidate) {
    const parcels = this.#held[candidate];
    this.#held[candidate] = [];
    return parcels;
  }

  /** Sorts papers by their next preference among those available: `{to, groups, papers}`, those without one (0) first. */
  sort(groups, available) {
    const piles = new Map();
    for (const group of groups) {
      const { ranking, ballots } = this.#groups[group];
      const place = ranking.findIndex((candidate, i) => i > this.#places[group] && available(candidate));
      if (place >= 0) this.#places[group] = place;
      const to = place < 0 ? 0 : ranking[place];
      const pile = piles.get(to) ?? { to, groups: [], papers: 0 };
      pile.groups.push(group);
      pile.papers += ballots;
      piles.set(to, pile);
    }
    return [...piles.values()].sort((a, b) => a.to - b.to);
  }

  give({ to, groups, papers }, value) {
    this.#held[to].push({ value, groups, papers });
  }
}
