// SPDX-License-Identifier: Apache-2.0

// Ballots of one bundle checked together, in a worker: checks `ballot-form`, `ballot-signature` and `ballot-proofs`, and their sums by contest
// and section.
import { concat, fromHex } from "../urna/bytes.js";
import { blankFactor, membershipStatement, placesOf, rankingStatement, valuesOf } from "../urna/ballot.js";
import { checkForm, checkSignature, ciphertextsOf } from "../urna/ballotcheck.js";
import { INFINITY, encodePoint, normalised, pointFrom, reduce, timesPublic } from "../urna/group.js";
import { Transcript } from "../urna/hash.js";
import { Malformed, Refused } from "../urna/malformed.js";
import { contestsOf } from "../urna/manifest.js";
import { verifyKnowledge, verifyMembership } from "../urna/proof.js";
import { Equations } from "./equations.js";

/** Below this many ballots a batch that fails is not halved but looked through one by one. */
const FEW = 2;

/**
 * @param ballots `{at, index, ballot, hash, signature, style, section, weight, counted}`, read already
 * @param election `{E, Y (text), contests, styles}`
 * @returns `{formless: [index], failures: [{check, index, contest, reason}], sums, rankings}`: sums as `{contest, section, points}` with the bytes
 *     of each point or null for infinity, α and β by turns; rankings as `{contest, section, index, bytes}`
 */
export function checkBallots(ballots, { E, Y: text, contests, styles }) {
  const Y = pointFrom(text);
  const failures = [];
  const formless = new Set();
  const perStyle = styles.map((style) => contestsOf({ contests }, style));
  const formed = ballots.filter((each) => {
    const fault = formFault(E, perStyle[each.style], each.ballot);
    if (fault) {
      failures.push({ check: "ballot-form", index: each.index, contest: "", reason: fault });
      formless.add(each.index);
    }
    return !fault;
  });
  const context = { E, Y };
  findCulprits(context, perStyle, formed, failures);
  const counted = formed.filter((each) => each.counted);
  return { formless: [...formless], failures, ...added(perStyle, counted) };
}

function formFault(E, contests, ballot) {
  try {
    checkForm(E, contests, ballot);
    return undefined;
  } catch (error) {
    if (error instanceof Refused || error instanceof Malformed) return error.detail ?? error.message;
    throw error;
  }
}

/** Halves a batch that does not hold until the ballots at fault stand alone. */
function findCulprits(context, perStyle, ballots, failures) {
  if (ballots.length === 0 || holdTogether(context, perStyle, ballots)) return;
  if (ballots.length <= FEW) {
    const before = failures.length;
    for (const each of ballots) lookThrough(context, perStyle[each.style], each, failures);
    if (failures.length === before) failures.push({ check: "ballot-proofs", index: ballots[0].index, contest: "", reason: "the sum of the equations is not zero, though each seems to hold" });
    return;
  }
  const middle = ballots.length >> 1;
  findCulprits(context, perStyle, ballots.slice(0, middle), failures);
  findCulprits(context, perStyle, ballots.slice(middle), failures);
}

const signatureStatement = ({ E }, { ballot }) => new Transcript("ballot").bytes(fromHex(E)).points(ballot.K);

function holdTogether(context, perStyle, ballots) {
  const equations = new Equations(context.Y);
  for (const each of ballots) {
    const { ballot, signature, hash } = each;
    if (signature.z === 0n) return false;
    const c = signatureStatement(context, each).points(signature.w).bytes(fromHex(hash)).toScalar();
    equations.knowledge(c, ballot.K, signature);
    ballot.contests.forEach((part, i) => {
      const contest = perStyle[each.style][i];
      const bound = { E: context.E, Y: context.Y, K: ballot.K };
      if (contest.kind === "ranked") addRanking(equations, bound, contest, part);
      else addMarks(equations, bound, contest, part);
    });
  }
  return equations.hold();
}

function addRanking(equations, bound, contest, { components }) {
  components.forEach(({ alpha, beta, proof }, k) => {
    const c = rankingStatement(bound, contest, k + 1, [alpha, beta]).points(proof.w).toScalar();
    equations.knowledge(c, alpha, proof);
  });
}

