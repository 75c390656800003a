// SPDX-License-Identifier: Apache-2.0

// The log's tree, grown from its entries, and its hash tiles: check `log-tiles`.
import { concat, same } from "../urna/bytes.js";
import { nodeHash, rootOf, tilePath } from "../urna/log.js";

const WIDTH = 256;
const HASH_BYTES = 32;

export class Tree {
  /** Hashes of all leaves, in order. */
  leaves = [];
  /** Roots of the full subtrees that make up the tree, the largest first, with their numbers of leaves. */
  #peaks = [];

  append(leaf) {
    this.leaves.push(leaf);
    let peak = { hash: leaf, size: 1 };
    while (this.#peaks.at(-1)?.size === peak.size) {
      peak = { hash: nodeHash(this.#peaks.pop().hash, peak.hash), size: 2 * peak.size };
    }
    this.#peaks.push(peak);
  }

  get size() {
    return this.leaves.length;
  }

  root() {
    if (this.#peaks.length === 0) return rootOf([]);
    return this.#peaks.slice(0, -1).reduceRight((right, { hash }) => nodeHash(hash, right), this.#peaks.at(-1).hash);
  }

  /** Every hash tile of the tree as `{path, bytes}`. */
  *tiles() {
    for (let level = 0, hashes = this.leaves; hashes.length > 0; level++) {
      const above = [];
      for (let from = 0; from < hashes.length; from += WIDTH) {
        const tile = hashes.slice(from, from + WIDTH);
        yield { path: tilePath(level, from / WIDTH, tile.length), bytes: concat(...tile) };
        if (tile.length === WIDTH) above.push(rootOf(tile));
      }
      hashes = above;
    }
  }
}

/** How many hash tiles and entry bundles a log of this size has: counted, as a list of them would be as long as a lying checkpoint says. */
export function filesOf(size) {
  let files = Math.ceil(size / WIDTH);
  for (let count = size; count > 0; count = Math.floor(count / WIDTH)) files += Math.ceil(count / WIDTH);
  return files;
}

/** Compares the board's hash tiles with the tree. */
export async function compareTiles(tree, board, findings) {
  for (const { path, bytes } of tree.tiles()) {
    let theirs;
    try {
      theirs = await board.file(path, WIDTH * HASH_BYTES);
    } catch {
      findings.fail("log-tiles", `${path} cannot be read`);
      continue;
    }
    findings.checked("log-tiles");
    findings.require("log-tiles", same(theirs, bytes), `${path} is not what the entries give`);
  }
}
