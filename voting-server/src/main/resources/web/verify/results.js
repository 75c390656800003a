// SPDX-License-Identifier: Apache-2.0

// What came out, computed from the decryptions: checks `result` and `final`. The published result must be this one, to the byte.
import { readAs, list, integer, tuple, POSITIVE } from "../urna/form.js";
import { sha256Hex } from "../urna/hash.js";
import { utf8 } from "../urna/bytes.js";
import { write } from "../urna/json.js";
import { candidatesOf } from "../urna/manifest.js";
import { lotOrder } from "./agreement.js";
import { countRankings } from "./count/rankings.js";
import { countSums } from "./count/sums.js";
import { need } from "./findings.js";

const LF = 10;
const MOST_HINTS = 20_000;

const artifactOf = (bytes) => ({ sha256: sha256Hex(bytes), length: bytes.length });

export class Results {
  #state;
  #findings;
  #artifacts;
  #decryptions;
  #next = 0;
  /** As computed here, not as published. */
  computed = [];

  constructor({ state, findings, artifacts }, decryptions) {
    this.#state = state;
    this.#findings = findings;
    this.#artifacts = artifacts;
    this.#decryptions = decryptions;
  }

  async on(index, { entry: { result: published } }) {
    const findings = this.#findings;
    findings.checked("result");
    const contest = need(this.#state.manifest, "there is no usable manifest").contests[this.#next];
    if (published.contest !== contest?.id) {
      findings.fail("result", "the result is not of the contest that comes here", index, published.contest);
      return;
    }
    this.#next++;
    const files = {};
    for (const name of ["rankings", "count"]) {
      if (published[name]) files[name] = await this.#artifacts.bytes(index, published[name]).catch(() => undefined);
    }
    const hints = files.rankings ? hintsOf(files.rankings, contest) : [];
    const slots = this.#state.slots.filter((slot) => slot.contest === contest.id);
    const computed = contest.kind === "ranked" ? await this.#ranked(contest, slots, hints) : this.#additive(contest, slots);
    if (!computed) {
      findings.fail("result", "the ballots or totals cannot be decrypted", index, contest.id);
      return;
    }
    this.computed.push(computed);
    const differing = Object.keys({ ...computed, ...published }).filter((name) => JSON.stringify(computed[name]) !== JSON.stringify(published[name]));
    findings.require("result", differing.length === 0, `the result is not what the decryptions give: ${differing.join(", ")}`, index, contest.id);
  }

  #order(contest) {
    return lotOrder(need(this.#state.seed, "fewer valid lots than the threshold"), contest.id, candidatesOf(contest).length);
  }

  #withdrawn(contest) {
    return [...(this.#state.withdrawn.get(contest.id) ?? [])].sort((a, b) => a - b);
  }

  #additive(contest, slots) {
    const counted = slots.every((slot) => slot.counted);
    const parts = slots.map((slot) => this.#votes(contest, slot));
    if (parts.includes(undefined)) return undefined;
    const sum = (name) => parts.reduce((total, part) => total + part[name], 0);
    const votes = counted ? contest.options.map((_, i) => parts.reduce((total, part) => total + part.votes[i], 0)) : [];
    const sections = slots.flatMap(({ section }, i) => (section === "" ? [] : [{ section, ...parts[i] }]));
    const withdrawn = this.#withdrawn(contest);
    const { elected, ties } = counted ? countSums(contest, votes, sections, withdrawn, this.#order(contest)) : { elected: [], ties: [] };
    const total = { ballots: sum("ballots"), weight: sum("weight"), votes, blank: counted ? sum("blank") : 0 };
    return { ...this.#head(contest, counted), sections, total, withdrawn, elected, ties };
  }

  #head({ id, kind, rule, seats }, counted) {
    return { E: this.#state.E, contest: id, kind, rule, counted, seats };
  }

  #votes(contest, { ballots, weight, counted, ...slot }) {
    if (!counted) return { ballots, weight, votes: [], blank: 0 };
    const totals = this.#decryptions.totals({ ballots, weight, counted, ...slot });
    const options = contest.options.length;
    return totals && { ballots, weight, votes: totals.slice(0, options), blank: contest.blank ? totals[options] : 0 };
  }

  async #ranked(contest, slots, hints) {
    const counted = slots.every((slot) => slot.counted);
    const groups = new Map();
    const parts = [];
    for (const slot of slots) {
      const rankings = slot.counted ? await this.#decryptions.rankings(slot, contest, hints) : [];
      if (!rankings) return undefined;
      const spoilt = rankings.filter((ranking) => ranking === null).length;
      const blank = rankings.filter((ranking) => ranking?.length === 0).length;
      for (const ranking of rankings) {
        if (ranking) groups.set(ranking.join(), { ranking, ballots: (groups.get(ranking.join())?.ballots ?? 0) + 1 });
      }
      parts.push({ section: slot.section, ballots: slot.ballots, blank, spoilt });
    }
    const sum = (name) => parts.reduce((total, part) => total + part[name], 0);
    const total = { ballots: sum("ballots"), blank: sum("blank"), spoilt: sum("spoilt") };
    const sections = parts.filter(({ section }) => section !== "");
    const withdrawn = this.#withdrawn(contest);
    if (!counted) return { ...this.#head(contest, counted), sections, total, withdrawn, elected: [], ties: [] };
    const ballots = [...groups.values()].sort((a, b) => compareRankings(a.ranking, b.ranking));
    const lines = utf8(ballots.map((group) => `${write([group.ballots, group.ranking])}\n`).join(""));
    const count = countRankings(contest, ballots, withdrawn, this.#order(contest));
    const { elected, ties } = count;
    const artifacts = { rankings: artifactOf(lines), count: artifactOf(utf8(write(count))) };
    return { ...this.#head(contest, counted), sections, total, withdrawn, elected, ties, ...artifacts };
  }

  final(index, { entry: { final } }) {
    const { E, ballots, revoked, replaced, register } = this.#state;
    this.#findings.checked("final");
    const replacedCast = [...need(register, "there is no list of credentials").values()].filter(({ reserve, castAt }) => reserve && castAt !== undefined).length;
    const ours = JSON.stringify({ E: need(E, "the election is not sealed"), ballots, revoked, replaced, replacedCast });
    this.#findings.require("final", JSON.stringify(final) === ours, "the figures are not those of the log", index);
  }
}

/** At the first difference the smaller number first, a ranking before its continuations. */
export function compareRankings(a, b) {
  const at = a.findIndex((candidate, i) => candidate !== b[i]);
  if (at < 0) return a.length - b.length;
  return b[at] === undefined ? 1 : a[at] - b[at];
}

const LINE = tuple(integer(1), list(POSITIVE));

/** Different rankings of the published list, as far as it reads and as the contest allows them. They save work and prove nothing. */
function hintsOf(bytes, contest) {
  const hints = [];
  const n = candidatesOf(contest).length;
  try {
    for (let from = 0; from < bytes.length && hints.length < MOST_HINTS; ) {
      const end = bytes.indexOf(LF, from);
      if (end < 0) break;
      const [, ranking] = readAs(LINE, bytes.subarray(from, end));
      const allowed = ranking.length <= contest.maxRanks && ranking.every((candidate) => candidate <= n) && new Set(ranking).size === ranking.length;
      if (allowed) hints.push(ranking);
      from = end + 1;
    }
  } catch {
    // What does not read helps nobody; the comparison with the list computed here finds it.
  }
  return hints;
}
