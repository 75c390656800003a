// SPDX-License-Identifier: Apache-2.0

// A receipt file, given to find the ballot it stands for (docs/protocol.md §12.4).
import { trackerOf } from "../urna/tracker.js";
import { checkReceipt } from "../urna/receipt.js";
import { fromBase64Url, utf8Text } from "../urna/bytes.js";

/** What a receipt file says, unchecked: `{jws, payload}`; null if it is no receipt. */
export function readReceipt(text) {
  const jws = text.trim();
  if (!/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/u.test(jws)) return null;
  try {
    const payload = JSON.parse(utf8Text(fromBase64Url(jws.split(".")[1])));
    return /^[0-9a-f]{64}$/u.test(payload.ballot) ? { jws, payload } : null;
  } catch {
    return null;
  }
}

/** Whether the receipt is genuine and names the entry that was found. */
export function receiptCheck({ jws, payload }, { index, hash, E, entry }, { manifest }) {
  const answer = checkReceipt(jws, { E, tracker: trackerOf(hash), ballotHash: hash, entry }, manifest);
  const ok = answer.ok && answer.index === index && payload.ballot === hash;
  return { name: "receipt", ok, detail: answer.ok ? undefined : answer.detail };
}
