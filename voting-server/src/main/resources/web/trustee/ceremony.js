// SPDX-License-Identifier: Apache-2.0

// One trustee's way through the key ceremony, docs/protocol.md §9: from its own secrets and a verified board, the next thing to do.
import { fromBase64Url, fromHex, utf8 } from "../urna/bytes.js";
import { G, INFINITY, pointText, randomScalar, reduce, scalarText, times, timesPublic } from "../urna/group.js";
import { Transcript, sha256, sha256Hex } from "../urna/hash.js";
import { writeBytes } from "../urna/json.js";
import { Refused } from "../urna/malformed.js";
import { proveEquality, proveKnowledge } from "../urna/proof.js";
import { privateJwk } from "./content.js";
import { ephemeralOf, openShare, sealShare, secretOf } from "./sealing.js";

const ORDER = ["trustee", "key-commitment", "key-share", "key-confirmation"];

const knowledge = ({ w, z }) => [pointText(w), scalarText(z)];
const equality = ({ w, w2, z }) => [pointText(w), pointText(w2), scalarText(z)];
const bound = (tag, { M, attempt }) => new Transcript(tag).bytes(fromHex(M)).integers(attempt);

/** Begins an attempt with a fresh polynomial and a fresh encryption key. */
export function beginAttempt(board, me, key) {
  const { M, attempts } = board.facts;
  const { trustees, threshold } = board.manifest;
  const coefficients = Array.from({ length: threshold }, randomScalar);
  const points = coefficients.map((each) => times(each, G));
  const place = { M, attempt: attempts };
  const statement = bound("trustee-key", place).integers(me, trustees.length, threshold).bytes(fromBase64Url(key.thumbprint)).points(...points);
  const d = randomScalar();
  const [x, y] = coordinates(times(d, G));
  return {
    n: trustees.length,
    t: threshold,
    keys: { ...place, trustee: me, signingKey: key.jwk, encryptionKey: { crv: "P-256", kty: "EC", x, y } },
    coefficients,
    key: privateJwk(d, x, y),
    publicPart: { points: points.map(pointText), proof: knowledge(proveKnowledge(statement, coefficients[0])) },
  };
}

function coordinates(point) {
  const text = pointText(point);
  const bytes = fromBase64Url(text);
  return [bytes.slice(0, 32), bytes.slice(32)].map((half) => btoa(String.fromCharCode(...half)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""));
}

/**
 * What to do next.
 *
 * @returns a promise of `{send: message, type, attempt}`, `{wait: type, trustees: [number]}` or `{finished: attempt}`
 * @throws Refused, rule `complaint` where one has ended the attempt
 */
export async function nextStep(board, attempt, me) {
  const posted = board.ceremony;
  const complaint = posted.find(({ type }) => type === "complaint");
  if (complaint) throw new Refused("complaint", `trustee ${complaint.entry.message.trustee} complained about trustee ${complaint.entry.message.against}`);
  for (const type of ORDER) {
    const sent = posted.filter((each) => each.type === type).map(({ entry }) => entry.message.trustee);
    if (!sent.includes(me)) return { type, ...(await messageOf(type, board, attempt, me)) };
    const missing = Array.from({ length: attempt.n }, (_, i) => i + 1).filter((i) => !sent.includes(i));
    if (missing.length > 0) return { wait: type, trustees: missing };
  }
  const { share, bad } = await shareOf(board, attempt, me);
  if (bad !== undefined) throw new Refused("board", "a share that was confirmed is not good");
  return { finished: { ...attempt, T: board.facts.T, share } };
}

async function messageOf(type, board, attempt, me) {
  const place = { M: attempt.keys.M, attempt: attempt.keys.attempt, trustee: me };
  if (type === "trustee") return { send: attempt.keys, attempt };
  if (type === "key-commitment") return { send: { ...place, commitment: sha256Hex(writeBytes(attempt.publicPart)) }, attempt };
  if (type === "key-share") {
    if (attempt.sent) return { send: attempt.sent, attempt };
    const receivers = byTrustee(board, "trustee", attempt.n).map(({ encryptionKey }) => encryptionKey.point);
    const shares = await Promise.all(receivers.map((receiver, j) => sealShare(receiver, valueAt(attempt.coefficients, j + 1))));
    const sent = { ...place, shares, public: attempt.publicPart };
    return { send: sent, attempt: { ...attempt, sent } };
  }
  return { ...(await confirmation(place, board, attempt, me)), attempt };
}

/** The confirmation; or, if a share is not good, the complaint that everybody can decide. */
async function confirmation(place, board, attempt, me) {
  const { T, Y, V } = board.facts;
  const { share, bad } = await shareOf(board, attempt, me);
  if (bad !== undefined) return { type: "complaint", send: complaint(place, board, attempt, me, bad) };
  const own = times(share, G);
  if (pointText(own) !== V[me - 1]) throw new Refused("board", "the shares do not give this trustee's public key");
  const statement = bound("share-key", place).integers(me).bytes(fromHex(T)).points(own);
  return { send: { ...place, T, Y, V: V[me - 1], proof: knowledge(proveKnowledge(statement, share)) } };
}

function complaint(place, board, attempt, me, against) {
  const { T } = board.facts;
  const jwe = byTrustee(board, "key-share", attempt.n)[against - 1].shares[me - 1];
  const epk = ephemeralOf(jwe);
  const message = { ...place, T, against };
  if (!epk) return message;
  const d = secretOf(attempt.key);
  const D = times(d, epk);
  const statement = bound("complaint", place).bytes(fromHex(T)).integers(me, against).points(times(d, G)).bytes(sha256(utf8(jwe))).points(epk, D);
  return { ...message, revealed: { D: pointText(D), proof: equality(proveEquality(statement, d, epk)) } };
}

/** `s_j`, or the first trustee whose share is not good. */
async function shareOf(board, attempt, me) {
  const d = secretOf(attempt.key);
  let share = 0n;
  for (const [i, { shares, public: dealt }] of byTrustee(board, "key-share", attempt.n).entries()) {
    const value = await openShare(shares[me - 1], d);
    const expected = dealt.points.reduceRight((sum, point) => timesPublic(BigInt(me), sum).add(point), INFINITY);
    if (value === undefined || !times(value, G).equals(expected)) return { bad: i + 1 };
    share = reduce(share + value);
  }
  return { share };
}

/** The key-check: shows that the stored share works. */
export function keyCheck(board, { keys, T, share }, me) {
  const place = { M: keys.M, attempt: keys.attempt, trustee: me };
  const begun = bound("key-check", place).bytes(fromHex(T));
  const H = begun.toPoint();
  const D = times(share, H);
  const statement = begun.integers(me).points(times(share, G), H, D);
  return { ...place, T, D: pointText(D), proof: equality(proveEquality(statement, share, H)) };
}

function byTrustee(board, type, n) {
  const found = board.ceremony.filter((each) => each.type === type).map(({ entry }) => entry.message);
  return Array.from({ length: n }, (_, i) => found.find(({ trustee }) => trustee === i + 1));
}

const valueAt = (coefficients, j) => coefficients.reduceRight((sum, each) => reduce(sum * BigInt(j) + each), 0n);
