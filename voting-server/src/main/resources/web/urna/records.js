// SPDX-License-Identifier: Apache-2.0

// The published objects that a voter's device reads, docs/protocol.md §12, with their members in order.
import {
  ARTIFACT, ELECTION, HASH, ID, INT, JWK, NAME, ORIGIN, PATH, POINT, POSITIVE, SCALAR, TAG, TEXTS, TEXTS_WITH_LINES, THUMBPRINT, TIME, VKEY,
  bool, detachedJws, either, integer, list, object, optional, require, text, tuple, word,
} from "./form.js";
import { fromBase64Url } from "./bytes.js";

const PLAINTEXT_BYTES = 30;

const CANDIDATE = object({
  name: TEXTS,
  detail: optional(TEXTS),
  statement: optional(list(object({ language: TAG, artifact: ARTIFACT }))),
  picture: optional(object({ artifact: ARTIFACT, mediaType: word("image/jpeg", "image/png", "image/webp"), alternative: TEXTS })),
});

const TERMS = {
  title: TEXTS,
  description: optional(TEXTS_WITH_LINES),
  rule: ID,
  seats: INT,
  sectionWeights: optional(list(object({ section: ID, weight: INT }))),
  order: word("fixed", "per-voter"),
  bySection: bool,
};

const ADDITIVE_CONTEST = object({
  id: ID, kind: word("additive"), ...TERMS, options: list(CANDIDATE), min: INT, max: INT, maxPerOption: INT, blank: bool,
});
const RANKED_CONTEST = object({ id: ID, kind: word("ranked"), ...TERMS, candidates: list(CANDIDATE), maxRanks: INT });

export const MANIFEST = object({
  protocol: word("urna-1"),
  election: ELECTION,
  rehearsal: bool,
  languages: list(TAG),
  title: TEXTS,
  origin: ORIGIN,
  keys: object({ board: VKEY, cosigner: VKEY, receipt: JWK }),
  witnesses: list(object({ name: NAME, key: VKEY })),
  quorum: INT,
  maxGapMinutes: INT,
  officers: list(object({ name: NAME, key: JWK })),
  registrar: object({ mode: word("server", "separate"), key: JWK }),
  trustees: list(object({ name: NAME, thumbprint: THUMBPRINT })),
  threshold: INT,
  mixers: INT,
  schedule: object({ opens: TIME, closes: TIME, closeByHand: bool, disputeEnds: TIME }),
  roll: object({ size: INT, reserve: INT, replacements: INT }),
  sections: list(object({ id: ID, title: TEXTS })),
  styles: list(object({ id: ID, title: TEXTS, section: ID, contests: list(ID) })),
  contests: list(either((contest) => (contest.kind === "ranked" ? RANKED_CONTEST : ADDITIVE_CONTEST))),
  minBallots: INT,
  overrides: list(object({ rule: ID, reason: NAME })),
});

/** The list of the booth's files. */
export function booth(value, path) {
  const files = list(object({ path: PATH, sha256: HASH }))(value, path);
  require(files.every((file, i) => i === 0 || files[i - 1].path < file.path), "booth files not ascending by path", path);
  return files;
}

const SETUP_DECISION = object({
  M: HASH,
  action: word("setup"),
  arguments: object({
    attempt: POSITIVE, T: HASH, size: integer(), root: HASH, Y: POINT, V: list(POINT), maxBallotBytes: INT, booth,
  }),
  sequence: integer(),
  notBefore: TIME,
  notAfter: TIME,
  reason: ID,
});

/** `[W, z]` as `{w, z}`. */
function knowledge(value, path) {
  const [w, z] = tuple(POINT, SCALAR)(value, path);
  return { w, z };
}

/** Branches `{a, b, c, z}`, the last without `c`. */
function membership(value, path) {
  require(Array.isArray(value) && value.length % 4 === 3, "array of branches expected", path);
  const branches = [];
  for (let i = 0; i < value.length; i += 4) {
    const last = i + 3 === value.length;
    branches.push({
      a: POINT(value[i], path),
      b: POINT(value[i + 1], path),
      c: last ? undefined : SCALAR(value[i + 2], path),
      z: SCALAR(value[last ? i + 2 : i + 3], path),
    });
  }
  return branches;
}

const CHOICE = object({ alpha: POINT, beta: POINT, proof: membership });
const ADDITIVE = object({ contest: ID, options: list(CHOICE), blank: optional(CHOICE), sum: membership });
const RANKED = object({ contest: ID, components: list(object({ alpha: POINT, beta: POINT, proof: knowledge })) });

export const BALLOT = object({
  E: HASH,
  K: POINT,
  contests: list(either((part) => ("components" in part ? RANKED : ADDITIVE))),
});

const COUNT = tuple(integer(), SCALAR);
const PLAINTEXT = (value, path) => {
  const bytes = fromBase64Url(text(40, 40)(value, path));
  require(bytes.length === PLAINTEXT_BYTES, "not 30 bytes of base64url", path);
  return bytes;
};
const ADDITIVE_OPENING = object({ contest: ID, options: list(COUNT), blank: optional(COUNT) });
const RANKED_OPENING = object({ contest: ID, components: list(tuple(PLAINTEXT, SCALAR)) });

export const CHALLENGE = object({
  type: word("challenge"),
  openings: list(either((part) => ("components" in part ? RANKED_OPENING : ADDITIVE_OPENING))),
  ballot: BALLOT,
});

export const CAST_REQUEST = object({ signature: knowledge, ballot: BALLOT });

export const RECEIPT = object({
  E: HASH, tracker: text(31, 31), ballot: HASH, index: integer(), proof: list(HASH, 0, 53), checkpoint: text(1, 16384, true),
});

export const MANIFEST_ENTRY = either((entry) =>
  object({ type: word("manifest"), time: TIME, ...("artifact" in entry ? { artifact: ARTIFACT } : { manifest: MANIFEST }) }),
);
export const SETUP_ENTRY = object({
  type: word("setup"), time: TIME, signatures: tuple(detachedJws("urna-decision"), detachedJws("urna-decision")), decision: SETUP_DECISION,
});
export const BALLOT_ENTRY = object({ type: word("ballot"), time: TIME, signature: knowledge, ballot: BALLOT });
