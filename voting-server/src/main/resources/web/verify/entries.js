// SPDX-License-Identifier: Apache-2.0

// Every entry of the board, docs/protocol.md §12.2, read strictly.
import { concat, utf8 } from "../urna/bytes.js";
import {
  ARTIFACT, HASH, ID, INT, JWK, NAME, POINT, POSITIVE, SCALAR, TEXTS, THUMBPRINT, TIME,
  bool, detachedJws, either, integer, list, object, optional, pattern, require, text, tuple, word,
} from "../urna/form.js";
import { read, write } from "../urna/json.js";
import { Malformed } from "../urna/malformed.js";
import { BALLOT_ENTRY, MANIFEST_ENTRY, booth } from "../urna/records.js";

const MAX_ENTRY_BYTES = 65535;
const MAX_INLINE_MANIFEST = 32768;
const MAX_AT_ONCE = 200;

const SECTION = (value, path) => (value === "" ? value : ID(value, path));
const JWE = (value, path) => pattern(/^[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){4}$/, "not a compact JWE")(text(1, 2000)(value, path), path);
const NOTE = text(1, 16384, true);
const CANDIDATES = list(POSITIVE);
const CIPHERTEXT = object({ alpha: POINT, beta: POINT });

function knowledge(value, path) {
  const [w, z] = tuple(POINT, SCALAR)(value, path);
  return { w, z };
}

function equality(value, path) {
  const [w, w2, z] = tuple(POINT, POINT, SCALAR)(value, path);
  return { w, w2, z };
}

const ATTEMPT = { M: HASH, attempt: POSITIVE, trustee: POSITIVE };
const TALLIED = { E: HASH, contest: ID, section: SECTION };

const MESSAGES = {
  trustee: object({ ...ATTEMPT, signingKey: JWK, encryptionKey: JWK }),
  "key-commitment": object({ ...ATTEMPT, commitment: HASH }),
  "key-share": object({ ...ATTEMPT, shares: list(JWE), public: object({ points: list(POINT), proof: knowledge }) }),
  "key-confirmation": object({ ...ATTEMPT, T: HASH, Y: POINT, V: POINT, proof: knowledge }),
  "key-check": object({ ...ATTEMPT, T: HASH, D: POINT, proof: equality }),
  complaint: object({ ...ATTEMPT, T: HASH, against: POSITIVE, revealed: optional(object({ D: POINT, proof: equality })) }),
  credentials: object({ M: HASH, credentials: ARTIFACT, count: integer(), reserves: ARTIFACT, reserveCount: integer() }),
  "tally-agreement": object({
    E: HASH, trustee: POSITIVE, size: integer(), root: HASH, ballots: list(object({ contest: ID, section: SECTION, ballots: integer() })), checkpoint: NOTE,
  }),
  lot: object({ E: HASH, trustee: POSITIVE, D: POINT, proof: equality }),
  shuffle: object({ ...TALLIED, step: POSITIVE, trustee: POSITIVE, input: HASH, output: ARTIFACT, proof: ARTIFACT }),
  decryption: either((message) =>
    object({ ...TALLIED, trustee: POSITIVE, ...("artifact" in message ? { artifact: ARTIFACT } : { factors: list(POINT) }), proof: equality }),
  ),
};

const OFFICER = object({ name: NAME, key: JWK });
const NONE = object({});

const ARGUMENTS = {
  setup: object({ attempt: POSITIVE, T: HASH, size: integer(), root: HASH, Y: POINT, V: list(POINT), maxBallotBytes: INT, booth }),
  "ceremony-abandoned": object({ attempt: POSITIVE, trustees: list(POSITIVE) }),
  "credential-replaced": object({ pairs: list(object({ old: POINT, new: POINT }), 1, MAX_AT_ONCE) }),
  "credential-revoked": object({ credentials: list(POINT, 1, MAX_AT_ONCE) }),
  "candidate-withdrawn": object({ contest: ID, candidate: POSITIVE }),
  "deadline-extended": object({ closes: TIME }),
  "booth-changed": object({ booth }),
  "officer-changed": (value, path) => {
    const changed = object({ removed: optional(THUMBPRINT), added: optional(OFFICER) })(value, path);
    require("removed" in changed || "added" in changed, "neither removed nor added", path);
    return changed;
  },
  notice: object({ text: TEXTS }),
  close: NONE,
  publish: NONE,
  void: NONE,
  "map-destroyed": NONE,
};

const REASON = word(
  "planned", "trustee-silent", "trustee-fault", "code-lost", "code-not-received", "code-exposed", "address-changed", "suspended", "not-eligible",
  "died", "double-entry", "candidate-withdrew", "candidate-suspended", "technical-fault", "service-interrupted", "meeting-decision", "legal-order",
  "retention-ended", "correction",
);
const BEFORE_SEAL = ["setup", "ceremony-abandoned"];
const EITHER = ["void", "map-destroyed"];
const SIGNED = tuple(detachedJws("urna-decision"), detachedJws("urna-decision"));

function decision(type) {
  return either((value) => {
    const early = "M" in value;
    const allowed = early ? [...BEFORE_SEAL, ...EITHER].includes(type) : !BEFORE_SEAL.includes(type);
    require(allowed, "decision refers to the wrong hash", "decision");
    return object({
      [early ? "M" : "E"]: HASH, action: word(type), arguments: ARGUMENTS[type], sequence: integer(), notBefore: TIME, notAfter: TIME, reason: REASON,
    });
  });
}

