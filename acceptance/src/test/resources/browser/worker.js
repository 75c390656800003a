// SPDX-License-Identifier: Apache-2.0

// A voter's way through the booth's worker, as the page goes it.
import { Booth } from "/assets/urna/booth.js";

const bytesOf = async (name) => new Uint8Array(await (await fetch(`/examples/${name}`)).arrayBuffer());

/** The rule by which a call is refused; empty if it is not. */
async function refusal(call) {
  try {
    await call();
    return "";
  } catch (error) {
    return error.rule;
  }
}

/** Loads the example election, encrypts, tests, encrypts anew and signs; tries everything that is out of order. */
export async function vote({ code, style, answers }) {
  const booth = await Booth.start();
  const entries = { manifestEntry: await bytesOf("entry-manifest.json"), setupEntry: await bytesOf("entry-setup.json") };
  const refused = {};
  refused.early = await refusal(() => booth.enterCode(code));
  const { E, M, manifest, booth: files } = await booth.load(entries);
  const { K } = await booth.enterCode(code);
  refused.unencrypted = await refusal(() => booth.sign());
  refused.answer = await refusal(() => booth.encrypt(style, answers.map((answer) => ({ ...answer, marks: [9] }))));
  const progress = [];
  const tested = await booth.encrypt(style, answers, (done, total) => progress.push([done, total]));
  const challenge = await booth.challenge();
  refused.signAfterChallenge = await refusal(() => booth.sign());
  const cast = await booth.encrypt(style, answers);
  const request = new TextDecoder().decode(await booth.sign());
  const again = new TextDecoder().decode(await booth.sign());
  refused.challengeAfterSign = await refusal(() => booth.challenge());
  const left = refusal(() => booth.encrypt(style, answers));
  booth.end();
  refused.left = await left;
  refused.ended = await refusal(() => booth.sign());
  return {
    E, M, K, title: manifest.title, files: files.length, progress, challenge, request, again, refused,
    tested: { tracker: tested.tracker, hash: tested.ballotHash },
    cast: { tracker: cast.tracker, hash: cast.ballotHash, bytes: new TextDecoder().decode(cast.bytes) },
  };
}

/** The rule by which a setup is refused that is not the officers'. */
export async function loadAltered({ from, to }) {
  const booth = await Booth.start();
  const setup = new TextDecoder().decode(await bytesOf("entry-setup.json"));
  const entries = { manifestEntry: await bytesOf("entry-manifest.json"), setupEntry: new TextEncoder().encode(setup.replace(from, to)) };
  const rule = await refusal(() => booth.load(entries));
  booth.end();
  return rule;
}
