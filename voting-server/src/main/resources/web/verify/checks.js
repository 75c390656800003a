// SPDX-License-Identifier: Apache-2.0

/** The checks of docs/protocol.md §11, in the order of its table, each with what is counted in its row. */
export const CHECKS = {
  checkpoint: "checkpoints",
  "trust-anchor": "anchors",
  "log-tiles": "tiles and bundles",
  "log-history": "checkpoints",
  "log-receipts": "receipts",
  "log-witnesses": "checkpoints",
  artifacts: "artifacts",
  "entry-form": "entries",
  "entry-order": "entries",
  "entry-time": "entries",
  manifest: "manifests",
  "trustee-identity": "trustees' messages",
  "key-commitment": "key shares",
  "key-share": "key shares",
  "key-confirmation": "confirmations",
  "key-check": "key checks",
  complaint: "complaints",
  credentials: "credentials",
  "credential-changes": "changes",
  officers: "decisions",
  setup: "setups",
  schedule: "entries",
  "ballot-form": "ballots",
  "ballot-credential": "ballots",
  "ballot-signature": "ballots",
  "ballot-proofs": "ballots",
  "ballot-unique": "ballots",
  tally: "tallies",
  "tally-agreement": "agreements",
  lot: "lots",
  shuffle: "shuffles",
  decryption: "decryptions",
  result: "results",
  final: "finals",
};

/** What came of a check: a row passes only if all of at least one item was checked and held. */
export const PASS = "PASS";
export const FAIL = "FAIL";
export const NOT_CHECKED = "NOT_CHECKED";
export const NOT_APPLICABLE = "NOT_APPLICABLE";
