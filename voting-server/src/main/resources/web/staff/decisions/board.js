// SPDX-License-Identifier: Apache-2.0

// The board as an officer's browser reads it before signing: a checkpoint that the board's key has signed, and under it either every entry or,
// where there are too many, those that matter, each with its proof.
import { apiPath, boardPath, getBytes, getJson, getText } from "../../app/api.js";
import { same, utf8 } from "../../urna/bytes.js";
import { sha256Hex } from "../../urna/hash.js";
import { inclusionFromTiles, leafHash, readCheckpoint, rootOf, verifyInclusion } from "../../urna/log.js";
import { manifestOf } from "../../urna/manifest.js";
import { read } from "../../urna/json.js";
import { Refused } from "../../urna/malformed.js";
import { ACTIONS, readDecision } from "./decision.js";

/** Up to here a browser reads the whole log; ballots are some kilobytes each. */
const MOST_ENTRIES = 4000;
const PAGE = 100;

/**
 * Reads an election's board.
 *
 * @returns a promise of `{id, about, manifest, M, E (or null), size, root, complete, entries, decided}`; `entries` is `[{index, type, bytes}]`,
 *   all of them where `complete`; `decided` the decisions that stand among them, in order
 * @throws Refused rule `board` where something does not belong together; Malformed
 */
export async function readBoard(id) {
  const about = await getJson(apiPath(id));
  if (about.manifestIndex === undefined) throw new Refused("board", "the election is a draft: nothing is on its board yet");
  const note = await getText(boardPath(id, "checkpoint"));
  const first = await entry(id, about.manifestIndex);
  const manifest = await manifestAt(id, first);
  if (manifest.election !== id) throw new Refused("board", "the manifest is of another election");
  const checkpoint = readCheckpoint(note, manifest.keys.board);
  const complete = checkpoint.size <= MOST_ENTRIES;
  const entries = complete ? await everything(id, checkpoint) : await withProofs(id, about, checkpoint);
  return { id, about, manifest, ...anchors(entries, first), size: checkpoint.size, root: checkpoint.root, complete, entries, decided: decisions(entries) };
}

async function manifestAt(id, bytes) {
  const artifact = read(bytes).artifact;
  return manifestOf(bytes, artifact && (await getBytes(boardPath(id, `artifact/${artifact.sha256}`))));
}

const entry = (id, index) => getBytes(apiPath(id, `/entries/${index}`));

/** Every entry; the tree over them must be the one that the board's key has signed. */
async function everything(id, { size, root }) {
  const entries = [];
  while (entries.length < size) {
    const page = await getText(apiPath(id, `/entries?from=${entries.length}&count=${Math.min(PAGE, size - entries.length)}`));
    const lines = page.split("\n").filter(Boolean).map(utf8);
    if (lines.length === 0) throw new Refused("board", "the server gives fewer entries than its checkpoint counts");
    lines.forEach((bytes) => entries.push(named(entries.length, bytes)));
  }
  if (!same(rootOf(entries.map(({ bytes }) => leafHash(bytes))), root)) throw new Refused("board", "the entries are not those of the signed checkpoint");
  return entries;
}

/** The entries that the server says matter, each proven to stand where it says. That there are no others is not shown by this. */
async function withProofs(id, about, { size, root }) {
  const decided = (await getJson(apiPath(id, "/decisions"))).map((each) => each.index);
  const wanted = [about.manifestIndex, about.setupIndex, ...decided].filter((index) => index !== undefined && index < size);
  const tiles = new Map();
  const tile = (path) => tiles.get(path) ?? tiles.set(path, getBytes(boardPath(id, path))).get(path);
  const entries = [];
  for (const index of [...new Set(wanted)].sort((a, b) => a - b)) {
    const bytes = await entry(id, index);
    const { proof } = await inclusionFromTiles(tile, index, size);
    if (!verifyInclusion({ index, size, leaf: leafHash(bytes), proof, root })) throw new Refused("board", `entry ${index} does not stand under the signed checkpoint`);
    entries.push(named(index, bytes));
  }
  return entries;
}

const named = (index, bytes) => ({ index, type: /^\{"type":"([a-z-]+)"/.exec(new TextDecoder().decode(bytes.slice(0, 80)))?.[1], bytes });

/** The hashes that decisions refer to: of the latest manifest and of the setup. */
function anchors(entries, manifestEntry) {
  const latest = entries.filter(({ type }) => type === "manifest").at(-1);
  if (!latest || !same(latest.bytes, manifestEntry)) throw new Refused("board", "the latest manifest is another than the server names");
  const setup = entries.find(({ type }) => type === "setup");
  return { M: sha256Hex(latest.bytes), E: setup ? sha256Hex(setup.bytes) : null };
}

function decisions(entries) {
  return entries
    .filter(({ type, bytes }) => ACTIONS.includes(type) && new TextDecoder().decode(bytes).includes(',"decision":{'))
    .map(({ bytes }) => {
      const written = new TextDecoder().decode(bytes);
      return readDecision(written.slice(written.indexOf(',"decision":{') + ',"decision":'.length, -1));
    });
}
