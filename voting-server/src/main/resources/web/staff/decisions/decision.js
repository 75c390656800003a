// SPDX-License-Identifier: Apache-2.0

// What officers sign, docs/protocol.md §12.2: its exact text, read strictly. What this reads is what the page shows; nothing that the server
// says beside it is believed.
import { utf8 } from "../../urna/bytes.js";
import { HASH, ID, INT, JWK, NAME, POINT, POSITIVE, TEXTS, THUMBPRINT, TIME, either, integer, list, object, optional, require, word } from "../../urna/form.js";
import { read } from "../../urna/json.js";
import { booth } from "../../urna/records.js";

const MAX_CREDENTIALS = 200;
const NONE = object({});

/** The arguments of each action. */
const ARGUMENTS = {
  setup: object({
    attempt: POSITIVE, T: HASH, size: integer(), root: HASH, Y: POINT, V: list(POINT), maxBallotBytes: INT, booth,
  }),
  "ceremony-abandoned": object({ attempt: POSITIVE, trustees: list(POSITIVE) }),
  "credential-replaced": object({ pairs: list(object({ old: POINT, new: POINT }), 1, MAX_CREDENTIALS) }),
  "credential-revoked": object({ credentials: list(POINT, 1, MAX_CREDENTIALS) }),
  "candidate-withdrawn": object({ contest: ID, candidate: POSITIVE }),
  "deadline-extended": object({ closes: TIME }),
  "booth-changed": object({ booth }),
  "officer-changed": officerChanged,
  notice: object({ text: TEXTS }),
  close: NONE,
  publish: NONE,
  void: NONE,
  "map-destroyed": NONE,
};

export const ACTIONS = Object.keys(ARGUMENTS);

/** What stands before the seal, and what may. */
const BEFORE_SEAL = ["setup", "ceremony-abandoned"];
const EITHER = ["void", "map-destroyed"];

/** Why officers decide something; the list is closed, because free text leaks names. */
export const REASONS = [
  "planned", "trustee-silent", "trustee-fault", "code-lost", "code-not-received", "code-exposed", "address-changed", "suspended", "not-eligible", "died",
  "double-entry", "candidate-withdrew", "candidate-suspended", "technical-fault", "service-interrupted", "meeting-decision", "legal-order",
  "retention-ended", "correction",
];

const DECISION = either((value) => {
  const anchor = "M" in value ? "M" : "E";
  const action = Object.hasOwn(ARGUMENTS, value.action) ? value.action : "";
  require(action !== "", "officers do not decide this", "action");
  require(EITHER.includes(action) || BEFORE_SEAL.includes(action) === (anchor === "M"), "the decision refers to the wrong hash", anchor);
  return object({
    [anchor]: HASH, action: word(action), arguments: ARGUMENTS[action], sequence: integer(), notBefore: TIME, notAfter: TIME, reason: word(...REASONS),
  });
});

/**
 * Reads the exact text of a decision.
 *
 * @returns `{anchored ("M" or "E"), anchor, action, arguments, sequence, notBefore, notAfter, reason}`, points decoded
 * @throws Malformed unless the text is its one writing
 */
export function readDecision(text) {
  const decision = DECISION(read(utf8(text)), "");
  const anchored = "M" in decision ? "M" : "E";
  return { anchored, anchor: decision[anchored], ...decision };
}

function officerChanged(value, path) {
  const change = object({ removed: optional(THUMBPRINT), added: optional(object({ name: NAME, key: JWK })) })(value, path);
  require(change.removed !== undefined || change.added !== undefined, "neither removed nor added", path);
  return change;
}