function addMarks(equations, bound, contest, part) {
  const values = valuesOf(contest);
  const places = placesOf(contest);
  const ciphertexts = ciphertextsOf(part);
  const sum = sumOf(contest, part);
  const [sumAlpha, sumBeta] = addMembership(equations, membershipStatement(bound, contest, "sum", sum, values.sum), values.sum, part.sum);
  ciphertexts.forEach(({ alpha, beta, proof }, j) => {
    const blank = places[j] === "blank";
    const allowed = blank ? values.blank : values.option;
    const [ofAlpha, ofBeta] = addMembership(equations, membershipStatement(bound, contest, places[j], [alpha, beta], allowed), allowed, proof);
    const factor = blank ? BigInt(blankFactor(contest)) : 1n;
    equations.add(ofAlpha + factor * sumAlpha, alpha);
    equations.add(ofBeta + factor * sumBeta, beta);
  });
}

function addMembership(equations, statement, values, branches) {
  const challenge = statement.points(...branches.flatMap(({ a, b }) => [a, b])).toScalar();
  const shares = branches.slice(0, -1).map(({ c }) => c);
  shares.push(reduce(challenge - shares.reduce((total, c) => total + c, 0n)));
  return equations.membership(shares, values, branches);
}

/** `C_Σ + L·C_blank` as `[α, β]`. */
function sumOf(contest, part) {
  const halves = ["alpha", "beta"].map((half) => {
    const options = part.options.reduce((total, choice) => total.add(choice[half]), INFINITY);
    return part.blank ? options.add(timesPublic(BigInt(blankFactor(contest)), part.blank[half])) : options;
  });
  return normalised(halves);
}

/** Every proof of one ballot on its own. */
function lookThrough(context, contests, { index, ballot, hash, signature }, failures) {
  const fail = (check, contest, reason) => failures.push({ check, index, contest, reason });
  try {
    checkSignature({ ...ballot, E: context.E }, hash, signature);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fail("ballot-signature", "", "the signature does not hold");
  }
  const bound = { E: context.E, Y: context.Y, K: ballot.K };
  ballot.contests.forEach((part, i) => {
    const contest = contests[i];
    const refuse = (place) => fail("ballot-proofs", contest.id, `the proof of ${place} does not hold`);
    if (contest.kind === "ranked") {
      part.components.forEach(({ alpha, beta, proof }, k) => {
        if (!verifyKnowledge(rankingStatement(bound, contest, k + 1, [alpha, beta]), alpha, proof)) refuse(`component:${k + 1}`);
      });
      return;
    }
    const values = valuesOf(contest);
    const check = (place, [alpha, beta], allowed, proof) => {
      const statement = membershipStatement(bound, contest, place, [alpha, beta], allowed);
      if (!verifyMembership(statement, context.Y, alpha, beta, allowed, proof)) refuse(place);
    };
    placesOf(contest).forEach((place, j) => {
      const { alpha, beta, proof } = ciphertextsOf(part)[j];
      check(place, [alpha, beta], place === "blank" ? values.blank : values.option, proof);
    });
    check("sum", sumOf(contest, part), values.sum, part.sum);
  });
}

/** The ballots' ciphertexts, added up for additive contests and listed for ranked ones. */
function added(perStyle, ballots) {
  const sums = new Map();
  const rankings = [];
  for (const { index, ballot, style, section, weight } of ballots) {
    ballot.contests.forEach((part, i) => {
      const contest = perStyle[style][i];
      const points = ciphertextsOf(part).flatMap(({ alpha, beta }) => [alpha, beta]);
      if (contest.kind === "ranked") {
        rankings.push({ contest: contest.id, section, index, bytes: concat(...points.map(encodePoint)) });
        return;
      }
      const key = `${contest.id} ${section}`;
      const before = sums.get(key)?.points ?? points.map(() => INFINITY);
      const weighted = points.map((point) => (weight === 1 ? point : timesPublic(BigInt(weight), point)));
      sums.set(key, { contest: contest.id, section, points: before.map((point, j) => point.add(weighted[j])) });
    });
  }
  const written = [...sums.values()].map((sum) => ({ ...sum, points: sum.points.map((point) => (point.is0() ? null : encodePoint(point))) }));
  return { sums: written, rankings };
}
