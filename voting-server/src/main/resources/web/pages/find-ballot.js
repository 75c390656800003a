// SPDX-License-Identifier: Apache-2.0

// Finds a ballot on the board without telling the server which: the list of all trackers is compared here, and of the board only whole
// stretches are read. Then everything the server said is checked (docs/protocol.md §3, §7, §8).
import { apiPath, boardPath, getBytes, getText } from "../app/api.js";
import { same } from "../urna/bytes.js";
import { readElection } from "../urna/election.js";
import { sha256Hex } from "../urna/hash.js";
import { inclusionFromTiles, leafHash, readCheckpoint, verifyInclusion } from "../urna/log.js";
import { readEntry } from "../urna/manifest.js";
import { loadArtifact } from "./load.js";

const ROW_BYTES = 12;
const INDEX_BYTES = 4;
/** Entries are read in stretches of so many, so that the server does not learn which one is meant. */
const STRETCH = 32;
const BALLOT = '"ballot":{';

/**
 * Looks for the ballot that `wanted` (of `parseTracker`) stands for.
 *
 * @returns `{status: "absent"}`, or `{status: "found", index, time, entry, hash, E, checks: [{name, ok, detail}]}`: what was checked, and
 *   whether it held
 */
export async function findBallot({ id, about }, wanted) {
  const indexes = await matching(id, wanted);
  const found = await firstOf(id, indexes, wanted);
  if (found === undefined) return { status: "absent" };
  const { index, entry } = found;
  const checks = [];
  const add = async (name, check) => checks.push({ name, ...(await outcome(check)) });
  let board;
  let checkpoint;
  await add("hash", () => wanted.matches(found.hash));
  await add("election", async () => {
    const { E, manifest } = await sealed(id, about);
    board = manifest.keys.board;
    return E === found.E;
  });
  await add("checkpoint", async () => {
    checkpoint = readCheckpoint(await getText(boardPath(id, "checkpoint")), board);
    return true;
  });
  await add("inclusion", async () => {
    const { leaf, proof } = await inclusionFromTiles((path) => getBytes(boardPath(id, path)), index, checkpoint.size);
    const own = leafHash(entry);
    return same(leaf, own) && verifyInclusion({ index, size: checkpoint.size, leaf: own, proof, root: checkpoint.root });
  });
  return { status: "found", ...found, checks };
}

/** The manifest and the fingerprint `E` of the seal, which two officers of that manifest signed. */
async function sealed(id, about) {
  const [manifestEntry, setupEntry] = await Promise.all([about.manifestIndex, about.setupIndex].map((index) => getBytes(apiPath(id, `/entries/${index}`))));
  const { artifact } = readEntry(manifestEntry);
  return readElection({ manifestEntry, setupEntry, manifest: artifact && (await loadArtifact(id, artifact)) });
}

/** The entry that is wanted among those whose first bytes fit; if none is, the first of them, so that what is wrong with it is seen. */
async function firstOf(id, indexes, wanted) {
  let first;
  for (const index of indexes) {
    const entry = await entryAt(id, index);
    const read = { index, entry, ...described(entry) };
    if (wanted.matches(read.hash)) return read;
    first ??= read;
  }
  return first;
}

/** Indexes whose published first bytes are those of the hash that is wanted; the whole list is always read. */
async function matching(id, wanted) {
  const matches = [];
  for (let from = 0; ; ) {
    const rows = await getBytes(apiPath(id, `/trackers?from=${from}`));
    if (rows.length === 0) break;
    const view = new DataView(rows.buffer, rows.byteOffset);
    let last = from;
    for (let at = 0; at + ROW_BYTES <= rows.length; at += ROW_BYTES) {
      last = view.getUint32(at);
      if (wanted.startsWith(rows.subarray(at + INDEX_BYTES, at + ROW_BYTES))) matches.push(last);
    }
    if (last < from) throw new Error("the list of trackers does not ascend");
    from = last + 1;
  }
  return matches;
}

async function entryAt(id, index) {
  const first = index - (index % STRETCH);
  const lines = await getBytes(apiPath(id, `/entries?from=${first}&count=${STRETCH}`));
  let start = 0;
  for (let skipped = 0; skipped < index - first; skipped++) start = lines.indexOf(0x0a, start) + 1;
  const end = lines.indexOf(0x0a, start);
  return lines.slice(start, end < 0 ? lines.length : end);
}

function described(bytes) {
  const text = new TextDecoder().decode(bytes);
  try {
    const entry = JSON.parse(text);
    const start = text.indexOf(BALLOT) + BALLOT.length - 1;
    // entries are ASCII, so that characters and bytes count alike
    return { time: entry.time, E: entry.ballot.E, hash: sha256Hex(bytes.subarray(start, bytes.length - 1)) };
  } catch {
    return { time: undefined, E: undefined, hash: sha256Hex(new Uint8Array()) };
  }
}

async function outcome(check) {
  try {
    return { ok: Boolean(await check()) };
  } catch (error) {
    if (error.code === "offline") throw error;
    return { ok: false, detail: error.message };
  }
}
