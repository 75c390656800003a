// SPDX-License-Identifier: Apache-2.0

/** Bytes that break a rule of reading. The message names the rule, in lower case, and holds nothing secret. */
export class Malformed extends Error {
  constructor(rule, path = "") {
    super(path ? `${path}: ${rule}` : rule);
    this.name = "Malformed";
    this.rule = "malformed";
  }
}

/** Something that reads but does not hold. `rule` is one of a closed list of names, `detail` says in words what differs. */
export class Refused extends Error {
  constructor(rule, detail) {
    super(`${rule}: ${detail}`);
    this.name = "Refused";
    this.rule = rule;
    this.detail = detail;
  }
}

/** An error as it is shown and passed between threads: `{rule, detail}`; what is not one of the two above is a bug, and says no more. */
export function described(error) {
  if (error instanceof Malformed) return { rule: "malformed", detail: error.message };
  if (error instanceof Refused) return { rule: error.rule, detail: error.detail };
  return { rule: "internal", detail: "the program failed" };
}
