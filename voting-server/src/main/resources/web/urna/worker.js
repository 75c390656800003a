// SPDX-License-Identifier: Apache-2.0

// The booth's worker: the only place that knows the credential's secret and a ballot's randomness. It answers one message after the other;
// answers hold nothing secret until the voter asks for a challenge file.
import { encryptBallot } from "./ballot.js";
import { signBallot } from "./ballotcheck.js";
import { challengeText } from "./check.js";
import { concat, utf8 } from "./bytes.js";
import { credentialOf } from "./credential.js";
import { readElection } from "./election.js";
import { pointText, precompute, scalarText } from "./group.js";
import { read, write } from "./json.js";
import { Refused, described } from "./malformed.js";
import { contestsOf, styleOf } from "./manifest.js";
import { checkReceipt } from "./receipt.js";

let election;
let credential;
/** `{bytes, hash, tracker, openings, request?}`: `request` exists from the moment it is signed. */
let ballot;

const calls = {
  load(entries) {
    election = readElection(entries);
    credential = ballot = undefined;
    precompute(election.Y);
    const manifest = read(entries.manifest ?? entries.manifestEntry);
    return { manifest: manifest.manifest ?? manifest, E: election.E, M: election.M, booth: election.booth };
  },

  async enterCode(code) {
    ballot = undefined;
    credential = await credentialOf(need(election, "load").manifest.election, code);
    return { K: pointText(credential.K) };
  },

  encrypt(styleId, answers, progress) {
    const { manifest, E, Y } = need(election, "load");
    const { K } = need(credential, "enterCode");
    const style = styleOf(manifest, styleId);
    if (!style) throw new Refused("style", "the election has no such ballot style");
    ballot = undefined;
    ballot = encryptBallot({ E, K, Y }, contestsOf(manifest, style), answers, progress);
    return { tracker: ballot.tracker, ballotHash: ballot.hash, bytes: ballot.bytes };
  },

  sign() {
    const { bytes, hash, request } = need(ballot, "encrypt");
    if (request) return request;
    const { w, z } = signBallot(election.E, credential.K, credential.x, hash);
    ballot.request = concat(utf8(`{"signature":${write([pointText(w), scalarText(z)])},"ballot":`), bytes, utf8("}"));
    ballot.openings = undefined;
    return ballot.request;
  },

  challenge() {
    const { request } = need(ballot, "encrypt");
    if (request) throw new Refused("signed", "a ballot that was signed to be cast is not opened");
    const text = challengeText(ballot);
    ballot = undefined;
    return text;
  },

  checkReceipt(jws, entry) {
    const { tracker, hash, request } = need(ballot, "encrypt");
    const expected = { E: election.E, tracker, ballotHash: hash, request };
    const found = checkReceipt(jws, expected, election.manifest);
    return found.ok || !entry ? found : checkReceipt(jws, { ...expected, entry }, election.manifest);
  },
};

function need(value, call) {
  if (!value) throw new Refused("order", `${call} comes first`);
  return value;
}

let queue = Promise.resolve();

self.addEventListener("message", ({ data: { id, call, args } }) => {
  const progress = (done, total) => self.postMessage({ id, progress: [done, total] });
  queue = queue.then(async () => {
    try {
      self.postMessage({ id, value: await calls[call](...args, progress) });
    } catch (error) {
      self.postMessage({ id, error: described(error) });
    }
  });
});

self.postMessage({ id: 0, value: "loaded" });
