// SPDX-License-Identifier: Apache-2.0

// The bulletin board as a log, docs/protocol.md §3: RFC 6962 hashes, C2SP tiles and signed checkpoints.
import { ed25519 } from "../vendor/noble-curves/ed25519.js";
import { concat, fromBase64, same, toHex, utf8 } from "./bytes.js";
import { parseVkey } from "./form.js";
import { sha256 } from "./hash.js";
import { Malformed, Refused } from "./malformed.js";

const TILE_WIDTH = 256;
const HASH_BYTES = 32;
const ED25519 = 1;
const MAX_SIGNATURES = 64;
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of an entry as a leaf. */
export const leafHash = (entry) => sha256(concat(LEAF, entry));

export const nodeHash = (left, right) => sha256(concat(NODE, left, right));

/** The greatest power of two below `size`. */
function split(size) {
  let half = 1;
  while (2 * half < size) half *= 2;
  return half;
}

/** Root of the tree over these leaf hashes (or over hashes of full subtrees of one height). */
export function rootOf(hashes) {
  if (hashes.length === 0) return sha256(new Uint8Array(0));
  if (hashes.length === 1) return hashes[0];
  const half = split(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half)));
}

/**
 * Whether the leaf with this hash stands at `index` in the tree of `size` leaves with this root (RFC 9162 §2.1.3.2).
 * Hashes are `Uint8Array`s of 32 bytes, `proof` a list of them.
 */
export function verifyInclusion({ index, size, leaf, proof, root }) {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0 || sibling.length !== HASH_BYTES) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && same(hash, root);
}

/** Path of a hash tile below the board, or of a bundle of entries (level `"entries"`). */
export function tilePath(level, index, width = TILE_WIDTH) {
  const groups = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift((groups.length === 0 ? "" : "x") + String(rest % 1000).padStart(3, "0"));
  }
  return `tile/${level}/${groups.join("/")}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

/** The entries of a bundle, of which there must be `width` where that is known. */
export function readBundle(bytes, width) {
  const entries = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + 2 + bytes[at] * 256 + bytes[at + 1];
    if (!(end <= bytes.length)) throw new Malformed("bundle that ends inside an entry");
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (width !== undefined && entries.length !== width) throw new Malformed("bundle with another number of entries");
  return entries;
}

/**
 * The inclusion proof of an entry, from the board's tiles.
 *
 * @param fetchTile from a path below the board to a promise of the tile's bytes
 * @returns a promise of `{leaf, proof}`: the hash that the tiles have for the entry, to be compared with the entry's own, and its proof
 */
export async function inclusionFromTiles(fetchTile, index, size) {
  const tiles = new Map();
  const tile = (level, number) => {
    const path = tilePath(level, number, Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - number * TILE_WIDTH));
    if (!tiles.has(path)) tiles.set(path, fetchTile(path));
    return tiles.get(path);
  };
  const subtree = async (from, to) => {
    const height = Math.log2(to - from);
    if (!Number.isInteger(height) || from % (to - from) !== 0) {
      const middle = from + split(to - from);
      return nodeHash(await subtree(from, middle), await subtree(middle, to));
    }
    const level = Math.floor(height / 8);
    const count = 2 ** (height - 8 * level);
    const first = from / TILE_WIDTH ** level;
    const bytes = await tile(level, Math.floor(first / TILE_WIDTH));
    const start = first % TILE_WIDTH;
    if (bytes.length % HASH_BYTES !== 0 || bytes.length < (start + count) * HASH_BYTES) throw new Malformed("tile of another length");
    return rootOf(Array.from({ length: count }, (_, i) => bytes.slice((start + i) * HASH_BYTES, (start + i + 1) * HASH_BYTES)));
  };
  const path = async (from, to) => {
    if (to - from === 1) return [];
    const middle = from + split(to - from);
    return index < middle
      ? [...(await path(from, middle)), await subtree(middle, to)]
      : [...(await path(middle, to)), await subtree(from, middle)];
  };
  return { leaf: await subtree(index, index + 1), proof: await path(0, size) };
}

/**
 * Reads a checkpoint: a signed note with the board's Ed25519 signature. The board's second signature, by ML-DSA-44, and those of witnesses
 * are for the verifier; the page only reads the time that the former states.
 *
 * @param boardKey the manifest's `keys.board`, as text or as parsed
 * @returns `{origin, size, root, time}`, time in seconds since 1970 or undefined
 * @throws Refused rule `checkpoint`; Malformed
 */
export function readCheckpoint(noteText, boardKey) {
  const key = typeof boardKey === "string" ? parseVkey(boardKey) : boardKey;
  const { text, signatures } = readNote(noteText);
  const lines = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n$/.exec(text);
  if (!lines || !Number.isSafeInteger(Number(lines[2]))) throw new Malformed("not a checkpoint of three lines");
  const checkpoint = { origin: lines[1], size: Number(lines[2]), root: fromBase64(lines[3]) };
  if (checkpoint.root.length !== HASH_BYTES) throw new Malformed("root of another length");
  if (checkpoint.size === 0 && !same(checkpoint.root, rootOf([]))) throw new Malformed("no log has this size and root");
  if (key.type !== ED25519) throw new Refused("checkpoint", "the board's key has another type");
  if (checkpoint.origin !== key.name) throw new Refused("checkpoint", "the checkpoint has another origin");
  const own = signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (own.length !== 1) throw new Refused("checkpoint", own.length === 0 ? "the board's signature is missing" : "two signatures by one key");
  if (!holds(own[0].signature, utf8(text), key.key)) throw new Refused("checkpoint", "the board's signature does not hold");
  return { ...checkpoint, time: statedTime(signatures, key) };
}

/** A note's text and its signature lines `{name, id, signature}`. */
export function readNote(note) {
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0 || !note.endsWith("\n")) throw new Malformed("note without a blank line before its signatures");
  const text = note.slice(0, blank + 1);
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new Malformed("control character in a note");
  const lines = note.slice(blank + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw new Malformed("more than 64 signatures");
  return { text, signatures: lines.map(readSignature) };
}

function readSignature(line) {
  const parts = /^\u2014 ([^\s\p{Z}+]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
  if (!parts) throw new Malformed("not a signature line");
  const bytes = fromBase64(parts[2]);
  if (bytes.length < 5) throw new Malformed("signature too short");
  return { name: parts[1], id: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

function holds(signature, message, key) {
  try {
    return signature.length === 64 && ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

/** The time in the board's line that is not its Ed25519 signature. */
function statedTime(signatures, key) {
  const dated = signatures.find(({ name, id, signature }) => name === key.name && id !== key.id && signature.length === 8 + 2420);
  return dated && Number(new DataView(dated.signature.buffer).getBigUint64(dated.signature.byteOffset));
}
