// SPDX-License-Identifier: Apache-2.0

// What a manifest must keep to, docs/protocol.md §4 and §12.1, beyond its form. Problems are sentences that begin with where they are.
import { candidatesOf, contestsOf } from "../urna/manifest.js";
import { thumbprint } from "../urna/jws.js";
import { layout } from "../urna/ranking.js";

export const ADDITIVE_RULES = ["plurality-1", "block-1", "electoral-college-1"];
export const RANKED_RULES = ["irv-1", "stv-scotland-2007", "stv-ers97", "stv-meek-nz", "stv-wig-exact-1"];

const OVERRIDES = ["all-trustees", "min-ballots", "ranking-signature", "mixers"];
const USUAL_MIN_BALLOTS = 10;
const MAX_TRUSTEES = 100;
const MAX_ENTRY_BYTES = 65535;
const MAX_VOTES = 2n ** 36n;
const ED25519 = 1;
const ED25519_COSIGNER = 4;
const ML_DSA_44 = 6;

const distinct = (values) => new Set(values).size === values.length;
const overrides = (manifest, rule) => manifest.overrides.some((each) => each.rule === rule);

/** Sections whose electors vote on a contest, in the manifest's order. */
export function sectionsOf(manifest, contest) {
  const voting = new Set(manifest.styles.filter((style) => style.contests.includes(contest.id)).map((style) => style.section));
  return manifest.sections.map(({ id }) => id).filter((id) => voting.has(id));
}

/** All problems of a manifest, none if it may be used. */
export function problemsOf(manifest) {
  const problems = [];
  const demand = (holds, path, reason) => {
    if (!holds) problems.push(`${path}: ${reason}`);
  };
  texts(manifest, demand);
  boardKeys(manifest, demand);
  people(manifest, demand);
  numbers(manifest, demand);
  electors(manifest, demand);
  const ids = manifest.contests.map(({ id }) => id);
  demand(ids.length > 0 && distinct(ids), "contests", "at least one, no id twice");
  manifest.contests.forEach((contest, i) => checkContest(manifest, contest, `contests[${i}]`, demand));
  manifest.styles.forEach((style, i) => {
    const bytes = longestBallot(contestsOf(manifest, style));
    demand(bytes <= MAX_ENTRY_BYTES, `styles[${i}]`, `a ballot has ${bytes} bytes, more than an entry holds`);
  });
  return problems;
}

function texts(manifest, demand) {
  const { languages } = manifest;
  demand(languages.length > 0 && distinct(languages), "languages", "at least one, none twice");
  const visit = (value, path) => {
    if (value === undefined) return;
    const places = Object.keys(value).map((tag) => languages.indexOf(tag));
    const fits = places[0] === 0 && places.every((place, i) => i === 0 || place > places[i - 1]);
    demand(fits, path, "languages in the manifest's order, the first of them always there");
  };
  visit(manifest.title, "title");
  for (const part of ["sections", "styles"]) manifest[part].forEach(({ title }, i) => visit(title, `${part}[${i}].title`));
  manifest.contests.forEach((contest, i) => {
    visit(contest.title, `contests[${i}].title`);
    visit(contest.description, `contests[${i}].description`);
    candidatesOf(contest).forEach(({ name, detail, statement, picture }, k) => {
      const path = `contests[${i}].candidates[${k}]`;
      visit(name, path);
      visit(detail, path);
      visit(picture?.alternative, path);
      for (const { language } of statement ?? []) demand(languages.includes(language), path, "language is none of the manifest's");
    });
  });
}

function boardKeys({ keys, origin, witnesses, quorum, maxGapMinutes }, demand) {
  const is = (key, type) => key.type === type && key.name === origin;
  demand(is(keys.board, ED25519), "keys.board", "Ed25519 (type 0x01), its name the origin");
  demand(is(keys.cosigner, ML_DSA_44), "keys.cosigner", "ML-DSA-44 (type 0x06), its name the origin");
  witnesses.forEach(({ key }, i) => {
    demand([ED25519_COSIGNER, ML_DSA_44].includes(key.type) && key.name !== origin, `witnesses[${i}].key`, "of type 0x04 or 0x06, its name not the origin");
  });
  demand(distinct(witnesses.map(({ key }) => key.name)), "witnesses", "no name twice");
  demand(quorum <= witnesses.length, "quorum", "at most the number of witnesses");
  demand(maxGapMinutes >= 1, "maxGapMinutes", "at least 1");
}

