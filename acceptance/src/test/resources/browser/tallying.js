// SPDX-License-Identifier: Apache-2.0

// What trustees and witnesses make, as the verifying page checks it.
import { equal, equalList, textOf } from "./expect.js";
import { concat, fromHex, toHex, utf8 } from "/assets/urna/bytes.js";
import { parseVkey } from "/assets/urna/form.js";
import { G, INFINITY, encodePoint, inverse, pointFrom, pointText, reduce, scalarFrom, scalarText, timesPublic } from "/assets/urna/group.js";
import { Transcript, sha256, sha256Hex } from "/assets/urna/hash.js";
import { Malformed } from "/assets/urna/malformed.js";
import { verifyEquality } from "/assets/urna/proof.js";
import { lotOrder } from "/assets/verify/agreement.js";
import { combine, decryptionFault, lagrange, logarithm } from "/assets/verify/decryption.js";
import { cosignedMessage, parseCheckpoint, timeOf } from "/assets/verify/notes.js";
import { generator, isShuffle, shuffleFault } from "/assets/verify/shuffle.js";
import { Sums } from "/assets/verify/tally.js";

const bytesOf = (points) => concat(...points.map((point) => encodePoint(pointFrom(point))));

function shuffle({ E, contest, section, step, trustee, Y, width, input, output, proof, failed }) {
  const [before, after, proofBytes] = [input, output, proof].map(fromHex);
  const n = before.length / (128 * width);
  if (!Number.isInteger(n) || !isShuffle(after, proofBytes, n, width)) throw new Malformed("no shuffle of as many ballots");
  const fault = shuffleFault({ E, contest, section, step, trustee, Y }, before, after, proofBytes, width);
  if (failed) equal(fault, `these equations of the proof do not hold: ${failed.join(", ")}`, "failed");
  return fault === undefined;
}

function decryption({ E, contest, section, trustee, V, ciphertexts, factors, proof: [w, w2, z] }) {
  return decryptionFault({ E, contest, section, trustee, V }, bytesOf(ciphertexts.flat()), bytesOf(factors.flat()), { w, w2, z: scalarFrom(z) }) === undefined;
}

function lot({ E, trustee, V, H, D, proof: [w, w2, z] }) {
  const begun = new Transcript("lot").bytes(fromHex(E));
  const own = begun.toPoint();
  if (H) equal(pointText(own), H, "H");
  const [v, d] = [V, D].map(pointFrom);
  return verifyEquality(begun.integers(trustee).points(v, own, d), v, own, d, { w: pointFrom(w), w2: pointFrom(w2), z: scalarFrom(z) });
}

function seed({ shares, point, seed: expected }) {
  const sum = combine(shares.map(({ trustee }) => trustee), shares.map(({ D }) => pointFrom(D)));
  equal(pointText(sum), point, "point");
  return equal(toHex(sha256(encodePoint(sum))), expected, "seed");
}

function offset({ E, contest, section, place, closeEntry, rho, alpha }) {
  const made = new Transcript("tally-offset").bytes(fromHex(E)).text(contest).text(section).text(place).bytes(fromHex(sha256Hex(utf8(closeEntry)))).toScalar();
  equal(scalarText(made), rho, "rho");
  return equal(textOf(timesPublic(made, G)), alpha, "alpha");
}

/** Ballots added up with their weights, and every set of trustees that is large enough decrypts the same totals. */
function tally({ E, Y, V, contest, section, options, blank, closeHash, ballots, ciphertexts, factors, threshold, totals }) {
  const sums = new Sums();
  for (const { weight, ciphertexts: own } of ballots) {
    const points = own.flat().map((point) => encodePoint(timesPublic(BigInt(weight), pointFrom(point))));
    sums.add({ sums: [{ contest, section: "everybody", points }], rankings: [] });
  }
  const form = { id: contest, options: Array(options).fill({}), blank };
  const encrypted = sums.encrypted({ contest, section }, form, { E, key: { Y: pointFrom(Y) }, closed: { hash: closeHash } });
  equalList(encrypted.map(pointText), ciphertexts.flat(), "ciphertexts");
  const betas = encrypted.filter((_, i) => i % 2 === 1);
  for (let omitted = 0; omitted < V.length; omitted++) {
    const trustees = Array.from({ length: threshold }, (_, i) => ((omitted + i + 1) % V.length) + 1);
    const found = betas.map((beta, j) => logarithm(beta.subtract(combine(trustees, trustees.map((i) => pointFrom(factors[i - 1][j])))), 1000));
    equalList(found, totals, `totals by trustees ${trustees}`);
  }
  return true;
}

function smallLogarithm({ point, infinity, limit, m }) {
  const found = logarithm(infinity ? INFINITY : pointFrom(point), limit);
  return found !== undefined && equal(found, m, "m");
}

function coefficients({ indices, coefficients: expected }) {
  const { denominator, numerators } = lagrange(indices);
  return equalList(numerators.map((each) => scalarText(reduce(each * inverse(reduce(denominator))))), expected, "coefficients");
}

function cosignature({ key, note, timestamp }) {
  const checkpoint = parseCheckpoint(note);
  const vkey = parseVkey(key);
  const line = checkpoint.signatures.find(({ id }) => id === vkey.id);
  const time = line && timeOf(vkey, checkpoint, line.signature);
  return time !== undefined && equal(Number(time), timestamp, "timestamp");
}

function message({ name, timestamp, origin, size, root, message: expected }) {
  return equal(toHex(cosignedMessage(name, { origin, size, root: fromHex(root) }, timestamp)), expected, "message");
}

export const CHECKS = {
  shuffles: { generator: ({ index, point }) => equal(pointText(generator(index)), point, "h"), shuffle },
  decryptions: { decryption },
  lots: {
    share: lot,
    seed,
    order: ({ seed: of, contest, candidates, order }) => equalList(lotOrder(fromHex(of), contest, candidates), order, "order"),
  },
  tallies: { offset, tally, logarithm: smallLogarithm },
  ceremony: { lagrange: coefficients },
  checkpoints: { cosignature, "cosigned-message": message },
};
