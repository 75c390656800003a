// SPDX-License-Identifier: Apache-2.0
import { equal, equalList, textOf } from "./expect.js";
import { toHex, utf8 } from "/assets/urna/bytes.js";
import { checkForm, checkProofs, checkSignature, ciphertextsOf } from "/assets/urna/ballotcheck.js";
import { openBallot, readChallenge } from "/assets/urna/check.js";
import { parseCode } from "/assets/urna/code.js";
import { credentialOf } from "/assets/urna/credential.js";
import { readAs } from "/assets/urna/form.js";
import { normalised, pointFrom, pointText, scalarFrom, scalarText } from "/assets/urna/group.js";
import { sha256Hex } from "/assets/urna/hash.js";
import { contestsOf, styleOf } from "/assets/urna/manifest.js";
import { Blind, encrypt } from "/assets/urna/proof.js";
import { layout, numbersOf, plaintextOf, pointOf, rankingOf } from "/assets/urna/ranking.js";
import { BALLOT, MANIFEST } from "/assets/urna/records.js";
import { trackerOf } from "/assets/urna/tracker.js";

let manifest;

/** The manifest that ballots.json means stands in entries.json. */
async function manifestOfVectors() {
  if (!manifest) {
    const { cases } = await (await fetch("/vectors/entries.json")).json();
    manifest = readAs(MANIFEST, utf8(cases.find(({ id }) => id === "manifest").manifest));
  }
  return manifest;
}

async function additiveBallot(fields) {
  const known = await manifestOfVectors();
  const contests = contestsOf(known, styleOf(known, fields.style));
  return ballot(fields, contests, (read) => read.contests.forEach((part, i) => checkOpenings(fields, part, fields.openings[i])));
}

function checkOpenings(fields, part, openings) {
  ciphertextsOf(part).forEach(({ alpha, beta }, j) => {
    const [m, r] = openings[j];
    const again = normalised(encrypt(pointFrom(fields.Y), m, scalarFrom(r), new Blind()));
    equalList(again.map(pointText), [pointText(alpha), pointText(beta)], `ciphertext ${j + 1}`);
  });
}

/** Contests as the vectors of rankings name them, in the form of the manifest. */
function rankedContest({ id, candidates, maxRanks }) {
  return { id, kind: "ranked", candidates: Array(candidates).fill({}), maxRanks };
}

async function ballot(fields, contests, more) {
  const bytes = utf8(fields.ballot);
  const hash = sha256Hex(bytes);
  const read = readAs(BALLOT, bytes);
  const [w, z] = fields.signature;
  if (fields.hash !== undefined) {
    const { x, K } = await credentialOf(fields.electionId, parseCode(fields.code).code);
    equalList([scalarText(x), pointText(K)], [fields.x, fields.K], "credential");
    equalList([hash, trackerOf(hash)], [fields.hash, fields.tracker], "hash and tracker");
    more(read);
  }
  checkForm(fields.E, contests, read);
  checkSignature(read, hash, { w: pointFrom(w), z: scalarFrom(z) });
  checkProofs(fields.E, pointFrom(fields.Y), contests, read);
  return true;
}

function challengeFile(fields) {
  const answers = openBallot(readChallenge(utf8(fields.file)), fields.E, pointFrom(fields.Y), fields.contests.map(rankedContest));
  return fields.rankings === undefined || equalList(answers.map(({ ranking }) => ranking), fields.rankings, "rankings");
}

function contestOf(fields) {
  const contest = rankedContest({ id: "c", ...fields });
  const { width, ranks } = layout(contest);
  return equalList([width, ranks], [fields.components, fields.ranksPerComponent], "components and ranks") && contest;
}

function encode(fields) {
  const contest = contestOf(fields);
  const numbers = numbersOf(contest, fields.ranking);
  equalList(numbers.map((m) => toHex(plaintextOf(m))), fields.m, "numbers");
  const points = numbers.map(pointOf);
  equalList(points.map((point) => Number(point.toAffine().x & 255n)), fields.counters, "counters");
  equalList(rankingOf(contest, numbers), fields.ranking, "decoded again");
  return equalList(points.map(textOf), fields.points, "points");
}

/** What a component's point holds, if it is exactly the point of some number. */
function numberOf(text) {
  if (text === "infinity") return null;
  const m = pointFrom(text).toAffine().x >> 8n;
  return m < 1n << 240n && holds(m, text) ? m : null;
}

function holds(m, text) {
  try {
    return pointText(pointOf(m)) === text;
  } catch {
    return false;
  }
}

function decode(fields) {
  const numbers = fields.points.map(numberOf);
  const ranking = numbers.includes(null) ? null : rankingOf(contestOf(fields), numbers);
  equal(ranking === null ? "SPOILT" : ranking.length === 0 ? "BLANK" : "VALID", fields.kind, "kind");
  return equalList(ranking ?? [], fields.ranking, "ranking");
}

export const CHECKS = {
  ballots: { ballot: additiveBallot },
  rankings: { encode, decode },
  "ranked-ballots": { ballot: (fields) => ballot(fields, fields.contests.map(rankedContest), () => {}), "challenge-file": challengeFile },
};