function people(manifest, demand) {
  const officers = manifest.officers.map(({ key }) => thumbprint(key));
  demand(officers.length >= 2 && distinct(officers), "officers", "at least 2, their keys different");
  const n = manifest.trustees.length;
  const t = manifest.threshold;
  demand(distinct(manifest.trustees.map((each) => each.thumbprint)), "trustees", "no thumbprint twice");
  demand(n >= 1 && n <= MAX_TRUSTEES, "trustees", `1 to ${MAX_TRUSTEES}`);
  demand(2 * t > n && t <= n, "threshold", "more than half of the trustees, and at most all");
  demand(t !== n || overrides(manifest, "all-trustees"), "threshold", "all trustees: needs the override all-trustees");
  const ranked = manifest.contests.some(({ kind }) => kind === "ranked");
  demand(!ranked || (manifest.mixers >= 2 && manifest.mixers <= n), "mixers", "2 to the number of trustees, where a contest is ranked");
}

function numbers(manifest, demand) {
  const { schedule, roll, minBallots } = manifest;
  demand(schedule.opens < schedule.closes && schedule.disputeEnds >= schedule.closes, "schedule", "opens before it closes, and disputes end no earlier");
  demand(roll.size >= 1, "roll.size", "at least 1");
  demand(roll.replacements <= roll.reserve, "roll.replacements", "at most the reserve");
  demand(minBallots >= 1, "minBallots", "at least 1");
  demand(minBallots >= USUAL_MIN_BALLOTS || overrides(manifest, "min-ballots"), "minBallots", "below 10: needs the override min-ballots");
  const codes = manifest.overrides.map(({ rule }) => rule);
  demand(distinct(codes) && codes.every((code) => OVERRIDES.includes(code)), "overrides", "known codes, none twice");
}

function electors(manifest, demand) {
  const sections = manifest.sections.map(({ id }) => id);
  demand(sections.length > 0 && distinct(sections), "sections", "at least one, no id twice");
  demand(manifest.styles.length > 0 && distinct(manifest.styles.map(({ id }) => id)), "styles", "at least one, no id twice");
  manifest.styles.forEach((style, i) => {
    demand(sections.includes(style.section), `styles[${i}].section`, "section not in the manifest");
    const inOrder = contestsOf(manifest, style).map(({ id }) => id);
    const same = inOrder.length === style.contests.length && inOrder.every((id, k) => id === style.contests[k]);
    demand(inOrder.length > 0 && same, `styles[${i}].contests`, "contests of the manifest, at least one, in its order, none twice");
  });
}

function checkContest(manifest, contest, path, demand) {
  const n = candidatesOf(contest).length;
  const ranked = contest.kind === "ranked";
  demand((ranked ? RANKED_RULES : ADDITIVE_RULES).includes(contest.rule), `${path}.rule`, "none of those for this kind of contest");
  demand(n >= 1, path, "at least one candidate");
  demand(contest.seats >= 1 && contest.seats <= n, `${path}.seats`, "1 to the number of candidates");
  demand(manifest.styles.some((style) => style.contests.includes(contest.id)), path, "no style votes on it");
  demand(contest.rule !== "irv-1" || contest.seats === 1, `${path}.seats`, "irv-1 fills one seat");
  sectionWeights(manifest, contest, path, demand);
  if (ranked) {
    const bounded = contest.maxRanks >= 1 && contest.maxRanks <= n;
    demand(bounded, `${path}.maxRanks`, "1 to the number of candidates");
    const signature = bounded && !overrides(manifest, "ranking-signature") && canSign(contest, manifest.roll.size);
    demand(!signature, `${path}.maxRanks`, "more rankings than a tenth of the ballots: needs the override ranking-signature");
  } else {
    const most = n * contest.maxPerOption;
    demand(contest.maxPerOption >= 1, `${path}.maxPerOption`, "at least 1");
    demand(contest.min <= contest.max && contest.max >= 1 && contest.max <= most, `${path}.max`, "at least min, at least 1, and at most what the options hold");
  }
}

