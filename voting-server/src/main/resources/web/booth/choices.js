// SPDX-License-Identifier: Apache-2.0

/**
 * What a member has chosen in one contest, and how it becomes an answer to encrypt. Pure: every function gives a new value. A choice is
 * `{marks, blank}` in an additive contest (one integer per option, in the manifest's order) and `{ranking, blank}` in a ranked one;
 * `blank` is the member's explicit "no choice here".
 */
import { NO_RANKING, append, clear, move, place, remove, undo } from "./ranking.js";

export const isRanked = (contest) => contest.kind === "ranked";

/** One option at most, one mark each: radio buttons. */
export const isSingle = (contest) => !isRanked(contest) && contest.maxPerOption === 1 && contest.max === 1;

/** More than one mark on an option: points. */
export const isPoints = (contest) => !isRanked(contest) && contest.maxPerOption > 1;

/** The options or candidates, in the manifest's order. */
export const optionsOf = (contest) => contest.options ?? contest.candidates;

export function noChoice(contest) {
  return isRanked(contest)
    ? { ranking: NO_RANKING, blank: false }
    : { marks: optionsOf(contest).map(() => 0), blank: false };
}

/** How many marks, points or ranks are given. */
export function used(choice) {
  return choice.ranking ? choice.ranking.order.length : choice.marks.reduce((sum, mark) => sum + mark, 0);
}

/** How many more may be given. */
export function left(contest, choice) {
  return (isRanked(contest) ? contest.maxRanks : contest.max) - used(choice);
}

/** Whether neither anybody nor "blank" is chosen. */
export const isEmpty = (choice) => !choice.blank && used(choice) === 0;

/** Whether the contest may be left without a choice. */
export const mayBeEmpty = (contest) => isRanked(contest) || contest.blank || contest.min === 0;

/** Whether "blank" is offered as a choice of its own. */
export const offersBlank = (contest) => isRanked(contest) || contest.blank;

/**
 * The choice after a change: `{kind: "mark", option, marks}`, `{kind: "blank", blank}`, `{kind: "clear"}`, or in a ranked contest
 * `{kind: "append" | "remove", candidate}`, `{kind: "move", candidate, by}`, `{kind: "place", candidate, position}`, `{kind: "undo"}`.
 * A change that the contest does not allow gives the choice as it was.
 */
export function change(contest, choice, what) {
  switch (what.kind) {
    case "blank":
      return offersBlank(contest) ? { ...emptied(contest, choice), blank: what.blank } : choice;
    case "clear":
      return emptied(contest, choice);
    default:
      return isRanked(contest) ? ranked(contest, choice, what) : marked(contest, choice, what);
  }
}

function emptied(contest, choice) {
  return isRanked(contest) ? { ranking: clear(choice.ranking), blank: false } : noChoice(contest);
}

function marked(contest, choice, { kind, option, marks }) {
  const known = kind === "mark" && Number.isInteger(option) && option >= 1 && option <= choice.marks.length;
  if (!known || !Number.isInteger(marks) || marks < 0 || marks > contest.maxPerOption) {
    return choice;
  }
  const next = isSingle(contest) ? choice.marks.map(() => 0) : [...choice.marks];
  next[option - 1] = marks;
  const after = { marks: next, blank: false };
  return used(after) > contest.max ? choice : after;
}

const RANKED = {
  append: (contest, ranking, what) => append(ranking, what.candidate, contest),
  place: (contest, ranking, what) => place(ranking, what.candidate, what.position, contest),
  move: (contest, ranking, what) => move(ranking, what.candidate, what.by, contest),
  remove: (contest, ranking, what) => remove(ranking, what.candidate),
  undo: (contest, ranking) => undo(ranking),
};

function ranked(contest, choice, what) {
  const operation = RANKED[what.kind];
  const ranking = operation ? operation(contest, choice.ranking, what) : choice.ranking;
  return ranking === choice.ranking ? choice : { ranking, blank: false };
}

/** What keeps the member from going on: `null`, or `{code: "too-few" | "too-many", count, limit}`. */
export function problemOf(contest, choice) {
  if (isRanked(contest) || choice.blank || (isEmpty(choice) && mayBeEmpty(contest))) {
    return null;
  }
  const count = used(choice);
  if (count < contest.min) {
    return { code: "too-few", count, limit: contest.min };
  }
  return count > contest.max ? { code: "too-many", count, limit: contest.max } : null;
}

/**
 * One answer per contest, in the manifest's order, as the booth's worker takes them. A contest left without a choice is answered blank
 * where it has a blank.
 *
 * @throws {Error} on a choice that `problemOf` refuses: the page must never come here with one
 */
export function answersOf(contests, choices) {
  return contests.map((contest) => {
    const choice = choices[contest.id];
    if (problemOf(contest, choice)) {
      throw new Error(`contest ${contest.id} is not ready`);
    }
    return isRanked(contest)
      ? { contest: contest.id, ranking: [...choice.ranking.order] }
      : { contest: contest.id, marks: [...choice.marks], blank: contest.blank && used(choice) === 0 };
  });
}
