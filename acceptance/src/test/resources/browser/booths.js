// SPDX-License-Identifier: Apache-2.0

// Ballots made and opened in the page for contests that the test names, with keys that the test knows.
import { encryptBallot } from "/assets/urna/ballot.js";
import { signBallot } from "/assets/urna/ballotcheck.js";
import { utf8 } from "/assets/urna/bytes.js";
import { challengeText, openBallot, readChallenge } from "/assets/urna/check.js";
import { parseCode } from "/assets/urna/code.js";
import { credentialOf } from "/assets/urna/credential.js";
import { pointFrom, pointText, precompute, scalarText } from "/assets/urna/group.js";
import { described } from "/assets/urna/malformed.js";
import { checkReceipt } from "/assets/urna/receipt.js";

/** A contest of the manifest, as far as ballots depend on it. */
function contestOf({ id, kind, candidates, ...bounds }) {
  const list = Array(candidates).fill({});
  return kind === "ranked" ? { id, kind, candidates: list, ...bounds } : { id, kind, options: list, ...bounds };
}

/**
 * Encrypts the answers twice: once to cast, once to challenge.
 *
 * @returns `{request, tracker, hash, challenge, challenged}`: the cast request's text, and a challenge file with its ballot's hash
 */
export async function make({ election, E, Y, code, contests, answers }) {
  const { x, K } = await credentialOf(election, parseCode(code).code);
  const context = { E, K, Y: precompute(pointFrom(Y)) };
  const forms = contests.map(contestOf);
  const { bytes, hash, tracker } = encryptBallot(context, forms, answers);
  const { w, z } = signBallot(E, K, x, hash);
  const opened = encryptBallot(context, forms, answers);
  return {
    request: `{"signature":["${pointText(w)}","${scalarText(z)}"],"ballot":${new TextDecoder().decode(bytes)}}`,
    hash,
    tracker,
    challenge: challengeText(opened),
    challenged: opened.hash,
  };
}

/** What a challenge file says, as `{ok: true, answers, ballotHash}` or `{ok: false, rule, detail}`. */
export function open({ file, E, Y, contests }) {
  try {
    const read = readChallenge(utf8(file));
    return { ok: true, answers: openBallot(read, E, pointFrom(Y), contests.map(contestOf)), ballotHash: read.ballotHash };
  } catch (error) {
    return { ok: false, ...described(error) };
  }
}

/** Milliseconds of each of `runs` encryptions of one contest after the first, Y's table made before. */
export async function time({ election, E, Y, code, contests, answers, runs }) {
  const { K } = await credentialOf(election, parseCode(code).code);
  const started = performance.now();
  const context = { E, K, Y: precompute(pointFrom(Y)) };
  const table = performance.now() - started;
  const forms = contests.map(contestOf);
  const times = [];
  for (let run = 0; run <= runs; run++) {
    const before = performance.now();
    encryptBallot(context, forms, answers);
    times.push(performance.now() - before);
  }
  return { table, first: times[0], times: times.slice(1) };
}

/** Checks a receipt as the booth does; `request` and `entry` are texts, either may be missing. */
export function receipt({ jws, E, tracker, ballotHash, request, entry, keys }) {
  const expected = { E, tracker, ballotHash, request: request && utf8(request), entry: entry && utf8(entry) };
  return checkReceipt(jws, expected, { keys });
}
