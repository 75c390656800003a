// SPDX-License-Identifier: Apache-2.0

// Encrypted ballots, docs/protocol.md §7: what they are bound to and how they are made.
import { fromHex, toBase64Url, utf8 } from "./bytes.js";
import { G, normalised, pointText, randomScalar, reduce, scalarText, times } from "./group.js";
import { Transcript, sha256Hex } from "./hash.js";
import { write } from "./json.js";
import { Refused } from "./malformed.js";
import { candidatesOf } from "./manifest.js";
import { Blind, MembershipProver, encrypt, proveKnowledge } from "./proof.js";
import { layout, numbersOf, plaintextOf, pointOf } from "./ranking.js";
import { trackerOf } from "./tracker.js";

/** `L`: more than all options together can hold. */
export const blankFactor = (contest) => contest.options.length * contest.maxPerOption + 1;

const range = (least, most) => Array.from({ length: most - least + 1 }, (_, i) => least + i);

/** What one option may hold, what the blank mark may, and what the sum may. */
export function valuesOf(contest) {
  const sum = range(contest.min, contest.max);
  return { option: range(0, contest.maxPerOption), blank: [0, 1], sum: contest.blank ? [...sum, blankFactor(contest)] : sum };
}

/** Additive contests have one ciphertext per option and one for the blank mark; `place` names each in its proof. */
export function placesOf(contest) {
  const places = contest.options.map((_, i) => `option:${i + 1}`);
  return contest.blank ? [...places, "blank"] : places;
}

/** How many proofs a contest takes: the unit of progress. */
export function proofsOf(contest) {
  return contest.kind === "ranked" ? layout(contest).width : placesOf(contest).length + 1;
}

/** What the knowledge proof of a ranking's component binds; `context` is `{E, K, Y}`. */
export function rankingStatement(context, contest, k, [alpha, beta]) {
  return statementOf(context, "ranking", contest, `component:${k}`, alpha, beta);
}

function statementOf(context, tag, contest, place, alpha, beta) {
  return new Transcript(tag).bytes(fromHex(context.E)).text(contest.id).text(place).points(context.K, context.Y, alpha, beta);
}

export function membershipStatement(context, contest, place, [alpha, beta], values) {
  return statementOf(context, "membership", contest, place, alpha, beta).integers(...values);
}

/** Throws `Refused` (rule `answer`) for an answer that its contest does not allow. */
function checkAnswer(contest, answer) {
  const n = candidatesOf(contest).length;
  const whole = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;
  let holds = answer?.contest === contest.id;
  if (holds && contest.kind === "ranked") {
    const { ranking } = answer;
    holds = Array.isArray(ranking) && ranking.length <= contest.maxRanks && ranking.every((c) => whole(c, 1, n)) && new Set(ranking).size === ranking.length;
  } else if (holds) {
    const { marks, blank } = answer;
    holds = Array.isArray(marks) && marks.length === n && marks.every((mark) => whole(mark, 0, contest.maxPerOption));
    const sum = holds ? marks.reduce((total, mark) => total + mark, 0) : 0;
    holds &&= blank === true ? contest.blank && sum === 0 : sum >= contest.min && sum <= contest.max;
  }
  if (!holds) throw new Refused("answer", `contest ${contest.id} does not allow this answer`);
}

/**
 * Encrypts the answers to every contest of a style.
 *
 * @param context `{E, K, Y}`, with Y precomputed
 * @param contests of the style, in manifest order
 * @param answers one per contest, as booth.js describes
 * @param progress called with the number of proofs made and their total
 * @returns `{bytes, hash, tracker, openings}`: the ballot's exact bytes, and per contest what opens its ciphertexts
 */
export function encryptBallot(context, contests, answers, progress = () => {}) {
  if (answers.length !== contests.length) throw new Refused("answer", "not one answer per contest");
  contests.forEach((contest, i) => checkAnswer(contest, answers[i]));
  const total = contests.reduce((sum, contest) => sum + proofsOf(contest), 0);
  const blind = new Blind();
  let done = 0;
  const step = () => progress(++done, total);
  const parts = contests.map((contest, i) =>
    contest.kind === "ranked" ? encryptRanking(context, contest, answers[i].ranking, step) : encryptMarks(context, contest, answers[i], blind, step),
  );
  const bytes = utf8(write({ E: context.E, K: pointText(context.K), contests: parts.map(({ written }) => written) }));
  const hash = sha256Hex(bytes);
  return { bytes, hash, tracker: trackerOf(hash), openings: parts.map(({ opening }) => opening) };
}

function encryptMarks(context, contest, { marks, blank }, blind, step) {
  const values = valuesOf(contest);
  const secrets = placesOf(contest).map((place, i) => ({
    place,
    m: place === "blank" ? Number(blank === true) : marks[i],
    r: randomScalar(),
    values: place === "blank" ? values.blank : values.option,
  }));
  secrets.push({ place: "sum", ...sumOf(contest, secrets), values: values.sum });
  const points = normalised(secrets.flatMap(({ m, r }) => encrypt(context.Y, m, r, blind)));
  const provers = secrets.map(({ place, m, r, values: allowed }, i) => {
    const statement = membershipStatement(context, contest, place, points.slice(2 * i, 2 * i + 2), allowed);
    return new MembershipProver(statement, allowed, m, r);
  });
  const commitments = provers.map((prover) => {
    const committed = prover.commit(context.Y, blind);
    step();
    return committed;
  });
  const affine = normalised(commitments.flat());
  const proofs = provers.map((prover, i) => membershipText(prover.respond(affine.splice(0, commitments[i].length))));
  const choices = proofs.slice(0, -1).map((proof, i) => ({ alpha: pointText(points[2 * i]), beta: pointText(points[2 * i + 1]), proof }));
  const opened = secrets.slice(0, -1).map(({ m, r }) => [m, scalarText(r)]);
  const n = contest.options.length;
  return {
    written: { contest: contest.id, options: choices.slice(0, n), blank: choices[n], sum: proofs.at(-1) },
    opening: { contest: contest.id, options: opened.slice(0, n), blank: opened[n] },
  };
}

/** What `C_Σ + L·C_blank` encrypts, and with which randomness. */
function sumOf(contest, secrets) {
  const factor = ({ place }) => (place === "blank" ? blankFactor(contest) : 1);
  return {
    m: secrets.reduce((sum, secret) => sum + factor(secret) * secret.m, 0),
    r: reduce(secrets.reduce((sum, secret) => sum + BigInt(factor(secret)) * secret.r, 0n)),
  };
}

function membershipText(branches) {
  const texts = branches.flatMap(({ a, b, c, z }) => [pointText(a), pointText(b), scalarText(c), scalarText(z)]);
  texts.splice(-2, 1);
  return texts;
}

function encryptRanking(context, contest, ranking, step) {
  const numbers = numbersOf(contest, ranking);
  const secrets = numbers.map((m) => ({ m, r: randomScalar() }));
  const components = secrets.map(({ m, r }, k) => {
    const [alpha, beta] = normalised([times(r, G), times(r, context.Y).add(pointOf(m))]);
    const proof = proveKnowledge(rankingStatement(context, contest, k + 1, [alpha, beta]), r);
    step();
    return { alpha: pointText(alpha), beta: pointText(beta), proof: [pointText(proof.w), scalarText(proof.z)] };
  });
  const opened = secrets.map(({ m, r }) => [toBase64Url(plaintextOf(m)), scalarText(r)]);
  return { written: { contest: contest.id, components }, opening: { contest: contest.id, components: opened } };
}
