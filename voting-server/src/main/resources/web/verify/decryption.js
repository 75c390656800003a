// SPDX-License-Identifier: Apache-2.0

// Trustees' parts of the decryption, docs/protocol.md §10: their proofs, and what they give together.
import { concat, fromHex, toBigInt, toHex } from "../urna/bytes.js";
import { G, encodePoint, inverse, normalised, pointFrom, reduce, timesPublic } from "../urna/group.js";
import { Transcript, sha256 } from "../urna/hash.js";
import { Malformed } from "../urna/malformed.js";
import { verifyEquality } from "../urna/proof.js";
import { layout, numbersOf, pointOf, rankingOf } from "../urna/ranking.js";
import { pointsOf } from "./shuffle.js";
import { Sum } from "./sum.js";

const LOW_128 = (1n << 128n) - 1n;
const COUNTER_BITS = 8n;
const MOST_SMALL = 1n << 64n;

/**
 * Checks one trustee's factors.
 *
 * @param place `{E, contest, section, trustee, V (text)}`
 * @param ciphertexts bytes α‖β, one after the other; `factors`: bytes of as many points
 * @param proof `{w, w2 (texts), z}`
 * @returns undefined if they hold, otherwise why not
 */
export function decryptionFault(place, ciphertexts, factors, { w, w2, z }) {
  let points;
  try {
    points = pointsOf(factors);
  } catch (error) {
    if (error instanceof Malformed) return "its factors are no points";
    throw error;
  }
  const both = pointsOf(ciphertexts);
  if (2 * points.length !== both.length) return "there are not as many factors as ciphertexts";
  const V = pointFrom(place.V);
  const parts = points.flatMap((_, j) => [ciphertexts.subarray(128 * j, 128 * (j + 1)), factors.subarray(64 * j, 64 * (j + 1))]);
  const digest = sha256(concat(...parts));
  const bound = (tag) =>
    new Transcript(tag).bytes(fromHex(place.E)).text(place.contest).text(place.section).integers(place.trustee).points(V).bytes(digest);
  const weighing = bound("decryption-weights");
  const [base, sum] = [new Sum(), new Sum()];
  points.forEach((point, j) => {
    const weight = weighing.integers(j + 1).toScalar() & LOW_128;
    base.add(weight, both[2 * j]);
    sum.add(weight, point);
  });
  const [A, D] = [base.result(), sum.result()];
  if (A.is0() || D.is0()) return "the weighted sum of ciphertexts is infinity";
  const [normalA, normalD] = normalised([A, D]);
  const statement = bound("decryption").points(normalA, normalD);
  const proof = { w: pointFrom(w), w2: pointFrom(w2), z };
  return verifyEquality(statement, V, normalA, normalD, proof) ? undefined : "the proof does not hold";
}

/** Lagrange's factors at 0 for these trustees, as numerators over one common denominator, both whole numbers. */
export function lagrange(trustees) {
  const fractions = trustees.map((i) => {
    const others = trustees.filter((j) => j !== i).map(BigInt);
    return { over: others.reduce((product, j) => product * j, 1n), under: others.reduce((product, j) => product * (j - BigInt(i)), 1n) };
  });
  const denominator = fractions.reduce((common, { under }) => (common * under) / gcd(common, under), 1n);
  return { denominator, numerators: fractions.map(({ over, under }) => (over * denominator) / under) };
}

function gcd(a, b) {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

/** `Σ λ_i·D_i`. */
export function combine(trustees, points) {
  const { denominator, numerators } = lagrange(trustees);
  const sum = new Sum();
  points.forEach((point, i) => sum.add(numerators[i] * inverse(reduce(denominator)), point));
  return sum.result();
}

/**
 * The decrypted points times the denominator d of Lagrange's factors: `d·M_j = d·β_j − Σ (d·λ_i)·D_ij`, all factors small.
 */
function multiples(ciphertexts, trustees, factors) {
  const { denominator, numerators } = lagrange(trustees);
  const small = [denominator, ...numerators].every((each) => each < MOST_SMALL && -each < MOST_SMALL);
  const [own, others] = small ? [denominator, numerators] : [1n, numerators.map((each) => reduce(each * inverse(reduce(denominator))))];
  const times = (k, point) => (k === 0n ? point.subtract(point) : k < 0n ? timesPublic(-k, point).negate() : timesPublic(k, point));
  const lists = factors.map(pointsOf);
  const betas = pointsOf(ciphertexts).filter((_, i) => i % 2 === 1);
  const points = betas.map((beta, j) => lists.reduce((rest, list, i) => rest.subtract(times(others[i], list[j])), times(own, beta)));
  return { denominator: own, points };
}

const name = (point) => (point.is0() ? "" : toHex(encodePoint(point)));

/** The last table that was made: parts of one contest are decoded one after the other. */
let made = {};

/** Numbers by the names of their points times the denominator. */
function likely(contest, hints, denominator) {
  const key = JSON.stringify([contest.id, hints, String(denominator)]);
  if (made.key !== key) {
    const numbers = new Set(hints.flatMap((ranking) => numbersOf(contest, ranking)));
    made = { key, known: new Map(Array.from(numbers, (m) => [name(timesPublic(denominator, pointOf(m))), m])) };
  }
  return made.known;
}

/**
 * What some decrypted ballots of a ranked contest say.
 *
 * @param factors bytes of each trustee's points; `hints` rankings that are likely among them, from the published list: they only save work
 * @returns per ballot the ranking, empty where blank, or null where spoilt
 */
export function decodeRankings(contest, ciphertexts, trustees, factors, hints) {
  const { width } = layout(contest);
  const { denominator, points } = multiples(ciphertexts, trustees, factors);
  const known = likely(contest, hints, reduce(denominator));
  const undo = inverse(reduce(denominator));
  const finite = points.filter((point) => !point.is0());
  const affine = normalised(finite);
  let next = 0;
  const numbers = points.map((point) => {
    if (point.is0()) return undefined;
    const place = affine[next++];
    return known.get(name(place)) ?? numberOf(timesPublic(undo, place));
  });
  return Array.from({ length: points.length / width }, (_, i) => {
    const own = numbers.slice(width * i, width * (i + 1));
    return own.includes(undefined) ? null : rankingOf(contest, own);
  });
}

/** The number that a point is the exact encoding of, or undefined. */
function numberOf(point) {
  const bytes = encodePoint(point);
  const m = toBigInt(bytes.slice(0, 32)) >> COUNTER_BITS;
  if ((bytes[63] & 1) !== 0 || m >= 1n << 240n) return undefined;
  return pointOf(m).equals(point) ? m : undefined;
}

/**
 * The number `m` of 0 … `most` with `m·G = point`, or undefined: baby steps and giant steps.
 */
export function logarithm(point, most) {
  const steps = Math.ceil(Math.sqrt(most + 1));
  const baby = new Map([["", 0]]);
  const small = [];
  for (let i = 1, sum = G; i < steps; i++, sum = sum.add(G)) small.push(sum);
  normalised(small).forEach((each, i) => baby.set(name(each), i + 1));
  const giant = timesPublic(BigInt(steps), G).negate();
  const places = [point];
  for (let i = 1; i <= steps; i++) places.push(places[i - 1].add(giant));
  const finite = places.filter((each) => !each.is0());
  const named = new Map(normalised(finite).map((each, i) => [finite[i], name(each)]));
  for (const [i, each] of places.entries()) {
    const found = baby.get(each.is0() ? "" : named.get(each));
    if (found !== undefined && i * steps + found <= most) return i * steps + found;
  }
  return undefined;
}
