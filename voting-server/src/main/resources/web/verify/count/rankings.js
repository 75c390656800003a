// SPDX-License-Identifier: Apache-2.0

// Rules for ranked contests, docs/counting.md; Meek's and ERS97 have files of their own.
import { countErs97 } from "./ers97.js";
import { Fraction, ONE } from "./fraction.js";
import { countMeek } from "./meek.js";
import { Sheet } from "./sheet.js";

const RULES = {
  "irv-1": alternative,
  "stv-scotland-2007": scotland,
  "stv-ers97": countErs97,
  "stv-meek-nz": countMeek,
  "stv-wig-exact-1": exact,
};

/**
 * Counts a ranked contest.
 *
 * @param ballots `{ranking, ballots}` per different ranking, ascending
 * @param withdrawn candidates passed over; `order` all candidates by lot
 * @returns the count as it is published
 */
export function countRankings(contest, ballots, withdrawn, order) {
  return RULES[contest.rule](contest, ballots, withdrawn, order);
}

/** A stage in which the papers of one candidate go on at the value that they have; the caller ends it. */
function exclude(sheet, piles, candidate) {
  sheet.begin("exclusion", [candidate]);
  sheet.exclude(candidate);
  for (const { value, groups } of piles.takeAll(candidate)) pass(sheet, piles, candidate, groups, value);
}

function pass(sheet, piles, candidate, groups, value) {
  for (const sorted of piles.sort(groups, (each) => sheet.isContinuing(each))) {
    sheet.move(candidate, sorted, value);
    if (sorted.to !== 0) piles.give(sorted, value);
  }
}

function alternative(contest, ballots, withdrawn, order) {
  const sheet = new Sheet(contest, ballots, withdrawn, order, 0, "most recent");
  const piles = sheet.firstPreferences();
  endAlternative(sheet);
  while (!sheet.isOver) {
    exclude(sheet, piles, sheet.lowest(sheet.continuing));
    endAlternative(sheet);
  }
  return sheet.count();
}

/** Who has more than half of the votes in play is elected; of two left the higher. */
function endAlternative(sheet) {
  sheet.point();
  const half = Fraction.of(sheet.valid).minus(sheet.nonTransferable).over(Fraction.of(2));
  const standing = sheet.ordered(sheet.continuing);
  if (standing.length > 0) {
    const majority = sheet.votes(standing[0]).compare(half) > 0;
    if (standing.length === 2 && !majority) sheet.recordIfTied(standing, 0, 1);
    if (standing.length <= 2 || majority) sheet.elect(standing[0]);
  }
  sheet.end(half.cut(0).plus(ONE).write(0));
}

function scotland(contest, ballots, withdrawn, order) {
  const sheet = new Sheet(contest, ballots, withdrawn, order, 5, "most recent");
  const quota = Fraction.of(Math.floor(sheet.valid / (contest.seats + 1)) + 1);
  return inclusiveGregory(sheet, quota, quota.write(0), (value) => value.cut(5));
}

function exact(contest, ballots, withdrawn, order) {
  const sheet = new Sheet(contest, ballots, withdrawn, order, 9, "most recent");
  const quota = Fraction.of(sheet.valid).over(Fraction.of(contest.seats + 1));
  return inclusiveGregory(sheet, quota, quota.write(9), (value) => value);
}

/** A surplus goes on from all papers of its candidate, each at the fraction surplus / votes of the value at which it came. */
function inclusiveGregory(sheet, quota, shown, cutValue) {
  const piles = sheet.firstPreferences();
  endStage(sheet, quota, shown);
  while (!sheet.isOver) {
    const over = sheet.elected.filter((candidate) => sheet.votes(candidate).compare(quota) > 0);
    if (over.length === 0) exclude(sheet, piles, sheet.lowest(sheet.continuing));
    else passSurplus(sheet, piles, sheet.highest(over), quota, cutValue);
    endStage(sheet, quota, shown);
  }
  return sheet.count();
}

function passSurplus(sheet, piles, candidate, quota, cutValue) {
  sheet.begin("surplus", [candidate]);
  const total = sheet.votes(candidate);
  const surplus = total.minus(quota);
  for (const { value, groups } of piles.takeAll(candidate)) pass(sheet, piles, candidate, groups, cutValue(surplus.times(value).over(total)));
  sheet.loseBeyond(candidate, quota, true);
}

function endStage(sheet, quota, shown) {
  sheet.point();
  const order = sheet.ordered(sheet.continuing.filter((candidate) => sheet.votes(candidate).compare(quota) >= 0));
  const room = sheet.seatsLeft;
  if (order.length > room) sheet.recordIfTied(order, room - 1, room); // all who are left stand exactly at an exact quota
  order.slice(0, room).forEach((candidate) => sheet.elect(candidate));
  if (sheet.seatsLeft > 0 && sheet.continuing.length <= sheet.seatsLeft) sheet.electAll(sheet.continuing);
  sheet.end(shown);
}
