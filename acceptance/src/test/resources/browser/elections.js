// SPDX-License-Identifier: Apache-2.0

// Whole elections, and for each check one that fails it: ten times in a row, as the weights of batched equations are drawn anew each time.
import { equalList } from "./expect.js";
import { concat, fromBase64Url } from "/assets/urna/bytes.js";

const TIMES = 10;
const WORKERS = 2;
const WORKER = "/test/board-worker.js";
const policy = globalThis.trustedTypes?.createPolicy("urna-worker", { createScriptURL: () => WORKER });

let workers;
let good;

/** Verifies a board `times` times, by some workers at once. @returns a promise of `[{outcome, rows}]` */
async function verified(content, { boardKey, fingerprints, receipts, trustees }, times) {
  workers ??= Array.from({ length: WORKERS }, () => new Worker(policy ? policy.createScriptURL("") : WORKER, { type: "module" }));
  const given = { boardKey, fingerprints, receipts, trustees };
  const shares = workers.map((worker, i) => [worker, Math.floor((times + i) / WORKERS)]);
  return (await Promise.all(shares.map(([worker, share]) => ask(worker, { content, given, times: share })))).flat();
}

function ask(worker, message) {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the worker ended"));
    worker.onmessage = ({ data: { found, failed } }) => (found ? resolve(found) : reject(new Error(failed)));
    worker.postMessage(message);
  });
}

const contentOf = (files) => Object.fromEntries(Object.entries(files).map(([path, text]) => [path, fromBase64Url(text)]));

async function election(fields) {
  const [{ outcome, rows }] = await verified(contentOf(fields.files), fields, 1);
  equalList(Object.entries(rows).sort(), Object.entries(fields.rows).sort(), "rows");
  return outcome !== "FAIL";
}

async function goodElection(wanted) {
  good ??= (await (await fetch("/vectors/elections.json")).json()).cases;
  return contentOf(good.find(({ id }) => id === wanted).files);
}

/** The file of this path, or the tile or bundle of another width in its place. */
function originalOf(files, path) {
  if (files[path]) return files[path];
  const place = path.replace(/\.p\/.*/, ".p/");
  return files[Object.keys(files).find((each) => place.endsWith(".p/") && each.startsWith(place))];
}

/** A file is put together from texts and parts of its original in the good election. */
async function patched({ of, removed, files }) {
  const content = await goodElection(of);
  const before = { ...content };
  for (const path of removed) delete content[path];
  for (const [path, pieces] of Object.entries(files)) {
    const original = originalOf(before, path);
    content[path] = concat(...pieces.map((piece) => (typeof piece === "string" ? fromBase64Url(piece) : original.slice(piece[0], piece[0] + piece[1]))));
  }
  return content;
}

async function brokenElection(fields) {
  const found = await verified(await patched(fields), fields, TIMES);
  const failing = found.map(({ rows }) => Object.keys(rows).filter((check) => rows[check] === "FAIL").sort());
  equalList(failing, Array(TIMES).fill(fields.failing), "rows that fail");
  return found.some(({ outcome }) => outcome !== "FAIL");
}

export const CHECKS = { elections: { election }, "broken-elections": { "broken-election": brokenElection } };
