// SPDX-License-Identifier: Apache-2.0

// The key ceremony, as the verifying page checks it and the trustees' page holds it.
import { equal, equalList, textOf } from "./expect.js";
import { fromBase64Url, fromHex, utf8 } from "/assets/urna/bytes.js";
import { G, INFINITY, pointFrom, pointText, scalarFrom, scalarText, times, timesPublic } from "/assets/urna/group.js";
import { Transcript, sha256Hex } from "/assets/urna/hash.js";
import { ephemeralOf, openShare } from "/assets/trustee/sealing.js";
import { Ceremony, at } from "/assets/verify/ceremony.js";
import { readPosted } from "/assets/verify/entries.js";
import { Findings } from "/assets/verify/findings.js";
import { decide } from "/assets/verify/sealedshare.js";

const casesOf = async () => (await (await fetch("/vectors/ceremony.json")).json()).cases;
const equalityOf = ([w, w2, z]) => ({ w: pointFrom(w), w2: pointFrom(w2), z: scalarFrom(z) });

function newState({ M, attempt, t }, trustees) {
  return { manifest: { trustees, threshold: t }, M, attempts: attempt, signingKeys: new Map(), T: undefined, computedKey: undefined };
}

/** The reasons for which rows of the ceremony fail. */
const faults = (findings) => findings.rows().flatMap(({ failures }) => failures.filter(({ entry }) => entry !== undefined).map(({ reason }) => reason));

/** A whole ceremony from its entries: the transcript and the keys that follow from it are the ones that the case gives. */
async function ceremony(fields) {
  const state = newState(fields, fields.trustees.map(({ index, thumbprint }) => ({ name: `trustee ${index}`, thumbprint })));
  const findings = new Findings();
  const chapter = new Ceremony(state, findings, new Map());
  const steps = { trustee: "trustee", "key-commitment": "commitment", "key-share": "share", "key-confirmation": "confirmation", "key-check": "check" };
  for (const [index, text] of [...fields.entries, ...fields.proofEntries].entries()) {
    const bytes = utf8(text);
    const posted = readPosted(bytes);
    equal(chapter.identity(index, posted), true, `entry ${index} is by its trustee`);
    chapter[steps[posted.type]](index, posted, bytes);
    if (index === fields.entries.length - 1) equal(state.T, fields.T, "T");
  }
  equalList(faults(findings), [], "faults");
  equal(pointText(state.computedKey.Y), fields.Y, "Y");
  equal(pointText(times(scalarFrom(fields.electionSecret), G)), fields.Y, "Y of the secret");
  equal(pointText(new Transcript("key-check").bytes(fromHex(fields.M)).integers(fields.attempt).bytes(fromHex(fields.T)).toPoint()), fields.H, "H");
  for (const trustee of fields.trustees) await checkDealt(trustee);
  for (const { index, secret, V } of fields.trusteeShares) {
    equal(pointText(state.computedKey.V[index - 1]), V, `V of trustee ${index}`);
    equal(pointText(times(scalarFrom(secret), G)), V, `V of the secret of trustee ${index}`);
  }
  return true;
}

async function checkDealt({ coefficients, points, encryptionSecret, encryptionKey, index, public: opened, commitment, shares, sealed }) {
  equalList(coefficients.map((each) => pointText(times(scalarFrom(each), G))), points, "points");
  const own = pointText(times(scalarFrom(encryptionSecret), G));
  equalList([...fromBase64Url(own)], [...fromBase64Url(encryptionKey.x), ...fromBase64Url(encryptionKey.y)], "encryption key");
  equal(sha256Hex(utf8(opened)), commitment, "commitment");
  const receiver = scalarFrom(encryptionSecret);
  equal(scalarText(await openShare(sealed[index - 1], receiver)), shares[index - 1], "share to itself");
}

function share({ points, receiver, share: text }) {
  const value = scalarFrom(text);
  const own = value === 0n ? INFINITY : timesPublic(value, G);
  return textOf(own) === textOf(at(points.map(pointFrom), receiver));
}

/** As `key-share` is checked: everything but the proof is in order. */
async function trusteeKey({ M, attempt, index, n, t, thumbprint, points, proof: [w, z] }) {
  const trustees = Array.from({ length: n }, (_, i) => ({ name: `trustee ${i + 1}`, thumbprint: i + 1 === index ? thumbprint : "" }));
  const findings = new Findings();
  const { jwe } = (await casesOf()).find(({ operation }) => operation === "sealed");
  const message = { trustee: index, shares: Array(n).fill(jwe), public: { points: points.map(pointFrom), proof: { w: pointFrom(w), z: scalarFrom(z) } } };
  new Ceremony(newState({ M, attempt, t }, trustees), findings, new Map()).share(0, { entry: { message }, publicPart: new Uint8Array(0) }, new Uint8Array(0));
  const [row] = findings.rows().filter(({ check }) => check === "key-share");
  return row.failures.filter(({ entry }) => entry === 0).length === 0;
}

async function sealed({ recipient, jwe, epk, shared, share: expected }) {
  const d = scalarFrom(recipient);
  const value = await openShare(jwe, d);
  if (value === undefined) return false;
  equal(pointText(ephemeralOf(jwe)), epk, "ephemeral key");
  equal(pointText(times(d, ephemeralOf(jwe))), shared, "shared point");
  return equal(scalarText(value), expected, "share");
}

/** The share is good: whoever complains is at fault, with a true complaint for that reason, with a false one because it proves nothing. */
async function complaint({ M, attempt, T, accuser, against, encryptionKey, jwe, D, proof }) {
  const receiver = pointFrom(encryptionKey);
  const dealt = (await casesOf())[0].trustees[1].points.map(pointFrom);
  const bound = new Transcript("complaint").bytes(fromHex(M)).integers(attempt).bytes(fromHex(T)).integers(accuser, against).points(receiver);
  const revealed = { D: pointFrom(D), proof: equalityOf(proof) };
  const { atFault, reason } = await decide({ trustee: accuser, against, revealed }, jwe, receiver, bound, at(dealt, accuser));
  equal(atFault, accuser, "at fault");
  return reason === "the share is the value of the published polynomial";
}

export const CHECKS = { ceremony: { ceremony, share, "trustee-key": trusteeKey, sealed, complaint } };
