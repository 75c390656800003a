// SPDX-License-Identifier: Apache-2.0

// Checkpoints as signed notes with all their signatures, docs/protocol.md §3: the board's two, Ed25519 and ML-DSA-44, and those of witnesses.
import { ed25519 } from "../vendor/noble-curves/ed25519.js";
import { ml_dsa44 } from "../vendor/noble-post-quantum/ml-dsa.js";
import { bigEndian, concat, fromBase64, same, utf8, utf8Text } from "../urna/bytes.js";
import { readNote, rootOf } from "../urna/log.js";
import { Malformed } from "../urna/malformed.js";

const ED25519 = 1;
const ED25519_COSIGNATURE = 4;
const ML_DSA_44_COSIGNATURE = 6;
const SIGNATURE_BYTES = { [ED25519]: 64, [ED25519_COSIGNATURE]: 8 + 64, [ML_DSA_44_COSIGNATURE]: 8 + 2420 };
const MOST_BYTES = 256 * 1024;
const DASH = "\u2014 ";

/** A checkpoint `{text, signatures, origin, size, root}` of a whole note; no signature is checked yet. */
export function parseCheckpoint(note) {
  if (note.length > MOST_BYTES) throw new Malformed("note longer than 262144 bytes");
  const { text, signatures } = readNote(note);
  const lines = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n$/.exec(text);
  if (!lines || !Number.isSafeInteger(Number(lines[2]))) throw new Malformed("not a checkpoint of three lines");
  const checkpoint = { text, signatures, origin: lines[1], size: Number(lines[2]), root: fromBase64(lines[3]) };
  if (checkpoint.root.length !== 32 || (checkpoint.size === 0 && !same(checkpoint.root, rootOf([])))) throw new Malformed("no log has this size and root");
  return checkpoint;
}

/** The checkpoints of `board/checkpoints`, as far as they can be read: `{notes, fault?}`. A note ends where, after signatures, another line begins. */
export function parseHistory(bytes) {
  const notes = [];
  try {
    const text = utf8Text(bytes);
    if (text !== "" && !text.endsWith("\n")) throw new Malformed("the last line does not end with a newline");
    let note = "";
    let signed = false;
    for (const line of text.split("\n").slice(0, -1)) {
      const signature = line.startsWith(DASH);
      if (signed && !signature) {
        notes.push(parseCheckpoint(note));
        note = "";
        signed = false;
      }
      note += `${line}\n`;
      signed ||= signature;
    }
    if (note !== "") notes.push(parseCheckpoint(note));
    return { notes };
  } catch (error) {
    if (error instanceof Malformed) return { notes, fault: error.message };
    throw error;
  }
}

/** What ML-DSA-44 signs: C2SP tlog-cosignature's cosigned_message for the whole tree. */
export function cosignedMessage(name, { origin, size, root }, time) {
  const [signer, log] = [utf8(name), utf8(origin)];
  return concat(
    utf8("subtree/v1\n\0"), Uint8Array.of(signer.length), signer, bigEndian(time, 8), Uint8Array.of(log.length), log, bigEndian(0, 8), bigEndian(size, 8), root,
  );
}

/** The time that a signature states (0n for one that states none), or undefined if it does not hold. */
export function timeOf({ name, type, key }, checkpoint, signature) {
  if (signature.length !== SIGNATURE_BYTES[type]) return undefined;
  try {
    if (type === ED25519) return ed25519.verify(signature, utf8(checkpoint.text), key, { zip215: false }) ? 0n : undefined;
    const time = new DataView(signature.buffer, signature.byteOffset).getBigInt64(0);
    if (time <= 0n) return undefined;
    const own = signature.slice(8);
    const holds =
      type === ED25519_COSIGNATURE
        ? ed25519.verify(own, utf8(`cosignature/v1\ntime ${time}\n${checkpoint.text}`), key, { zip215: false })
        : ml_dsa44.verify(own, cosignedMessage(name, checkpoint, time), key);
    return holds ? time : undefined;
  } catch {
    return undefined;
  }
}

/** The one signature by `key`: undefined if there is none. Throws a sentence if there are two or it does not hold. */
function signedBy(key, checkpoint) {
  const claimed = checkpoint.signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (claimed.length > 1) throw new InvalidSignature(`two signatures by one key of ${key.name}`);
  if (claimed.length === 0) return undefined;
  const time = timeOf(key, checkpoint, claimed[0].signature);
  if (time === undefined) throw new InvalidSignature(`a signature by ${key.name} does not hold`);
  return time;
}

class InvalidSignature extends Error {}

/**
 * Checks a checkpoint's signatures.
 *
 * @param keys the manifest's `keys`; `witnesses` those whose signatures are to hold where they are there
 * @returns `{ok: true, cosigned: [time in seconds as bigint]}`, one per witness that signed, or `{ok: false, reason}`
 */
export function openCheckpoint(checkpoint, { keys, origin }, witnesses = []) {
  const refuse = (reason) => ({ ok: false, reason });
  if (keys.board.name !== origin || keys.board.type !== ED25519) return refuse("the board's key is not of the origin, or has another type");
  if (keys.cosigner.name !== origin || keys.cosigner.type !== ML_DSA_44_COSIGNATURE) return refuse("the board's second key is not of the origin, or has another type");
  if (checkpoint.origin !== origin) return refuse("the checkpoint has another origin");
  try {
    if (signedBy(keys.board, checkpoint) === undefined) return refuse("the board's Ed25519 signature is missing");
    if (signedBy(keys.cosigner, checkpoint) === undefined) return refuse("the board's ML-DSA-44 signature is missing");
    const cosigned = witnesses.map((witness) => signedBy(witness, checkpoint)).filter((time) => time !== undefined);
    return { ok: true, cosigned };
  } catch (error) {
    if (error instanceof InvalidSignature) return refuse(error.message);
    throw error;
  }
}
