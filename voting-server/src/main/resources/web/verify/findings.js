// SPDX-License-Identifier: Apache-2.0

// What the checks find, as rows. Fail-closed: a row about which nothing was said does not pass, and neither does one whose items were not all
// checked.
import { CHECKS, FAIL, NOT_APPLICABLE, NOT_CHECKED, PASS } from "./checks.js";
import { Malformed } from "../urna/malformed.js";

const MOST_KEPT = 100;

/** What a check needs is not on the board, so the check cannot hold. */
export class Missing extends Error {
  constructor(reason) {
    super(reason);
    this.name = "Missing";
  }
}

/** The value, unless it is not there yet. */
export function need(value, reason) {
  if (value === undefined) throw new Missing(reason);
  return value;
}

export class Findings {
  #rows = new Map(Object.keys(CHECKS).map((check) => [check, { expected: 0, checked: 0, failed: 0, failures: [], notes: [], open: undefined }]));

  #row(check) {
    const row = this.#rows.get(check);
    if (!row) throw new RangeError(`no check ${check}`);
    return row;
  }

  /** Says that there are so many items more to check. */
  expect(check, items) {
    this.#row(check).expected += items;
  }

  expected(check) {
    return this.#row(check).expected;
  }

  /** Says that so many items more were checked; failures are reported besides. */
  checked(check, items = 1) {
    this.#row(check).checked += items;
  }

  /** @param entry index in the log, from 0, or undefined where no single entry is at fault */
  fail(check, reason, entry, contest = "") {
    const row = this.#row(check);
    row.failed++;
    if (row.failures.length < MOST_KEPT) row.failures.push({ entry, contest, reason });
  }

  require(check, holds, reason, entry, contest) {
    if (!holds) this.fail(check, reason, entry, contest);
  }

  note(check, note) {
    const { notes } = this.#row(check);
    if (notes.length < MOST_KEPT) notes.push(note);
  }

  /** Says that a check cannot be done, and why: its row passes in no case. */
  notChecked(check, why) {
    this.#row(check).open = NOT_CHECKED;
    this.note(check, why);
  }

  /** Says that there is nothing for a check in this election; of no effect if there are items. */
  notApplicable(check, why) {
    const row = this.#row(check);
    if (row.expected === 0 && row.open === undefined) {
      row.open = NOT_APPLICABLE;
      this.note(check, why);
    }
  }

  /** Keeps one check's end from being the end of all: whatever a step throws is a failure of its check. */
  async guard(check, entry, step) {
    try {
      await step();
    } catch (error) {
      const known = error instanceof Missing || error instanceof Malformed;
      this.fail(check, known ? error.message : `the program itself failed: ${error?.name}: ${error?.message}`, entry);
    }
  }

  /** One row per check, in the order of the table. */
  rows() {
    return [...this.#rows].map(([check, row]) => finished(check, row));
  }
}

function finished(check, { expected, checked, failed, failures, notes, open }) {
  const all = [...failures];
  let count = failed;
  if (expected !== checked) {
    all.push({ contest: "", reason: `${checked} of ${expected} ${CHECKS[check]} could be checked` });
    count++;
  } else if (expected === 0 && open === undefined) {
    all.push({ contest: "", reason: "there is nothing to check, and there must be" });
    count++;
  }
  return { check, items: CHECKS[check], expected, checked, outcome: count > 0 ? FAIL : (open ?? PASS), failed: count, failures: all, notes: [...notes] };
}

/** `FAIL` if any row failed, else `NOT_CHECKED` if any was not checked, else `PASS`; anything but a full table fails. */
export function overall(rows) {
  const complete = rows.length === Object.keys(CHECKS).length && Object.keys(CHECKS).every((check, i) => rows[i].check === check);
  if (!complete || rows.some(({ outcome }) => ![PASS, NOT_CHECKED, NOT_APPLICABLE].includes(outcome))) return FAIL;
  return rows.some(({ outcome }) => outcome === NOT_CHECKED) ? NOT_CHECKED : PASS;
}
