// SPDX-License-Identifier: Apache-2.0

// The key ceremony as an officer checks it before the seal, docs/protocol.md §9: every message signed by its trustee, commitments opened, proofs
// verified, and Y and V_1 … V_n computed anew.
import { bigEndian, concat, fromBase64Url, fromHex, utf8 } from "../../urna/bytes.js";
import { HASH, JWK, POINT, POSITIVE, SCALAR, detachedJws, list, object, readAs, text, tuple } from "../../urna/form.js";
import { INFINITY, timesPublic } from "../../urna/group.js";
import { Transcript, sha256, sha256Hex } from "../../urna/hash.js";
import { thumbprint, verifyDetached } from "../../urna/jws.js";
import { Refused } from "../../urna/malformed.js";
import { verifyEquality, verifyKnowledge } from "../../urna/proof.js";

const GROUPS = ["trustee", "key-commitment", "key-share", "key-confirmation", "key-check"];
/** Those whose entries make T. */
const IN_TRANSCRIPT = GROUPS.slice(0, 3);

const KNOWLEDGE = (value, path) => {
  const [w, z] = tuple(POINT, SCALAR)(value, path);
  return { w, z };
};
const EQUALITY = (value, path) => {
  const [w, w2, z] = tuple(POINT, POINT, SCALAR)(value, path);
  return { w, w2, z };
};
const SENDER = { M: HASH, attempt: POSITIVE, trustee: POSITIVE };
const MESSAGES = {
  trustee: object({ ...SENDER, signingKey: JWK, encryptionKey: JWK }),
  "key-commitment": object({ ...SENDER, commitment: HASH }),
  "key-share": object({ ...SENDER, shares: list(text(1, 2000)), public: object({ points: list(POINT, 1), proof: KNOWLEDGE }) }),
  "key-confirmation": object({ ...SENDER, T: HASH, Y: POINT, V: POINT, proof: KNOWLEDGE }),
  "key-check": object({ ...SENDER, T: HASH, D: POINT, proof: EQUALITY }),
};

/**
 * Checks one attempt that is complete.
 *
 * @param entries the exact bytes of its entries, in the order of the log
 * @param manifest of the attempt
 * @param anchor M, hexadecimal
 * @param attempt its number, from 1
 * @returns `{T (hexadecimal), Y, V}`
 * @throws Malformed or Refused, rule `ceremony`, with what is wrong
 */
export function checkCeremony(entries, manifest, anchor, attempt) {
  const messages = Object.fromEntries(GROUPS.map((group) => [group, new Map()]));
  const hashed = [];
  for (const bytes of entries) {
    const { type, message } = readMessage(bytes, messages, manifest);
    demand(message.M === anchor && message.attempt === attempt, `a ${type} is for another manifest or attempt`);
    demand(message.trustee <= manifest.trustees.length && !messages[type].has(message.trustee), `a ${type} too many`);
    messages[type].set(message.trustee, { ...message, bytes });
    if (IN_TRANSCRIPT.includes(type)) hashed.push(bigEndian(bytes.length, 4), bytes);
  }
  const count = manifest.trustees.length;
  for (const group of GROUPS) demand(messages[group].size === count, `not every trustee has sent a ${group}`);
  const place = { anchor, attempt, count, threshold: manifest.threshold };
  const T = sha256Hex(concat(...hashed));
  const shares = numbered(messages["key-share"], count);
  shares.forEach((share, i) => checkShare(share, messages["key-commitment"].get(i + 1), manifest.trustees[i], place));
  const Y = sum(shares.map((share) => share.public.points[0]));
  const V = shares.map((_, i) => sum(shares.map((share) => valueAt(share.public.points, i + 1))));
  demand(![Y, ...V].some((point) => point.is0()), "a joint key is infinity");
  numbered(messages["key-confirmation"], count).forEach((message, i) => checkConfirmation(message, { ...place, T, Y, V: V[i] }));
  numbered(messages["key-check"], count).forEach((message, i) => checkStored(message, { ...place, T, V: V[i] }));
  return { T, Y, V };
}

function readMessage(bytes, messages, manifest) {
  const written = new TextDecoder().decode(bytes);
  const head = /^\{"type":"([a-z-]+)","time":"[^"]+","signature":"([^"]+)","message":/.exec(written);
  const type = head?.[1];
  if (!head || !GROUPS.includes(type)) throw new Refused("ceremony", `an entry of type ${type} stands among the messages of the ceremony`);
  const body = bytes.slice(utf8(head[0]).length, -1);
  const typ = `urna-${type}`;
  const signature = detachedJws(typ)(head[2], "signature");
  const message = readAs(MESSAGES[type], body);
  const key = type === "trustee" ? message.signingKey : messages.trustee.get(message.trustee)?.signingKey;
  demand(key && thumbprint(key) === manifest.trustees[message.trustee - 1]?.thumbprint, `a ${type} is signed by another key than the manifest names`);
  demand(verifyDetached(signature, key, typ, body), `the signature of a ${type} does not hold`);
  return { type, message };
}

function checkShare(share, { commitment }, { thumbprint: print }, place) {
  const { points, proof } = share.public;
  const written = new TextDecoder().decode(share.bytes);
  const published = utf8(written.slice(written.lastIndexOf('"public":') + '"public":'.length, -2));
  demand(sha256Hex(published) === commitment, "a key-share is not the one committed to");
  demand(points.length === place.threshold && share.shares.length === place.count, "a key-share has another number of points or shares");
  const statement = start("trustee-key", place).integers(share.trustee, place.count, place.threshold).bytes(fromBase64Url(print)).points(...points);
  demand(verifyKnowledge(statement, points[0], proof), "the proof of a key-share does not hold");
}

function checkConfirmation(message, { T, Y, V, ...place }) {
  demand(message.T === T && message.Y.equals(Y) && message.V.equals(V), "a trustee confirms other keys than the published ones give");
  const statement = start("share-key", place).integers(message.trustee).bytes(fromHex(T)).points(V);
  demand(verifyKnowledge(statement, V, message.proof), "the proof of a key-confirmation does not hold");
}

function checkStored(message, { T, V, ...place }) {
  const H = start("key-check", place).bytes(fromHex(T)).toPoint();
  const statement = start("key-check", place).bytes(fromHex(T)).integers(message.trustee).points(V, H, message.D);
  demand(message.T === T && verifyEquality(statement, V, H, message.D, message.proof), "the proof of a key-check does not hold");
}

const start = (tag, { anchor, attempt }) => new Transcript(tag).bytes(fromHex(anchor)).integers(attempt);
const numbered = (messages, count) => Array.from({ length: count }, (_, i) => messages.get(i + 1));
const sum = (points) => points.reduce((total, point) => total.add(point), INFINITY);

/** `Σ k^j·A_j` by Horner's rule. */
const valueAt = (points, k) => points.reduceRight((value, point) => timesPublic(BigInt(k), value).add(point), INFINITY);

function demand(holds, otherwise) {
  if (!holds) throw new Refused("ceremony", otherwise);
}
