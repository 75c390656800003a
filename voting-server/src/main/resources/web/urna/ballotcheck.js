// SPDX-License-Identifier: Apache-2.0

// Whether a ballot of the board holds, docs/protocol.md §7 and §11. Every function throws `Refused` with the name of the check that fails.
import { fromHex } from "./bytes.js";
import { blankFactor, membershipStatement, placesOf, rankingStatement, valuesOf } from "./ballot.js";
import { timesPublic } from "./group.js";
import { Transcript } from "./hash.js";
import { Refused } from "./malformed.js";
import { proveKnowledge, verifyKnowledge, verifyMembership } from "./proof.js";
import { layout } from "./ranking.js";

const FORM = "ballot-form";
const PROOFS = "ballot-proofs";
const SIGNATURE = "ballot-signature";

/** The contests, options and branches are those of the style, and the ballot is for this election. */
export function checkForm(E, contests, ballot) {
  demand(ballot.E === E, FORM, "the ballot is for another election");
  demand(ballot.contests.length === contests.length, FORM, "the ballot has not as many contests as its style");
  ballot.contests.forEach((part, i) => checkPart(contests[i], part));
}

function checkPart(contest, part) {
  demand(part.contest === contest.id, FORM, "a contest is not the one that the style has in its place");
  demand(("components" in part) === (contest.kind === "ranked"), FORM, "a contest is answered in the form of another kind");
  if (contest.kind === "ranked") {
    demand(part.components.length === layout(contest).width, FORM, "a ranking has not as many components as its contest needs");
    return;
  }
  const values = valuesOf(contest);
  demand(part.options.length === contest.options.length, FORM, "a contest has not as many options as the manifest says");
  demand((part.blank !== undefined) === contest.blank, FORM, "a blank mark is missing, or one too many");
  demand(part.options.every(({ proof }) => proof.length === values.option.length), FORM, "a proof has another number of branches");
  demand(!part.blank || part.blank.proof.length === values.blank.length, FORM, "a proof has another number of branches");
  demand(part.sum.length === values.sum.length, FORM, "a proof has another number of branches");
  demand(sumOf(contest, part).every((point) => !point.is0()), FORM, "the sum of a contest is infinity");
}

/** Ciphertexts of one contest in order: options, then the blank mark; or the components of a ranking. */
export function ciphertextsOf(part) {
  if (part.components) return part.components;
  return part.blank ? [...part.options, part.blank] : part.options;
}

/** `C_Σ + L·C_blank` as `[alpha, beta]`. */
function sumOf(contest, part) {
  return ["alpha", "beta"].map((half) => {
    const options = part.options.map((choice) => choice[half]).reduce((sum, point) => sum.add(point));
    return part.blank ? options.add(timesPublic(BigInt(blankFactor(contest)), part.blank[half])) : options;
  });
}

/** Every membership, sum and knowledge proof holds. Takes about 10 ms a branch. */
export function checkProofs(E, Y, contests, ballot) {
  const context = { E, K: ballot.K, Y };
  ballot.contests.forEach((part, i) => {
    const contest = contests[i];
    const fail = (place) => new Refused(PROOFS, `${contest.id} ${place}`);
    if (contest.kind === "ranked") {
      part.components.forEach(({ alpha, beta, proof }, k) => {
        if (!verifyKnowledge(rankingStatement(context, contest, k + 1, [alpha, beta]), alpha, proof)) throw fail(`component:${k + 1}`);
      });
      return;
    }
    const values = valuesOf(contest);
    const verify = (place, [alpha, beta], allowed, proof) => {
      const statement = membershipStatement(context, contest, place, [alpha, beta], allowed);
      if (!verifyMembership(statement, Y, alpha, beta, allowed, proof)) throw fail(place);
    };
    placesOf(contest).forEach((place, j) => {
      const { alpha, beta, proof } = ciphertextsOf(part)[j];
      verify(place, [alpha, beta], place === "blank" ? values.blank : values.option, proof);
    });
    verify("sum", sumOf(contest, part), values.sum, part.sum);
  });
}

/** `c = Hs("ballot"; E, K, R, ballot hash)` */
const signatureStatement = (E, K) => new Transcript("ballot").bytes(fromHex(E)).points(K);
const withHash = (hash) => (transcript) => transcript.bytes(fromHex(hash));

/** Signs a ballot's hash (hexadecimal), which is the voter's decision to cast it. */
export function signBallot(E, K, x, hash) {
  return proveKnowledge(signatureStatement(E, K), x, withHash(hash));
}

/** The ballot's own credential has signed its hash. */
export function checkSignature(ballot, hash, signature) {
  const holds = signature.z !== 0n && verifyKnowledge(signatureStatement(ballot.E, ballot.K), ballot.K, signature, withHash(hash));
  demand(holds, SIGNATURE, "the signature does not hold");
}

function demand(holds, rule, detail) {
  if (!holds) throw new Refused(rule, detail);
}
