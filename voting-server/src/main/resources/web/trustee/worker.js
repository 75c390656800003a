// SPDX-License-Identifier: Apache-2.0

// Reads and verifies the whole board, off the page's thread: the page that signs believes nothing else.
import { concat, toHex } from "../urna/bytes.js";
import { pointText } from "../urna/group.js";
import { leafHash, readBundle, rootOf } from "../urna/log.js";
import { jobs } from "../verify/jobs.js";
import { typeOf } from "../verify/entries.js";
import { Verification } from "../verify/verification.js";

const AHEAD = 4;
const MOST_BYTES = 1 << 28;

/** A board as served, and the bundles that were read of it. */
class Board {
  bundles = new Map();

  constructor(address) {
    this.address = address;
  }

  async file(path, most = MOST_BYTES) {
    const answer = await fetch(this.address + path, { cache: "no-store", credentials: "omit", redirect: "error" });
    if (!answer.ok) throw new Error(`${path}: status ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > most) throw new Error(`${path} is longer than it can be`);
    if (path.startsWith("tile/entries/")) this.bundles.set(path, bytes);
    return bytes;
  }

  /** What is served cannot be listed: artifacts without an entry are for whoever has a copy. */
  artifacts() {
    return undefined;
  }
}

async function look({ address, seen }, progress) {
  const board = new Board(address);
  const pool = { run: async (name, argument) => jobs[name](argument), ahead: AHEAD };
  const verification = new Verification(board, pool, { fingerprints: [], receipts: [], trustees: new Map() }, progress);
  const report = await verification.run();
  const { state } = verification.context;
  const entries = [...board.bundles.values()].flatMap((bytes) => readBundle(bytes));
  const leaves = entries.map(leafHash);
  return {
    report,
    size: leaves.length,
    root: toHex(rootOf(leaves)),
    seenRoot: seen && seen.size <= leaves.length ? toHex(rootOf(leaves.slice(0, seen.size))) : undefined,
    entries: entries.filter((bytes) => typeOf(bytes) !== "ballot"),
    history: await board.file("checkpoints").catch(() => new Uint8Array(0)),
    facts: factsOf(state, verification),
  };
}

/** What the verification computed, as plain values. */
function factsOf(state, { grammar }) {
  const { M, attempts, T, computedKey, E, closed, slots, tallies, agreed } = state;
  return {
    M,
    attempts,
    T,
    E,
    phase: grammar.phase,
    Y: computedKey && pointText(computedKey.Y),
    V: computedKey?.V.map(pointText),
    closed: closed && { size: closed.size, root: toHex(closed.root) },
    slots: slots.map(({ contest, section, ballots, counted }) => ({ contest, section, ballots, counted })),
    tallies: [...tallies.values()].map(({ slot: { contest, section }, ciphertexts }) => ({ contest, section, ciphertexts: concat(ciphertexts) })),
    agreed: [...agreed],
  };
}

self.addEventListener("message", async ({ data }) => {
  try {
    const result = await look(data, (entries, size, ballots) => self.postMessage({ progress: { entries, size, ballots } }));
    self.postMessage({ result });
  } catch (error) {
    self.postMessage({ failed: error?.message ?? String(error) });
  }
});
