// SPDX-License-Identifier: Apache-2.0

// The board as this page last verified it.
import { boardPath } from "../app/api.js";
import { Refused } from "../urna/malformed.js";
import { readPosted } from "../verify/entries.js";

const WORKER = new URL("./worker.js", import.meta.url).href;
const policy = globalThis.trustedTypes?.createPolicy("urna-worker", { createScriptURL: () => WORKER });
const CEREMONY = ["trustee", "key-commitment", "key-share", "key-confirmation", "key-check", "complaint"];

/**
 * Reads and verifies the board, and demands that it goes on from what was seen before.
 *
 * @param seen `{size, root}` or undefined
 * @returns a promise of a `Board`
 * @throws Refused, rule `board` where a check fails, `fork` where the server shows two boards
 */
export async function readBoard(election, seen, onProgress = () => {}) {
  const found = await verified(new URL(boardPath(election, ""), location.href).href, seen, onProgress);
  const { report, size, root, seenRoot } = found;
  if (report.outcome === "FAIL") throw Object.assign(new Refused("board", "the board does not verify"), { report });
  if (report.election?.id !== election) throw new Refused("board", "this is the board of another election");
  if (seen && size < seen.size) throw new Refused("fork", `the board has ${size} entries, and ${seen.size} were there before`);
  if (seen && seenRoot !== seen.root) throw new Refused("fork", "the board is not the one that was seen before");
  return new Board(found, root);
}

function verified(address, seen, onProgress) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(policy ? policy.createScriptURL("") : WORKER, { type: "module" });
    const end = (finish, value) => {
      worker.terminate();
      finish(value);
    };
    worker.addEventListener("error", (event) => end(reject, new Error(event.message ?? "the verification ended")));
    worker.addEventListener("message", ({ data }) => {
      if (data.progress) onProgress(data.progress);
      else if (data.result) end(resolve, data.result);
      else end(reject, new Error(data.failed));
    });
    worker.postMessage({ address, seen: seen && { ...seen } });
  });
}

export class Board {
  constructor({ report, size, entries, history, facts }, root) {
    this.report = report;
    this.size = size;
    this.root = root;
    this.history = history;
    this.facts = facts;
    this.posted = entries.map(readPosted);
    const manifests = this.posted.filter(({ type }) => type === "manifest");
    this.manifest = manifests.at(-1)?.entry.manifest;
    this.attemptFrom = this.posted.lastIndexOf(manifests.at(-1));
  }

  /** The ceremony's messages of the latest attempt. */
  get ceremony() {
    return this.posted.slice(this.attemptFrom + 1).filter(({ type }) => CEREMONY.includes(type));
  }

  has(type) {
    return this.posted.some((each) => each.type === type);
  }

  /** All messages of a type. */
  messages(type) {
    return this.posted.filter((each) => each.type === type);
  }

  /** Number of the trustee with this thumbprint, from 1; 0 if there is none. */
  trustee(thumbprint) {
    return this.manifest.trustees.findIndex((each) => each.thumbprint === thumbprint) + 1;
  }

  get abandoned() {
    return this.posted.slice(this.attemptFrom).some(({ type }) => type === "ceremony-abandoned");
  }
}
