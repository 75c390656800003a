// SPDX-License-Identifier: Apache-2.0

// What an election is about, docs/protocol.md §4: check `manifest`.
import { readAs } from "../urna/form.js";
import { sha256Hex } from "../urna/hash.js";
import { candidatesOf } from "../urna/manifest.js";
import { thumbprint } from "../urna/jws.js";
import { MANIFEST } from "../urna/records.js";
import { problemsOf } from "./manifestrules.js";

const MOST_BYTES = 4 << 20;

/** A manifest begins a new attempt at the key ceremony. */
export async function onManifest(index, { entry }, bytes, { state, findings, artifacts }) {
  findings.checked("manifest");
  let { manifest } = entry;
  if (!manifest) {
    if (entry.artifact.length > MOST_BYTES) {
      findings.fail("manifest", "the manifest is too long", index);
      return;
    }
    manifest = readAs(MANIFEST, await artifacts.bytes(index, entry.artifact));
  }
  for (const problem of problemsOf(manifest)) findings.fail("manifest", problem, index);
  const before = state.manifest;
  const M = sha256Hex(bytes);
  if (before) {
    const kept =
      before.election === manifest.election && before.origin === manifest.origin &&
      before.keys.board.text === manifest.keys.board.text && before.keys.cosigner.text === manifest.keys.cosigner.text;
    findings.require("manifest", kept, "a later manifest has another election, origin or board key", index);
  } else {
    state.firstManifest = M;
  }
  for (const { statement, picture } of manifest.contests.flatMap(candidatesOf)) {
    for (const { artifact } of statement ?? []) await artifacts.require(index, artifact);
    if (picture) await artifacts.require(index, picture.artifact);
  }
  Object.assign(state, { manifest, M, T: undefined, computedKey: undefined, deadline: manifest.schedule.closes });
  state.attempts++;
  state.signingKeys.clear();
  state.officers = new Map(manifest.officers.map(({ key }) => [thumbprint(key), key]));
}
