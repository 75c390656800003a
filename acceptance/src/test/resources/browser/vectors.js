// SPDX-License-Identifier: Apache-2.0

// Runs the cases of docs/vectors with the served modules, in the page. A check compares every value that its case gives; it returns whether the
// case holds, or throws Malformed or Refused.
import * as ballots from "./ballots.js";
import * as basics from "./basics.js";
import * as boards from "./boards.js";
import * as ceremonies from "./ceremonies.js";
import * as elections from "./elections.js";
import * as tallying from "./tallying.js";
import { Malformed, Refused } from "/assets/urna/malformed.js";

const CHECKS = {};
for (const part of [basics, boards, ballots, ceremonies, tallying, elections]) {
  for (const [file, checks] of Object.entries(part.CHECKS)) CHECKS[file] = { ...CHECKS[file], ...checks };
}

/**
 * @param file name of the vectors, such as `ballots`
 * @param ids of the cases to run
 * @returns per case `[id, "" or what went wrong]`
 */
export async function run({ file, ids }) {
  const { cases } = await (await fetch(`/vectors/${file}.json`)).json();
  const results = [];
  for (const fields of cases.filter(({ id }) => ids.includes(id))) {
    results.push([fields.id, await problem(CHECKS[file][fields.operation], fields)]);
  }
  return results;
}

async function problem(check, fields) {
  if (!check) return `no check for ${fields.operation}`;
  let came;
  let rule;
  try {
    came = (await check(fields)) ? "ACCEPTED" : "REJECTED";
  } catch (error) {
    if (error instanceof Malformed) came = "MALFORMED";
    else if (error instanceof Refused) came = error.rule === "malformed" ? "MALFORMED" : "REJECTED";
    else return String(error.stack ?? error);
    rule = error.rule;
  }
  if (came !== fields.expect) return `${came} instead of ${fields.expect}`;
  return came === "REJECTED" && fields.check && rule && rule !== fields.check ? `${rule} instead of ${fields.check}` : "";
}