const VOTES = { ballots: integer(), weight: integer(), votes: list(integer()), blank: integer() };
const RANKED_TOTALS = { ballots: integer(), blank: integer(), spoilt: integer() };
const TIE = object({ stage: POSITIVE, candidates: CANDIDATES, settledBy: word("lot", "look-back"), first: POSITIVE });

function resultOf(kind, totals, more) {
  return object({
    E: HASH, contest: ID, kind: word(kind), rule: ID, counted: bool, seats: POSITIVE, sections: list(object({ section: ID, ...totals })), total: object(totals),
    withdrawn: CANDIDATES, elected: CANDIDATES, ties: list(TIE), ...more,
  });
}

const ADDITIVE_RESULT = resultOf("additive", VOTES, {});
const RANKED_RESULT = resultOf("ranked", RANKED_TOTALS, { rankings: optional(ARTIFACT), count: optional(ARTIFACT) });

const BODIES = {
  tally: (value, path) => {
    const tally = object({
      ...TALLIED, ballots: integer(), weight: integer(), counted: bool, ciphertexts: optional(list(CIPHERTEXT)), input: optional(HASH),
    })(value, path);
    const present = ["ciphertexts", "input"].filter((name) => name in tally).length;
    require(present === Number(tally.counted), "counted and what is to be decrypted disagree", path);
    return tally;
  },
  result: (value, path) => {
    const result = either((each) => (each.kind === "ranked" ? RANKED_RESULT : ADDITIVE_RESULT))(value, path);
    const present = ["rankings", "count"].filter((name) => name in result).length;
    require(result.kind === "additive" || present === 2 * Number(result.counted), "counted and the artifacts disagree", path);
    return result;
  },
  final: object({ E: HASH, ballots: integer(), revoked: integer(), replaced: integer(), replacedCast: integer() }),
};

/** The types of entries. */
export const TYPES = new Set(["manifest", "open", "ballot", "close", ...Object.keys(MESSAGES), ...Object.keys(ARGUMENTS), ...Object.keys(BODIES)]);

export const isMessage = (type) => Object.hasOwn(MESSAGES, type);

function formOf(type, entry) {
  const head = { type: word(type), time: TIME };
  if (type === "manifest") return MANIFEST_ENTRY;
  if (type === "ballot") return BALLOT_ENTRY;
  if (type === "open" || (type === "close" && "E" in entry)) return object({ ...head, E: HASH });
  if (isMessage(type)) return object({ ...head, signature: detachedJws(`urna-${type}`), message: MESSAGES[type] });
  if (Object.hasOwn(BODIES, type)) return object({ ...head, [type]: BODIES[type] });
  const registrar = { "credential-replaced": { registrar: detachedJws("urna-registrar") }, "map-destroyed": { registrar: optional(detachedJws("urna-registrar")) } };
  return object({ ...head, signatures: SIGNED, ...registrar[type], decision: decision(type) });
}

/** The type as far as it can be told without reading all of the entry; undefined if it is unknown. */
export function typeOf(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 48));
  const type = /^\{"type":"([a-z-]{1,32})"/.exec(start)?.[1];
  return TYPES.has(type) ? type : undefined;
}

/**
 * Reads an entry.
 *
 * @returns `{type, time, entry, signed}`: points, scalars and keys decoded in `entry`; `signed` the exact bytes of its last member
 * @throws Malformed
 */
export function readPosted(bytes) {
  if (bytes.length > MAX_ENTRY_BYTES) throw new Malformed("entry longer than 65535 bytes");
  const raw = read(bytes);
  if (typeof raw !== "object" || Array.isArray(raw) || !TYPES.has(raw.type)) throw new Malformed("an entry of unknown type");
  const entry = formOf(raw.type, raw)(raw, "");
  const signed = lastMember(bytes, raw);
  if (raw.type === "manifest" && entry.manifest && signed.length > MAX_INLINE_MANIFEST) throw new Malformed("manifest too long to stand in its entry");
  if (raw.type === "manifest" && entry.artifact && entry.artifact.length <= MAX_INLINE_MANIFEST) throw new Malformed("manifest short enough to stand in its entry");
  const publicPart = raw.type === "key-share" ? lastMember(signed, raw.message) : undefined;
  return { type: raw.type, time: entry.time, entry, signed, publicPart };
}

/** The bytes of an object's last member; what stands before it is written again to find it, as there is one writing only. */
function lastMember(bytes, raw) {
  const names = Object.keys(raw);
  const last = names.at(-1);
  const before = Object.fromEntries(names.slice(0, -1).map((name) => [name, raw[name]]));
  const start = names.length === 1 ? `{"${last}":` : `${write(before).slice(0, -1)},"${last}":`;
  return bytes.slice(utf8(start).length, -1);
}

/** Each of these byte strings with its length in four bytes before it. */
export function prefixed(...parts) {
  return concat(...parts.flatMap((part) => [Uint8Array.of(part.length >>> 24, (part.length >>> 16) & 255, (part.length >>> 8) & 255, part.length & 255), part]));
}
