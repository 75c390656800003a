// SPDX-License-Identifier: Apache-2.0

// Shuffle proofs, docs/protocol.md §10: all equations of one shuffle in one sum; where that fails, which of them.
import { concat, fromHex } from "../urna/bytes.js";
import { G, Q, decodePoint, decodeScalar, pointFrom } from "../urna/group.js";
import { Transcript, sha256 } from "../urna/hash.js";
import { Malformed } from "../urna/malformed.js";
import { randomWeight } from "./equations.js";
import { Sum } from "./sum.js";

const POINT = 64;
const SCALAR = 32;
const LOW_128 = (1n << 128n) - 1n;
const EQUATIONS = ["t_1", "t_2", "t_3", "t_4", "t̂"];

/** Length of the proof of `n` ballots of `w` ciphertexts, in bytes. */
export const proofLength = (n, w) => 256 * n + 160 * w + 288;

/** Consecutive points of some bytes. */
export function pointsOf(bytes) {
  if (bytes.length % POINT !== 0) throw new Malformed("points of no whole number");
  return Array.from({ length: bytes.length / POINT }, (_, i) => decodePoint(bytes.subarray(POINT * i, POINT * (i + 1))));
}

/** `h_i`; h itself is that of 0. Made once each, as every shuffle has the same. */
const generators = [];

export function generator(i) {
  return (generators[i] ??= new Transcript("shuffle-generator").integers(i).toPoint());
}

function readProof(bytes, n, w) {
  if (bytes.length !== proofLength(n, w)) throw new Malformed("a proof of another length");
  let at = 0;
  const points = (count) => pointsOf(bytes.subarray(at, (at += POINT * count)));
  const scalars = (count) => Array.from({ length: count }, () => decodeScalar(bytes.subarray(at, (at += SCALAR))));
  const [c, chain, [t1, t2, t3], t4, tChain] = [n, n, 3, 2 * w, n].map(points);
  const [[s1, s2, s3], s4, sChain, sPrime] = [3, w, n, n].map(scalars);
  const few = bytes.subarray(POINT * 2 * n, POINT * (2 * n + 3 + 2 * w + n));
  return { c, chain, t1, t2, t3, t4, tChain, s1, s2, s3, s4, sChain, sPrime, few };
}

/** Whether these are ciphertexts and a proof at all, for `n` ballots of `w` ciphertexts. */
export function isShuffle(output, proofBytes, n, w) {
  try {
    readProof(proofBytes, n, w);
    return pointsOf(output).length === 2 * n * w;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/**
 * Checks one shuffle.
 *
 * @param place `{E, contest, section, step, trustee, Y (text)}`
 * @param input `output` and `proofBytes` as `isShuffle` takes them: ciphertexts ballot by ballot, `w` to a ballot
 * @returns undefined if it holds, otherwise why not
 */
export function shuffleFault(place, input, output, proofBytes, w) {
  const n = input.length / (2 * POINT * w);
  const before = pointsOf(input);
  const after = pointsOf(output);
  const proof = readProof(proofBytes, n, w);
  const Y = pointFrom(place.Y);
  const bound = (tag) =>
    new Transcript(tag).bytes(fromHex(place.E)).text(place.contest).text(place.section).integers(place.step, place.trustee).points(Y).integers(n, w);
  const commitments = proofBytes.subarray(0, POINT * n);
  const weighing = bound("shuffle-weights").bytes(sha256(concat(input, output, commitments)));
  const u = Array.from({ length: n }, (_, i) => weighing.integers(i + 1).toScalar() & LOW_128);
  const d2 = sha256(concat(input, output, proofBytes.subarray(0, 2 * POINT * n)));
  const challenge = bound("shuffle").bytes(d2).bytes(sha256(proof.few)).toScalar();
  const data = { n, w, before, after, proof, Y, u, challenge };
  const links = Array.from({ length: n }, randomWeight);
  if (holds(data, randomWeights(w, links))) return undefined;
  const failed = EQUATIONS.filter((equation) => !holds(data, only(equation, w, links)));
  return `these equations of the proof do not hold: ${failed.join(", ")}`;
}

function randomWeights(w, links) {
  return { t1: randomWeight(), t2: randomWeight(), t3: 1n, t4: Array.from({ length: 2 * w }, randomWeight), links };
}

function only(equation, w, links) {
  const one = (name) => (equation === name ? 1n : 0n);
  const t4 = Array.from({ length: 2 * w }, () => (equation === "t_4" ? randomWeight() : 0n));
  return { t1: one("t_1"), t2: one("t_2"), t3: one("t_3"), t4, links: equation === "t̂" ? links : links.map(() => 0n) };
}

const low = (value) => ((value % Q) + Q) % Q;

/** Whether the equations hold, each with its weight: each is brought to the form 0 = right − left. */
function holds({ n, w, before, after, proof, Y, u, challenge }, weights) {
  const sum = new Sum();
  const { t1, t2, t3, t4, links } = weights;
  let ofG = -(t1 * proof.s1 + t2 * proof.s2 + t3 * proof.s3);
  let ofY = 0n;
  let product = 1n;
  for (let i = 0; i < n; i++) {
    const s = proof.sPrime[i];
    const next = i + 1 < n ? links[i + 1] * proof.sPrime[i + 1] : -t2 * challenge;
    ofG -= links[i] * proof.sChain[i];
    product = (product * u[i]) % Q;
    sum.add(-(t1 * challenge + t3 * s), generator(i + 1));
    sum.add(low(challenge * (t1 + t3 * u[i])), proof.c[i]);
    sum.add(links[i] * challenge - next, proof.chain[i]);
    sum.add(links[i], proof.tChain[i]);
    for (let k = 0; k < 2 * w; k++) {
      const at = 2 * w * i + k;
      sum.add(-t4[k] * s, after[at]);
      sum.add(low(challenge * t4[k]) * u[i], before[at]);
    }
  }
  for (let k = 0; k < w; k++) {
    ofG += t4[2 * k] * proof.s4[k];
    ofY += t4[2 * k + 1] * proof.s4[k];
  }
  proof.t4.forEach((point, k) => sum.add(t4[k], point));
  sum.add(t1, proof.t1).add(t2, proof.t2).add(t3, proof.t3);
  sum.add(-(t2 * challenge * product + links[0] * proof.sPrime[0]), generator(0));
  return sum.add(ofG, G).add(ofY, Y).isZero();
}

