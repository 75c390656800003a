// SPDX-License-Identifier: Apache-2.0

// What there is to check, counted by the types of entries alone and apart from the checks themselves; and, at the end, whether a check that had
// nothing to do may have had nothing.
import { CHECKS } from "./checks.js";
import { reached } from "./grammar.js";

const TRUSTEES = "trustee-identity";
const BALLOT_CHECKS = ["ballot-form", "ballot-credential", "ballot-signature", "ballot-proofs", "ballot-unique"];

const BY_TYPE = {
  manifest: ["manifest"],
  trustee: [TRUSTEES],
  "key-commitment": [TRUSTEES],
  "key-share": [TRUSTEES, "key-commitment", "key-share"],
  "key-confirmation": [TRUSTEES, "key-confirmation"],
  "key-check": [TRUSTEES, "key-check"],
  complaint: [TRUSTEES, "complaint"],
  setup: ["officers", "setup"],
  "ceremony-abandoned": ["officers"],
  "credential-replaced": ["officers", "credential-changes"],
  "credential-revoked": ["officers", "credential-changes"],
  "candidate-withdrawn": ["officers"],
  "deadline-extended": ["officers", "schedule"],
  "booth-changed": ["officers"],
  "officer-changed": ["officers"],
  notice: ["officers"],
  publish: ["officers"],
  void: ["officers"],
  "map-destroyed": ["officers"],
  open: ["schedule"],
  close: ["schedule"],
  ballot: ["schedule", ...BALLOT_CHECKS],
  tally: ["tally"],
  "tally-agreement": [TRUSTEES, "tally-agreement"],
  lot: [TRUSTEES, "lot"],
  shuffle: [TRUSTEES, "shuffle"],
  decryption: [TRUSTEES, "decryption"],
  result: ["result"],
  final: ["final"],
};

export function expectEntry(type, posted, findings) {
  for (const check of (type && BY_TYPE[type]) ?? []) findings.expect(check, 1);
  if (type === "close" && posted?.entry.decision) findings.expect("officers", 1);
}

/** Phase from which a check must have had something to do. */
const NEEDED = {
  "trustee-identity": "eligible", "key-commitment": "eligible", "key-share": "eligible", "key-confirmation": "eligible", "key-check": "eligible",
  credentials: "eligible", artifacts: "eligible", officers: "sealed", setup: "sealed", schedule: "open", "log-history": "tallying", tally: "agreeing",
  "tally-agreement": "drawing", lot: "decrypting", result: "final", final: "final",
};

export function finishExpectations(state, phase, findings) {
  for (const check of Object.keys(CHECKS)) {
    if (findings.expected(check) === 0) absent(check, state, phase, findings);
  }
}

function absent(check, state, phase, findings) {
  if (check === "complaint") findings.notApplicable(check, "no trustee complained");
  else if (check === "credential-changes") findings.notApplicable(check, "no credential was replaced or revoked");
  else if (check === "shuffle" && !state.manifest?.contests.some(({ kind }) => kind === "ranked")) findings.notApplicable(check, "no contest is ranked");
  else if (check === "shuffle") pending(check, phase, "decrypting", state.mixes.size === 0, findings);
  else if (BALLOT_CHECKS.includes(check)) pending(check, phase, "tallying", true, findings);
  else if (check === "decryption") pending(check, phase, "results", state.tallies.size === 0, findings);
  else pending(check, phase, NEEDED[check] ?? "start", false, findings);
}

/** @param mayBeEmpty whether there need not be any item even at the end */
function pending(check, phase, needed, mayBeEmpty, findings) {
  if (phase === "void" && check !== "manifest") findings.notApplicable(check, "the election was abandoned before");
  else if (!reached(phase, needed)) findings.notChecked(check, "the election is not that far");
  else if (mayBeEmpty) findings.notApplicable(check, "there is none");
}
