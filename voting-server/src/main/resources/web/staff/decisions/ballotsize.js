// SPDX-License-Identifier: Apache-2.0

// The longest possible `ballot` entry of an election, docs/protocol.md §3: a setup states it, and it bounds what the server reads.
import { contestsOf } from "../../urna/manifest.js";
import { layout } from "../../urna/ranking.js";

/** Characters of a point and of a scalar in JSON, quotes included. */
const POINT = 86 + 2;
const SCALAR = 43 + 2;
const HASH = 64 + 2;
const KNOWLEDGE = 2 + POINT + 1 + SCALAR;
const CIPHERTEXT = '"alpha":'.length + POINT + ',"beta":'.length + POINT;

/** Bytes of the longest ballot entry over all ballot styles. */
export function maxBallotBytes(manifest) {
  return Math.max(...manifest.styles.map((style) => entryBytes(contestsOf(manifest, style))));
}

function entryBytes(contests) {
  const head = '{"type":"ballot","time":"0000-00-00T00:00:00Z","signature":'.length + KNOWLEDGE;
  const ballot = ',"ballot":{"E":'.length + HASH + ',"K":'.length + POINT + ',"contests":['.length + commas(contests.length) + "]}}".length;
  return contests.reduce((total, contest) => total + '{"contest":""'.length + contest.id.length + (contest.kind === "ranked" ? ranked : additive)(contest), head + ballot);
}

function additive({ options, min, max, maxPerOption, blank }) {
  const n = options.length;
  const choices = ',"options":['.length + n * choice(maxPerOption + 1) + commas(n) + "]".length;
  const sums = Math.max(0, max - min) + 1 + (blank ? 1 : 0);
  return choices + (blank ? ',"blank":'.length + choice(2) : 0) + ',"sum":'.length + membership(sums) + "}".length;
}

function ranked(contest) {
  const n = layout(contest).width;
  return ',"components":['.length + n * ("{".length + CIPHERTEXT + ',"proof":'.length + KNOWLEDGE + "}".length) + commas(n) + "]}".length;
}

const choice = (values) => "{".length + CIPHERTEXT + ',"proof":'.length + membership(values) + "}".length;
const membership = (values) => "[".length + values * (2 * POINT + 2 * SCALAR + 4) - SCALAR - 1 - 1 + "]".length;
const commas = (elements) => Math.max(0, elements - 1);
