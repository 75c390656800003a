// SPDX-License-Identifier: Apache-2.0

// stv-meek-nz, docs/counting.md: Local Electoral Regulations 2001 (New Zealand), schedule 1A, whose clauses are named. Keep values and what a
// paper gives are whole billionths.
import { Fraction, ZERO } from "./fraction.js";
import { Sheet } from "./sheet.js";

const DIGITS = 9;
const UNIT = 10n ** 9n;
/** 13: a total surplus below this is none. */
const NEGLIGIBLE = Fraction.decimal(1, 4);

export function countMeek(contest, ballots, withdrawn, order) {
  const sheet = new Sheet(contest, ballots, withdrawn, order, DIGITS, "first");
  const keep = Array.from({ length: contest.candidates.length + 1 }, (_, candidate) => (sheet.isContinuing(candidate) ? UNIT : 0n));
  let ended = iterate(sheet, keep, contest.seats);
  while (!sheet.isOver) {
    if (ended) sheet.begin("iteration", []);
    ended = iterate(sheet, keep, contest.seats);
  }
  return sheet.count();
}

/** One iteration; whether it ended a stage. */
function iterate(sheet, keep, seats) {
  distribute(sheet, keep);
  const quota = Fraction.of(sheet.valid).minus(sheet.nonTransferable).over(Fraction.of(seats + 1)).cut(DIGITS).plus(Fraction.decimal(1, DIGITS)); // 5, 11
  const reached = sheet.continuing.filter((candidate) => sheet.votes(candidate).compare(quota) >= 0); // 6, 12
  sheet.electAll(reached);
  electRest(sheet);
  const shown = keep.slice(1).map((value) => Fraction.decimal(value, DIGITS).write(DIGITS));
  const surplus = sheet.elected.map((candidate) => sheet.votes(candidate).minus(quota)).filter(({ sign }) => sign > 0);
  let excluded = !sheet.isOver && exclude(sheet, keep, surplus.reduce((sum, each) => sum.plus(each), ZERO));
  const changed = !sheet.isOver && updateKeep(sheet, keep, quota);
  if (!sheet.isOver && !excluded && reached.length === 0 && !changed) excluded = exclude(sheet, keep, ZERO); // 23
  const ended = reached.length > 0 || excluded || sheet.isOver;
  if (ended) sheet.end(quota.write(DIGITS), shown);
  return ended;
}

/** 3: hopeful candidates for whom there is room become successful. */
function electRest(sheet) {
  if (!sheet.isOver && sheet.continuing.length <= sheet.seatsLeft) sheet.electAll(sheet.continuing);
}

/** 10: each paper along its preferences; what it gives is rounded up and taken from the rest of it. */
function distribute(sheet, keep) {
  const votes = keep.map(() => 0n);
  let exhausted = 0n;
  for (const { ranking, ballots } of sheet.papers) {
    let rest = UNIT;
    for (const candidate of ranking) {
      const given = (rest * keep[candidate] + UNIT - 1n) / UNIT;
      votes[candidate] += given * BigInt(ballots);
      rest -= given;
    }
    exhausted += rest * BigInt(ballots);
  }
  sheet.set(votes.map((each) => Fraction.decimal(each, DIGITS)), Fraction.decimal(exhausted, DIGITS));
  sheet.point();
}

/** 13: excludes the lowest if the surplus cannot lift anybody past another, or is negligible. */
function exclude(sheet, keep, surplus) {
  const [first, second] = sheet.continuing.map((candidate) => sheet.votes(candidate)).sort((a, b) => a.compare(b));
  const safe = second !== undefined && first.plus(surplus).compare(second) < 0;
  if (!safe && surplus.compare(NEGLIGIBLE) >= 0) return false;
  const lowest = sheet.lowest(sheet.continuing);
  sheet.exclude(lowest);
  keep[lowest] = 0n;
  electRest(sheet);
  return true;
}

/** 7: keep value times quota / votes, each step rounded up, and never risen; whether one changed. */
function updateKeep(sheet, keep, quota) {
  let changed = false;
  for (const candidate of sheet.elected.filter((each) => sheet.votes(each).compare(quota) > 0)) {
    const product = Fraction.decimal(keep[candidate], DIGITS).times(quota).up(DIGITS);
    const next = product.over(sheet.votes(candidate)).up(DIGITS).times(new Fraction(UNIT)).numerator;
    if (next < keep[candidate]) {
      keep[candidate] = next;
      changed = true;
    }
  }
  return changed;
}
