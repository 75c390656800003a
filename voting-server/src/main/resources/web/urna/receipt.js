// SPDX-License-Identifier: Apache-2.0

// Receipts, docs/protocol.md §8 and §12.4: the server's signed word that a ballot stands on the board.
import { concat, fromHex, same, utf8 } from "./bytes.js";
import { JWK, readAs } from "./form.js";
import { sha256Hex } from "./hash.js";
import { parseJws, verifyJws } from "./jws.js";
import { leafHash, readCheckpoint, verifyInclusion } from "./log.js";
import { Refused, described } from "./malformed.js";
import { RECEIPT } from "./records.js";
import { trackerOf } from "./tracker.js";

/** Entries carry whole minutes; a receipt is given within this many of them after its ballot was accepted. */
const MINUTES = 60;

/**
 * Checks a receipt against what the device itself knows.
 *
 * @param expected `{E, tracker, ballotHash}` and, to know the entry whose inclusion is proved, either `entry` (its bytes, as the board
 *     gives them) or `request` (the bytes of the cast request, from which the entry of any minute follows)
 * @param manifest as read from its entry
 * @returns `{ok: true, index, size}`, or `{ok: false, rule, detail}` with one of the rules `malformed`, `receipt-signature`,
 *     `receipt-election`, `receipt-tracker`, `receipt-ballot`, `receipt-entry`, `checkpoint`, `entry-needed`, `inclusion`
 */
export function checkReceipt(jws, expected, manifest) {
  try {
    return { ok: true, ...check(jws.trim(), expected, manifest) };
  } catch (error) {
    return { ok: false, ...described(error) };
  }
}

/** What a receipt says, unchecked: `{E, tracker, ballot, index, proof, checkpoint}`. */
export function readReceipt(jws) {
  return readAs(RECEIPT, parseJws(jws.trim()).payload);
}

function check(jws, expected, manifest) {
  const parsed = parseJws(jws);
  const { receipt: key, board } = manifest.keys;
  demand(verifyJws(parsed, key.point ? key : JWK(key, "receipt"), "urna-receipt"), "receipt-signature", "the signature is not the server's");
  const receipt = readAs(RECEIPT, parsed.payload);
  demand(receipt.E === expected.E, "receipt-election", "it is for another election");
  demand(receipt.ballot === expected.ballotHash, "receipt-ballot", "it is for another ballot");
  demand(receipt.tracker === expected.tracker && trackerOf(receipt.ballot) === receipt.tracker, "receipt-tracker", "its tracker is not that of the ballot");
  const checkpoint = readCheckpoint(receipt.checkpoint, board);
  demand(receipt.index < checkpoint.size, "inclusion", "its checkpoint does not cover its entry");
  const proof = { index: receipt.index, size: checkpoint.size, proof: receipt.proof.map(fromHex), root: checkpoint.root };
  demand(expected.entry || expected.request, "entry-needed", "without the entry its inclusion cannot be checked");
  if (expected.entry) {
    demand(holdsBallot(expected.entry, expected.ballotHash), "receipt-entry", "the entry is not that of the ballot");
    demand(verifyInclusion({ ...proof, leaf: leafHash(expected.entry) }), "inclusion", "the entry is not in the checkpoint's tree");
  } else {
    demand(someMinute(expected.request, checkpoint.time, proof), "entry-needed", "no entry of the last hour with this ballot is in the checkpoint's tree");
  }
  return { index: receipt.index, size: checkpoint.size };
}

/** Whether the bytes end in a ballot with this hash, as a ballot's entry does. */
function holdsBallot(entry, hash) {
  const start = utf8('{"type":"ballot","time":"');
  if (!same(entry.slice(0, start.length), start)) return false;
  const text = new TextDecoder().decode(entry);
  const at = text.indexOf('"ballot":{');
  return at > 0 && sha256Hex(entry.slice(at + '"ballot":'.length, -1)) === hash;
}

/** Tries the minutes before the checkpoint's time; the time is part of the entry, and the server sets it. */
function someMinute(request, seconds, proof) {
  if (seconds === undefined) return false;
  const newest = Math.floor(seconds / 60) + 1;
  for (let minute = newest; minute >= newest - MINUTES; minute--) {
    const time = `${new Date(minute * 60_000).toISOString().slice(0, 16)}:00Z`;
    const entry = concat(utf8(`{"type":"ballot","time":"${time}",`), request.slice(1));
    if (verifyInclusion({ ...proof, leaf: leafHash(entry) })) return true;
  }
  return false;
}

function demand(holds, rule, detail) {
  if (!holds) throw new Refused(rule, detail);
}
