// SPDX-License-Identifier: Apache-2.0
import { fromBase64 } from "/assets/urna/bytes.js";
import { jobs } from "/assets/verify/jobs.js";
import { Verification } from "/assets/verify/verification.js";

const inThisThread = { ahead: 1, run: async (name, argument) => jobs[name](argument) };

/** Verifies a board given as texts of base64 by path; outcome, failures and notes of each row by its name. */
export async function verify({ files, ...given }) {
  const content = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, fromBase64(text)]));
  const { rows, outcome } = await verifyContent(content, given);
  const said = ({ failures, notes }) => [...failures.map(({ entry, reason }) => `${entry ?? ""} ${reason}`), ...notes].join("; ");
  return { outcome, rows: Object.fromEntries(rows.map((row) => [row.check, row.outcome])), said: Object.fromEntries(rows.map((row) => [row.check, said(row)])) };
}

/** The report on a board given as bytes by path, and on what its reader knows from elsewhere. */
export function verifyContent(content, { boardKey, fingerprints, receipts, trustees }) {
  const board = {
    async file(path) {
      if (!Object.hasOwn(content, path)) throw new Error("no such file");
      return content[path];
    },
    artifacts: () => Object.keys(content).filter((path) => path.startsWith("artifact/")).map((path) => path.slice("artifact/".length)),
  };
  const anchors = { boardKey: boardKey || undefined, fingerprints, receipts, trustees: new Map(Object.entries(trustees)) };
  return new Verification(board, inThisThread, anchors).run();
}
