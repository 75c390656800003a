// SPDX-License-Identifier: Apache-2.0

// Where the election's two entries come from: the server that sent this page, or a file that was saved from it before.
import { utf8 } from "../urna/bytes.js";
import { sha256Hex } from "../urna/hash.js";

/** Whether the page came from a server, rather than from the reader's disk. */
export const online = /^https?:$/.test(location.protocol);

/**
 * The entries of the election with this fingerprint, from the server of this page.
 *
 * @returns a promise of `{manifestEntry, setupEntry, manifest?}` (bytes), or undefined if the server has no such election
 */
export async function electionFromServer(E) {
  const list = await (await get("/api/v1/elections")).json();
  for (const { election } of list) {
    const state = await (await get(`/api/v1/elections/${election}`)).json();
    if (state.E === E) return entriesOf(election, state);
  }
  return undefined;
}

async function entriesOf(election, { manifestIndex, setupIndex }) {
  const entry = async (index) => bytesOf(await get(`/api/v1/elections/${election}/entries/${index}`));
  const entries = { manifestEntry: await entry(manifestIndex), setupEntry: await entry(setupIndex) };
  const artifact = JSON.parse(new TextDecoder().decode(entries.manifestEntry)).artifact;
  if (artifact) entries.manifest = await bytesOf(await get(`/e/${election}/board/artifact/${artifact.sha256}`));
  return entries;
}

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

const bytesOf = async (answer) => new Uint8Array(await answer.arrayBuffer());

/** The text of an election file: the entries exactly, as strings. */
export function electionFile(entries) {
  const texts = Object.entries(entries).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
  return JSON.stringify({ type: "election", ...Object.fromEntries(texts) });
}

/** Reads an election file; undefined if it is none. */
export function electionFromFile(text) {
  try {
    const { type, manifestEntry, setupEntry, manifest } = JSON.parse(text);
    if (type !== "election") return undefined;
    const entries = { manifestEntry: utf8(manifestEntry), setupEntry: utf8(setupEntry) };
    return manifest === undefined ? entries : { ...entries, manifest: utf8(manifest) };
  } catch {
    return undefined;
  }
}

/** The fingerprint of the election whose ballot a challenge file holds, as far as it can be seen without reading it strictly. */
export function fingerprintIn(challengeText) {
  return /"ballot":\{"E":"([0-9a-f]{64})"/.exec(challengeText)?.[1];
}

export const fingerprintOf = (entries) => sha256Hex(entries.setupEntry);
