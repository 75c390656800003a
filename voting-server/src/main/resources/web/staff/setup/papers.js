// SPDX-License-Identifier: Apache-2.0

/** What contests and papers of a draft mean to each other. Pure. */

/** Counting rules by kind of contest, in the order in which they are offered. */
export const RULES = Object.freeze({
  additive: ["plurality-1", "block-1", "electoral-college-1"],
  ranked: ["irv-1", "stv-ers97", "stv-scotland-2007", "stv-meek-nz", "stv-wig-exact-1"],
});

const BY_SECTION = "electoral-college-1";

export const kindOf = (rule) => (RULES.ranked.includes(rule) ? "ranked" : "additive");

/** The name of the member that lists who or what can be chosen. */
export const listOf = (contest) => (contest.kind === "ranked" ? "candidates" : "options");

/** The candidates of a contest, in their order. */
export const candidatesIn = (contest) => contest[listOf(contest)] ?? [];

/** A contest under another counting rule: what means nothing there is dropped, who stands in it stays. */
export function withRule(contest, rule, sections) {
  const { options, candidates, min, max, maxPerOption, blank, maxRanks, sectionWeights, ...rest } = contest;
  const kind = kindOf(rule);
  const list = candidatesIn(contest);
  const next = { ...rest, rule, kind };
  if (kind === "ranked") {
    return { ...next, seats: rule === "irv-1" ? 1 : contest.seats, candidates: list, maxRanks };
  }
  const additive = { ...next, options: list, min: min ?? 0, max: max ?? (rule === "plurality-1" ? 1 : contest.seats ?? 1), maxPerOption: maxPerOption ?? 1, blank: blank ?? true };
  if (rule !== BY_SECTION) {
    return additive;
  }
  const weights = sections.map(({ id }) => ({ section: id, weight: sectionWeights?.find((each) => each.section === id)?.weight ?? 1 }));
  return { ...additive, bySection: true, sectionWeights: weights };
}

/** A draft in which everything that names a section by `before` names it `after`. */
export function sectionRenamed(draft, before, after) {
  return {
    ...draft,
    styles: (draft.styles ?? []).map((style) => (style.section === before ? { ...style, section: after } : style)),
    contests: (draft.contests ?? []).map((contest) =>
      contest.sectionWeights
        ? { ...contest, sectionWeights: contest.sectionWeights.map((each) => (each.section === before ? { ...each, section: after } : each)) }
        : contest,
    ),
  };
}

/** A draft in which every paper that has the contest `before` has `after`; without `after`, none has it. */
export function contestRenamed(draft, before, after) {
  return {
    ...draft,
    styles: (draft.styles ?? []).map((style) => ({
      ...style,
      contests: (style.contests ?? []).flatMap((id) => (id !== before ? [id] : after === undefined ? [] : [after])),
    })),
  };
}

/** A draft in which the codes of a paper are handed out at the door, or are not. */
export function handedOut(draft, id, on) {
  const others = (draft.door ?? []).filter((each) => each !== id);
  const { door, ...rest } = draft;
  const all = on ? [...others, id] : others;
  return all.length > 0 ? { ...rest, door: all } : rest;
}

/** A paper's contests in the draft's order, after one was put on it or taken off. */
export function contestsOn(draft, style, id, on) {
  const wanted = new Set((style.contests ?? []).filter((each) => each !== id));
  if (on) {
    wanted.add(id);
  }
  return (draft.contests ?? []).map((contest) => contest.id).filter((each) => wanted.has(each));
}

/** Every paper's contests in the draft's order: it changes when contests are moved. */
export function inOrder(draft) {
  const order = (draft.contests ?? []).map((contest) => contest.id);
  return { ...draft, styles: (draft.styles ?? []).map((style) => ({ ...style, contests: order.filter((id) => (style.contests ?? []).includes(id)) })) };
}

/** The overrides that are known, in the order in which they are offered. */
export const OVERRIDES = Object.freeze(["min-ballots", "all-trustees", "ranking-signature", "mixers"]);

/** The step of the set-up at which a part of the draft is given. */
export function stepOf(pointer) {
  const member = pointer === "/roll/size" ? "" : (pointer.split("/")[1] ?? "");
  return STEPS.find((step) => MEMBERS[step].includes(member)) ?? "check";
}

/** The steps in their order. */
export const STEPS = Object.freeze(["name", "times", "groups", "contests", "papers", "people", "safety", "check"]);

/** The members of a draft that each step saves. Renaming changes what other steps own, so some steps save those too. */
export const MEMBERS = Object.freeze({
  name: ["title", "languages"],
  times: ["schedule"],
  groups: ["sections"],
  contests: ["contests"],
  papers: ["styles", "door", "expected"],
  people: ["trustees", "threshold", "mixers", "officers", "witnesses", "quorum", "registrar"],
  safety: ["minBallots", "maxGapMinutes", "roll", "overrides"],
  check: [],
});

/** What a step saves beside its own members. */
export const ALSO = Object.freeze({ groups: ["styles", "contests"], contests: ["styles"], papers: [], name: [], times: [], people: [], safety: [], check: [] });
