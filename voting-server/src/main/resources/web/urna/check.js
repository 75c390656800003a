// SPDX-License-Identifier: Apache-2.0

// Challenged ballots, docs/protocol.md §7: a ballot that was opened instead of cast is encrypted again from what its file says, with the key
// and the names of the board.
import { toBase64Url, toBigInt, utf8 } from "./bytes.js";
import { checkForm, ciphertextsOf } from "./ballotcheck.js";
import { readElection } from "./election.js";
import { readAs } from "./form.js";
import { G, INFINITY, encodePoint, times, timesPublic } from "./group.js";
import { sha256Hex } from "./hash.js";
import { write } from "./json.js";
import { Refused, described } from "./malformed.js";
import { contestsOf } from "./manifest.js";
import { pointOf, rankingOf } from "./ranking.js";
import { CHALLENGE } from "./records.js";
import { trackerOf } from "./tracker.js";

const RULE = "challenge";
const MAX_BYTES = 1 << 18;

/** The text of a challenge file. The ballot must never be cast afterwards: its choices are public. */
export function challengeText({ bytes, openings }) {
  return `{"type":"challenge","openings":${write(openings)},"ballot":${new TextDecoder().decode(bytes)}}`;
}

/**
 * Whether every ciphertext of a challenged ballot encrypts what its file says.
 *
 * @param fileText the challenge file, exactly
 * @param election `{manifestEntry, setupEntry}` and, where the manifest is an artifact, `manifest`: bytes from the board, not from the booth
 * @returns `{ok: true, manifest, E, K, tracker, ballotHash, contests}` with `contests` in the ballot's order, by manifest ids:
 *     `{contest, marks: [int per option], blank: bool, allowed: bool}` or `{contest, ranking: [candidate…] or null where spoilt}`;
 *     or `{ok: false, rule, detail}`
 */
export function checkChallenge(fileText, election) {
  try {
    return { ok: true, ...check(utf8(fileText.trim()), readElection(election)) };
  } catch (error) {
    return { ok: false, ...described(error) };
  }
}

function check(bytes, { manifest, E, Y }) {
  const file = readChallenge(bytes);
  const contests = contestsLike(manifest, file.ballot);
  const answers = openBallot(file, E, Y, contests);
  return { manifest, E, K: toBase64Url(encodePoint(file.ballot.K)), tracker: trackerOf(file.ballotHash), ballotHash: file.ballotHash, contests: answers };
}

/** A challenge file as `{openings, ballot, ballotHash}`. */
export function readChallenge(bytes) {
  if (bytes.length > MAX_BYTES) throw new Refused(RULE, "the file is too long");
  const { openings, ballot } = readAs(CHALLENGE, bytes);
  const text = new TextDecoder().decode(bytes);
  const ballotBytes = bytes.slice(text.indexOf('"ballot":{') + '"ballot":'.length, -1);
  return { openings, ballot, ballotHash: sha256Hex(ballotBytes) };
}

/** What the file's openings say of each contest, once the ballot is found to encrypt exactly that. */
export function openBallot({ openings, ballot }, E, Y, contests) {
  checkForm(E, contests, ballot);
  if (openings.length !== contests.length) throw new Refused(RULE, "there are not as many openings as contests");
  return contests.map((contest, i) => opened(contest, ballot.contests[i], openings[i], Y));
}

/** The contests of a style that has exactly the ballot's; which credential has which style is not in question here. */
function contestsLike(manifest, ballot) {
  const ids = ballot.contests.map(({ contest }) => contest).join();
  const like = manifest.styles.map((style) => contestsOf(manifest, style)).find((contests) => contests.map(({ id }) => id).join() === ids);
  if (!like) throw new Refused("ballot-form", "no style of the election has these contests");
  return like;
}

function opened(contest, part, opening, Y) {
  const ranked = contest.kind === "ranked";
  if (opening.contest !== contest.id || "components" in opening !== ranked) throw new Refused(RULE, "an opening is not of the contest in its place");
  const pairs = ranked ? opening.components : opening.blank ? [...opening.options, opening.blank] : opening.options;
  const ciphertexts = ciphertextsOf(part);
  if (pairs.length !== ciphertexts.length || (!ranked && (opening.blank !== undefined) !== contest.blank)) {
    throw new Refused(RULE, "there are not as many openings as ciphertexts");
  }
  pairs.forEach(([m, r], j) => {
    const M = ranked ? pointOf(toBigInt(m)) : m === 0 ? INFINITY : timesPublic(BigInt(m), G);
    if (!times(r, G).equals(ciphertexts[j].alpha) || !timesPublic(r, Y).add(M).equals(ciphertexts[j].beta)) {
      throw new Refused(RULE, `${contest.id}, ciphertext ${j + 1}: the ballot does not encrypt what the file says`);
    }
  });
  return ranked ? { contest: contest.id, ranking: rankingOf(contest, pairs.map(([m]) => toBigInt(m))) } : marksOf(contest, opening);
}

function marksOf(contest, { options, blank }) {
  const marks = options.map(([m]) => m);
  const sum = marks.reduce((total, m) => total + m, 0);
  const blanks = blank ? blank[0] : 0;
  const inRange = marks.every((m) => m <= contest.maxPerOption) && sum >= contest.min && sum <= contest.max;
  return { contest: contest.id, marks, blank: blanks === 1 && sum === 0, allowed: blanks === 0 ? inRange : blanks === 1 && sum === 0 };
}
