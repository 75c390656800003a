// SPDX-License-Identifier: Apache-2.0

// Receipts that voters handed in, and what else the reader knows of the election from elsewhere: checks `log-receipts` and `trust-anchor`.
import { fromHex, same } from "../urna/bytes.js";
import { readAs } from "../urna/form.js";
import { parseJws, verifyJws } from "../urna/jws.js";
import { verifyInclusion } from "../urna/log.js";
import { Malformed } from "../urna/malformed.js";
import { RECEIPT } from "../urna/records.js";
import { trackerOf } from "../urna/tracker.js";
import { need } from "./findings.js";
import { openCheckpoint, parseCheckpoint } from "./notes.js";

export class Receipts {
  #state;
  #findings;
  #claims = [];

  /** @param receipts compact JWS as voters got them */
  constructor(state, findings, receipts) {
    this.#state = state;
    this.#findings = findings;
    findings.expect("log-receipts", receipts.length);
    receipts.forEach((text, i) => {
      try {
        const jws = parseJws(text.trim());
        const receipt = readAs(RECEIPT, jws.payload);
        this.#claims.push({ number: i + 1, jws, receipt, checkpoint: parseCheckpoint(receipt.checkpoint) });
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        findings.checked("log-receipts");
        findings.fail("log-receipts", `receipt ${i + 1} is malformed: ${error.message}`);
      }
    });
    if (receipts.length === 0) findings.notApplicable("log-receipts", "no receipt was given");
  }

  /** An entry was read. @param ballot its ballot's hash, if it is a ballot; `root` of the log with it, as a function */
  at(index, leaf, ballot, root) {
    for (const claim of this.#claims) {
      if (claim.receipt.index === index) Object.assign(claim, { leaf, ballot });
      if (claim.checkpoint.size === index + 1) claim.root = root();
    }
  }

  /** Decides all of them; how many hold. */
  finish() {
    let held = 0;
    for (const claim of this.#claims) {
      const fault = this.#fault(claim);
      this.#findings.checked("log-receipts");
      if (fault) this.#findings.fail("log-receipts", `receipt ${claim.number} for entry ${claim.receipt.index}: ${fault}`);
      else held++;
    }
    return held;
  }

  #fault({ jws, receipt, checkpoint, leaf, ballot, root }) {
    const manifest = need(this.#state.manifest, "there is no usable manifest");
    if (!verifyJws(jws, manifest.keys.receipt, "urna-receipt")) return "the signature is not the server's";
    if (receipt.E !== need(this.#state.E, "the election is not sealed")) return "it is for another election";
    if (trackerOf(receipt.ballot) !== receipt.tracker) return "its tracker is not that of its ballot";
    if (!openCheckpoint(checkpoint, manifest, manifest.witnesses.map(({ key }) => key)).ok) return "its checkpoint does not have the board's signatures";
    if (!leaf || !root) return "the board is shorter than it was when the receipt was given";
    if (!same(checkpoint.root, root)) return "its checkpoint is not of this log: proof of a fork";
    if (receipt.index >= checkpoint.size) return "its checkpoint does not cover its entry";
    if (receipt.ballot !== ballot) return "another entry stands in the place of its ballot";
    const proof = receipt.proof.map(fromHex);
    return verifyInclusion({ index: receipt.index, size: checkpoint.size, leaf, proof, root }) ? undefined : "its inclusion is not proved";
  }
}

/**
 * Whether this is the election that the reader means.
 *
 * @param anchors `{boardKey?, fingerprints, receipts}`; @param receiptsHeld how many of the receipts are of this board
 */
export function checkAnchors(anchors, state, findings, receiptsHeld) {
  const require = (holds, reason) => findings.require("trust-anchor", holds, reason);
  if (anchors.boardKey !== undefined) {
    findings.checked("trust-anchor");
    require(state.manifest?.keys.board.text === anchors.boardKey, "the board key is not the one given");
  }
  for (const fingerprint of anchors.fingerprints) {
    findings.checked("trust-anchor");
    require([state.E, state.firstManifest].includes(fingerprint), "neither the set-up nor the first manifest has the fingerprint given");
  }
  findings.checked("trust-anchor", anchors.receipts.length);
  require(receiptsHeld === anchors.receipts.length, "a receipt given is not of this board");
}

/** Counts the anchors before the log is read. */
export function expectAnchors(anchors, findings) {
  const given = Number(anchors.boardKey !== undefined) + anchors.fingerprints.length + anchors.receipts.length;
  findings.expect("trust-anchor", given);
  if (given === 0) findings.notChecked("trust-anchor", "no board key, fingerprint or receipt was given: this may be any election");
}
