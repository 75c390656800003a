// SPDX-License-Identifier: Apache-2.0

// Entries of the board and what the manifest says, docs/protocol.md §4 and §12.
import { utf8 } from "./bytes.js";
import { sha256Hex } from "./hash.js";
import { TIME, readAs } from "./form.js";
import { read } from "./json.js";
import { Malformed, Refused } from "./malformed.js";
import { BALLOT_ENTRY, MANIFEST, MANIFEST_ENTRY, SETUP_ENTRY } from "./records.js";

const MAX_ENTRY_BYTES = 65535;
const MAX_INLINE_MANIFEST = 32768;
const MAX_MANIFEST = 4 << 20;
const FORMS = { manifest: MANIFEST_ENTRY, setup: SETUP_ENTRY, ballot: BALLOT_ENTRY };

/**
 * Reads the bytes of an entry of the board, strictly. Entries `manifest`, `setup` and `ballot` have their forms checked, with points and
 * keys decoded; of any other, the writing, `type` and `time`.
 */
export function readEntry(bytes) {
  if (bytes.length > MAX_ENTRY_BYTES) throw new Malformed("entry longer than 65535 bytes");
  const entry = read(bytes);
  const [type, time] = Object.keys(entry);
  if (Array.isArray(entry) || type !== "type" || time !== "time" || typeof entry.type !== "string") throw new Malformed("entry without type and time");
  TIME(entry.time, "time");
  return Object.hasOwn(FORMS, entry.type) ? FORMS[entry.type](entry, "") : entry;
}

/**
 * The manifest of a `manifest` entry.
 *
 * @param artifact its bytes, where the manifest is too long to stand in the entry
 */
export function manifestOf(entryBytes, artifact) {
  const entry = readEntry(entryBytes);
  if (entry.type !== "manifest") throw new Malformed("not a manifest entry");
  if (entry.manifest) {
    const around = utf8(`{"type":"manifest","time":"${entry.time}","manifest":}`).length;
    if (entryBytes.length - around > MAX_INLINE_MANIFEST) throw new Malformed("manifest too long to stand in its entry");
    return entry.manifest;
  }
  if (!artifact) throw new Refused("manifest-artifact", "the manifest stands in an artifact, which was not given");
  const rightLength = artifact.length === entry.artifact.length && artifact.length > MAX_INLINE_MANIFEST && artifact.length <= MAX_MANIFEST;
  if (!rightLength || sha256Hex(artifact) !== entry.artifact.sha256) {
    throw new Refused("manifest-artifact", "the artifact is not the one that the entry names");
  }
  return readAs(MANIFEST, artifact);
}

/** A text in the language asked for, else in its more general form, else in the manifest's first language. */
export function textIn(texts, tag, manifest) {
  return texts[tag] ?? texts[tag.split("-")[0]] ?? texts[manifest.languages[0]] ?? Object.values(texts)[0];
}

/** The ballot style with this id, or undefined. */
export function styleOf(manifest, id) {
  return manifest.styles.find((style) => style.id === id);
}

/** The contests of a style, in manifest order: the order of every ballot. */
export function contestsOf(manifest, style) {
  return manifest.contests.filter((contest) => style.contests.includes(contest.id));
}

/** The options or candidates of a contest; they are numbered from 1. */
export function candidatesOf(contest) {
  return contest.kind === "ranked" ? contest.candidates : contest.options;
}
