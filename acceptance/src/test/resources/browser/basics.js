// SPDX-License-Identifier: Apache-2.0
import { equal, equalList, textOf, withParts } from "./expect.js";
import { fromBase64Url, fromHex, toBase64Url, toBigInt, toHex, utf8 } from "/assets/urna/bytes.js";
import { looksLikeCode, parseCode } from "/assets/urna/code.js";
import { credentialOf } from "/assets/urna/credential.js";
import {
  INFINITY, decodePoint, decodeScalar, inverse, normalised, pointFrom, pointText, reduce, scalarFrom, scalarText, times, timesPublic,
} from "/assets/urna/group.js";
import { Transcript } from "/assets/urna/hash.js";
import { read, write } from "/assets/urna/json.js";
import { Malformed } from "/assets/urna/malformed.js";
import { Blind, encrypt, verifyEquality, verifyKnowledge, verifyMembership } from "/assets/urna/proof.js";
import { parseTracker, trackerOf } from "/assets/urna/tracker.js";
import { expand_message_xmd } from "/assets/vendor/noble-curves/abstract/hash-to-curve.js";
import { sha256 } from "/assets/vendor/noble-hashes/sha2.js";

function hashed(fields) {
  const transcript = withParts(new Transcript(fields.tag), fields.parts);
  return fields.encoding === undefined || equal(toHex(transcript.encoded), fields.encoding, "encoding") ? transcript : undefined;
}

function code({ written, code: canonical, first19 }) {
  const parsed = parseCode(written);
  if (!parsed.ok) throw new Malformed(parsed.reason);
  equal(looksLikeCode(written), true, "looks like a code");
  equal(parseTracker(written).reason, "code", "as a tracker");
  return equal(parsed.written, canonical, "written") && equal(parsed.code, first19, "first 19");
}

async function credential(fields) {
  const { code: first19 } = parseCode(fields.code);
  const { x, K } = await credentialOf(fields.election, first19);
  equal((await credentialOf(fields.election, first19, null)).x, x, "x without the browser's own PBKDF2");
  return equal(scalarText(x), fields.x, "x") && equal(pointText(K), fields.K, "K");
}

function tracker(fields) {
  equal(trackerOf(fields.hash), fields.tracker, "tracker");
  equal(looksLikeCode(fields.tracker), false, "looks like a code");
  const parsed = parseTracker(` ${fields.tracker.toLowerCase().replaceAll("-", " ")}`);
  equal(parsed.written, fields.tracker, "written");
  equal(parsed.startsWith(fromHex(fields.hash.slice(0, 16))), true, "start of the hash");
  return parsed.matches(fields.hash) && parseTracker(fields.hash).matches(fields.hash);
}

function arithmetic(fields) {
  const left = scalarFrom(fields.left);
  const right = scalarFrom(fields.right);
  const results = { sum: left + right, difference: left - right, product: left * right, negated: -left };
  for (const [name, value] of Object.entries(results)) equal(scalarText(reduce(value)), fields[name], name);
  return fields.inverse === undefined || equal(scalarText(inverse(left)), fields.inverse, "inverse");
}

function product({ scalar, point, product: expected }) {
  const k = scalarFrom(scalar);
  equal(textOf(k === 0n ? INFINITY : timesPublic(k, pointFrom(point))), expected ?? "infinity", "of a public scalar");
  return equal(textOf(times(k, pointFrom(point))), expected ?? "infinity", "of a secret scalar");
}

function encryption({ Y, m, r, alpha, beta }) {
  const pair = normalised(encrypt(pointFrom(Y), m, scalarFrom(r), new Blind()));
  return equal(pointText(pair[0]), alpha, "alpha") && equal(pointText(pair[1]), beta, "beta");
}

function pairs(left, right, result) {
  return [0, 1].every((half) => equal(textOf(pointFrom(left[half]).add(right(half))), result[half], "half"));
}

function knowledge({ tag, statement, X, W, z }) {
  return verifyKnowledge(withParts(new Transcript(tag), statement), pointFrom(X), { w: pointFrom(W), z: scalarFrom(z) });
}

function equality({ tag, statement, X, A, D, proof: [w, w2, z] }) {
  const proof = { w: pointFrom(w), w2: pointFrom(w2), z: scalarFrom(z) };
  return verifyEquality(withParts(new Transcript(tag), statement), pointFrom(X), pointFrom(A), pointFrom(D), proof);
}

function membership(fields) {
  const [alpha, beta, K, Y] = [fields.alpha, fields.beta, fields.K, fields.Y].map(pointFrom);
  const branches = [];
  for (let i = 0; i < fields.proof.length; i += 4) {
    const scalars = fields.proof.slice(i + 2, i + 4).map(scalarFrom);
    branches.push({ a: pointFrom(fields.proof[i]), b: pointFrom(fields.proof[i + 1]), c: scalars[0], z: scalars.at(-1) });
  }
  const statement = new Transcript("membership").bytes(fromHex(fields.E)).text(fields.contest).text(fields.place).points(K, Y, alpha, beta);
  return verifyMembership(statement.integers(...fields.values), Y, alpha, beta, fields.values, branches);
}

export const CHECKS = {
  hashes: {
    expand: ({ dst, message, length, output }) => equal(toHex(expand_message_xmd(fromHex(message), utf8(dst), length, sha256)), output, "output"),
    "hash-to-scalar": (fields) => equal(scalarText(hashed(fields).toScalar()), fields.scalar, "scalar"),
    "hash-to-point": (fields) => equal(pointText(hashed(fields).toPoint()), fields.point, "point"),
  },
  challenges: { challenge: (fields) => equal(scalarText(hashed(fields).toScalar()), fields.scalar ?? fields.challenge, "challenge") },
  points: {
    decode: ({ bytes, text }) => equal(pointText(decodePoint(fromHex(bytes))), text, "text") && equal(toHex(fromBase64Url(text)), bytes, "bytes"),
    sum: ({ left, right, point }) => equal(textOf(pointFrom(left).add(pointFrom(right))), point ?? "infinity", "sum"),
    product,
  },
  scalars: {
    decode: ({ bytes, text, decimal }) => {
      const value = decodeScalar(fromHex(bytes));
      return equal(scalarText(value), text, "text") && equal(String(value), decimal, "value") && equal(toBigInt(fromHex(bytes)), value, "bytes");
    },
    arithmetic,
  },
  base64url: {
    decode: ({ text, bytes }) => equal(toHex(fromBase64Url(text)), bytes, "bytes") && equal(toBase64Url(fromHex(bytes)), text, "text"),
  },
  "voting-codes": { code },
  credentials: { credential, tracker },
  elgamal: {
    encrypt: encryption,
    add: ({ left, right, result }) => pairs(left, (half) => pointFrom(right[half]), result),
    multiply: ({ ciphertext, factor, result }) =>
      equalList(ciphertext.map((point) => textOf(times(BigInt(factor), pointFrom(point)))), result, "multiple"),
  },
  "knowledge-proofs": { knowledge },
  "equality-proofs": { equality },
  "membership-proofs": { membership },
  json: { read: ({ json }) => equal(write(read(utf8(json))), json, "written again") },
};