function sectionWeights(manifest, contest, path, demand) {
  const weights = contest.sectionWeights;
  if (contest.rule !== "electoral-college-1") {
    demand(weights === undefined, `${path}.sectionWeights`, "only electoral-college-1 weighs sections");
    return;
  }
  const weighed = (weights ?? []).map(({ section }) => section);
  const voting = sectionsOf(manifest, contest);
  const all = weights && distinct(weighed) && weighed.length === voting.length && voting.every((id) => weighed.includes(id));
  demand(contest.bySection && all && weights.every(({ weight }) => weight >= 1), `${path}.sectionWeights`, "a weight of at least 1 for every section that votes, none twice, and results by section");
}

/** Whether there are more rankings than a tenth of the ballots expected. */
function canSign({ candidates, maxRanks }, ballots) {
  let orders = 1n;
  let rankings = 1n;
  for (let k = 0; k < maxRanks; k++) {
    orders *= BigInt(candidates.length - k);
    rankings += orders;
    if (rankings * 10n > BigInt(ballots)) return true;
  }
  return false;
}

/**
 * What the credentials' weights break, as sentences.
 *
 * @param sums sum of weights by style
 * @param weighted styles in which a weight is not 1
 */
export function weightProblems(manifest, sums, weighted) {
  const problems = [];
  for (const contest of manifest.contests) {
    const styles = manifest.styles.filter((style) => style.contests.includes(contest.id));
    if (contest.kind === "ranked") {
      if (styles.some(({ id }) => weighted.has(id))) problems.push(`${contest.id}: weights other than 1 are for additive contests only`);
    } else {
      const weight = styles.reduce((sum, { id }) => sum + BigInt(sums.get(id) ?? 0), 0n);
      if (weight * BigInt(contest.maxPerOption) > MAX_VOTES) problems.push(`${contest.id}: total weight times maxPerOption is above 2^36`);
    }
  }
  return problems;
}

const POINT = 86 + 2;
const SCALAR = 43 + 2;
const KNOWLEDGE = 2 + POINT + 1 + SCALAR;
const HALVES = '"alpha":,"beta":'.length + 2 * POINT;

const membershipBytes = (values) => 2 + values * (2 * POINT + 2 * SCALAR + 4) - SCALAR - 2;
const choiceBytes = (values) => '{,"proof":}'.length + HALVES + membershipBytes(values);
const commas = (elements) => Math.max(0, elements - 1);

/** Length of a ballot entry of these contests, in bytes: every value of a ballot is written in a fixed length. */
function longestBallot(contests) {
  const frame = '{"type":"ballot","time":"0000-00-00T00:00:00Z","signature":,"ballot":{"E":,"K":,"contests":[]}}'.length;
  const parts = contests.map((contest) => '{"contest":""}'.length + contest.id.length + (contest.kind === "ranked" ? rankedBytes(contest) : additiveBytes(contest)));
  return frame + KNOWLEDGE + 66 + POINT + commas(parts.length) + parts.reduce((sum, bytes) => sum + bytes, 0);
}

function additiveBytes({ options, min, max, maxPerOption, blank }) {
  const choices = ',"options":[]'.length + options.length * choiceBytes(maxPerOption + 1) + commas(options.length);
  const sums = Math.max(0, max - min) + 1 + Number(blank);
  return choices + (blank ? ',"blank":'.length + choiceBytes(2) : 0) + ',"sum":'.length + membershipBytes(sums);
}

function rankedBytes(contest) {
  if (contest.maxRanks < 1 || contest.maxRanks > contest.candidates.length) return 0; // which is a problem of its own
  const { width } = layout(contest);
  return ',"components":[]'.length + width * ('{,"proof":}'.length + HALVES + KNOWLEDGE) + commas(width);
}

/** `maxBallotBytes`: of the longest ballot of any style. */
export const maxBallotBytes = (manifest) => Math.max(0, ...manifest.styles.map((style) => longestBallot(contestsOf(manifest, style))));
