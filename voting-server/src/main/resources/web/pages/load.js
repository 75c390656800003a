// SPDX-License-Identifier: Apache-2.0

// What the public pages fetch: an election as the server describes it, and its manifest as the board holds it.
import { apiPath, boardPath, getBytes, getJson, getText, Refusal } from "../app/api.js";
import { useEffect, useState } from "../app/html.js";
import { bytesToHex } from "../vendor/noble-hashes/utils.js";
import { sha256 } from "../vendor/noble-hashes/sha2.js";

/** Runs `work` when the component appears and when `retry` is called: `{value, error, retry}`. */
export function useLoad(work) {
  const [state, setState] = useState({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    setState({});
    work().then(
      (value) => current && setState({ value }),
      (error) => current && setState({ error }),
    );
    return () => {
      current = false;
    };
  }, [round]);
  return { ...state, retry: () => setRound(round + 1) };
}

/**
 * The election `id`: `{id, about, manifest, skew}`. `about` is the server's description; `manifest` is null while the election is a draft; `skew`
 * is how many milliseconds the server's clock is ahead of this device's.
 */
export async function loadElection(id) {
  const about = await getJson(apiPath(id));
  const skew = Date.parse(about.now) - Math.floor(Date.now() / 60_000) * 60_000;
  const manifest = about.manifestIndex === undefined ? null : await loadManifest(id, about.manifestIndex);
  return { id, about, manifest, skew };
}

async function loadManifest(id, index) {
  const entry = JSON.parse(await getText(apiPath(id, `/entries/${index}`)));
  if (entry.manifest) return entry.manifest;
  return JSON.parse(new TextDecoder().decode(await loadArtifact(id, entry.artifact)));
}

/** The bytes of a board's artifact, checked against the hash that an entry names. */
export async function loadArtifact(id, { sha256: expected }) {
  const bytes = await getBytes(boardPath(id, `artifact/${expected}`));
  if (bytesToHex(sha256(bytes)) !== expected) throw new Refusal("artifact-altered", expected);
  return bytes;
}

/** The candidates or options of a contest, whichever it has. */
export function candidatesOf(contest) {
  return contest.options ?? contest.candidates ?? [];
}

/** Numbers (from 1) of the candidates of `contest` who have withdrawn. */
export function withdrawnOf(about, contest) {
  return new Set((about.withdrawn ?? []).filter((each) => each.contest === contest.id).map((each) => each.candidate));
}
