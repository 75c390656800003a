// SPDX-License-Identifier: Apache-2.0

// What a trustee signs after the vote, docs/protocol.md §10, of a board that this page has verified: its agreement, its part of the lots, and its
// parts of the sums, which this page has added up itself. Nothing else is ever decrypted.
import { concat, fromHex, toBase64, toHex } from "../urna/bytes.js";
import { G, decodePoint, encodePoint, normalised, pointText, scalarText, times, timesPublic, INFINITY } from "../urna/group.js";
import { Transcript, sha256 } from "../urna/hash.js";
import { Refused } from "../urna/malformed.js";
import { proveEquality } from "../urna/proof.js";
import { parseHistory } from "../verify/notes.js";

const LOW_128 = (1n << 128n) - 1n;
const POINT_BYTES = 64;

const equality = ({ w, w2, z }) => [pointText(w), pointText(w2), scalarText(z)];

/** The share of this trustee, if the set-up seals the ceremony that it belongs to. */
export function sealedShare(board, record, me) {
  const { M, attempts, E, T, V } = board.facts;
  const attempt = record.attempts.find(({ keys }) => keys.M === M && keys.attempt === attempts);
  if (!E || attempt?.share === undefined || attempt.T !== T || pointText(times(attempt.share, G)) !== V[me - 1]) {
    throw new Refused("board", "the set-up does not seal the ceremony of this key file");
  }
  return attempt.share;
}

/** The root that this trustee agrees to; throws if it has agreed to another, in the key file or on the board. */
export function rootToAgree(board, record, me) {
  const { E, closed } = board.facts;
  const root = { E, size: closed.size, root: closed.root };
  const differs = (other) => other.E !== E || other.size !== root.size || other.root !== root.root;
  if (record.agreed && differs(record.agreed)) throw new Refused("fork", "this key file has agreed to another board of this election");
  const posted = board.messages("tally-agreement").map(({ entry }) => entry.message);
  if (posted.some((each) => each.trustee === me && differs(each))) throw new Refused("fork", "the board has an agreement of this trustee to another root");
  return root;
}

export function agreement(board, { E, size, root }, me) {
  const ballots = board.facts.slots.map(({ contest, section, ballots: count }) => ({ contest, section, ballots: count }));
  return { E, trustee: me, size, root, ballots, checkpoint: checkpointOf(board, size, root) };
}

/** The signed note of the tree that ends with the close, with the board's two signatures and no other. */
function checkpointOf({ history, manifest }, size, root) {
  const note = parseHistory(history).notes.find((each) => each.size === size && toHex(each.root) === root);
  if (!note) throw new Refused("board", "the board has no checkpoint of the log that ends with the close");
  const ids = [manifest.keys.board, manifest.keys.cosigner].map(({ id }) => id);
  const own = note.signatures.filter(({ name, id }) => name === manifest.origin && ids.includes(id));
  const lines = own.map(({ name, id, signature }) => `\u2014 ${name} ${toBase64(concat(fromHex(id), signature))}\n`);
  return `${note.text}\n${lines.join("")}`;
}

export function lot(board, share, me) {
  const { E } = board.facts;
  const begun = new Transcript("lot").bytes(fromHex(E));
  const H = begun.toPoint();
  const D = times(share, H);
  const statement = begun.integers(me).points(times(share, G), H, D);
  return { E, trustee: me, D: pointText(D), proof: equality(proveEquality(statement, share, H)) };
}

/** Whether enough trustees, this one among them, have agreed on the board that was verified. */
export function isAgreed({ facts, manifest }, me) {
  return facts.agreed.length >= manifest.threshold && facts.agreed.includes(me);
}

/** This trustee's part of the decryption of every sum that is counted. */
export function decryptions(board, share, me) {
  if (!isAgreed(board, me)) throw new Refused("board", "not enough trustees have agreed on this board");
  const V = times(share, G);
  return board.facts.tallies.map(({ contest, section, ciphertexts }) => {
    const alphas = Array.from({ length: ciphertexts.length / (2 * POINT_BYTES) }, (_, j) => decodePoint(ciphertexts.slice(2 * POINT_BYTES * j, 2 * POINT_BYTES * j + POINT_BYTES)));
    const factors = normalised(alphas.map((alpha) => times(share, alpha)));
    const parts = factors.flatMap((factor, j) => [ciphertexts.slice(2 * POINT_BYTES * j, 2 * POINT_BYTES * (j + 1)), encodePoint(factor)]);
    const place = (tag) => new Transcript(tag).bytes(fromHex(board.facts.E)).text(contest).text(section).integers(me).points(V).bytes(sha256(concat(...parts)));
    const weights = factors.map((_, j) => place("decryption-weights").integers(j + 1).toScalar() & LOW_128);
    const sum = (points) => points.reduce((total, point, j) => total.add(timesPublic(weights[j], point)), INFINITY);
    const [A, D] = normalised([sum(alphas), sum(factors)]);
    const proof = equality(proveEquality(place("decryption").points(A, D), share, A));
    return { E: board.facts.E, contest, section, trustee: me, factors: factors.map(pointText), proof };
  });
}
