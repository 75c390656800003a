// SPDX-License-Identifier: Apache-2.0

// What a trustee's key file holds: the same writing, byte for byte, as that of the trustees' program, so that either goes on where the other stopped.
import { bigEndian, concat, fromBase64Url, same, toBase64Url, toBigInt } from "../urna/bytes.js";
import { ELECTION, HASH, SCALAR, integer, list, object, optional, readAs, require, text, word } from "../urna/form.js";
import { decodeScalar, encodeScalar, scalarText } from "../urna/group.js";
import { read, writeBytes } from "../urna/json.js";
import { Malformed } from "../urna/malformed.js";


const KIND = "urna-trustee-1";
const MOST = 256 * 1024;
const SCALAR_BYTES = 32;

const COORDINATE = text(43, 43);
const PRIVATE = object({ crv: word("P-256"), d: SCALAR, kty: word("EC"), x: COORDINATE, y: COORDINATE });
const SEEN = object({ size: integer(), root: HASH });
const AGREED = object({ E: HASH, size: integer(), root: HASH });
const ATTEMPT = object({ state: text(1, MOST), T: optional(HASH), share: optional(SCALAR) });
const RECORD = object({ election: ELECTION, seen: optional(SEEN), attempts: list(ATTEMPT), messages: list(text(1, MOST)), agreed: optional(AGREED) });
const CONTENT = object({ keyFile: word(KIND), name: text(1, 200), signingKey: PRIVATE, elections: list(RECORD) });

/** Reads a key file's content as `{name, jwk (private), elections}`; throws `Malformed` unless it is a trustee's. */
export function readContent(bytes) {
  const { name, signingKey, elections } = readAs(CONTENT, bytes);
  const jwk = privateJwk(signingKey.d, signingKey.x, signingKey.y);
  const content = { name, jwk, elections: elections.map((each) => ({ ...each, attempts: each.attempts.map(readAttempt) })) };
  const again = writeContent(content);
  const canonical = same(again, bytes);
  again.fill(0);
  require(canonical, "the content of the key file is not in its one form", "");
  return content;
}

export function writeContent({ name, jwk, elections }) {
  const records = elections.map(({ election, seen, attempts, messages, agreed }) => ({ election, seen, attempts: attempts.map(writeAttempt), messages, agreed }));
  return writeBytes({ keyFile: KIND, name, signingKey: jwk, elections: records });
}

/** A private JWK in its one writing. */
export function privateJwk(d, x, y) {
  return { crv: "P-256", d: scalarText(d), kty: "EC", x, y };
}

/**
 * An attempt at the ceremony: `{n, t, keys, coefficients, key, publicPart, sent?, T?, share?}`. `keys` and `sent` are messages, `key` the private
 * JWK that shares are encrypted to, `coefficients` and `share` are numbers.
 */
function writeAttempt({ n, t, keys, coefficients, key, publicPart, sent, T, share }) {
  const parts = [writeBytes(keys), concat(...coefficients.map(encodeScalar)), writeBytes(key), writeBytes(publicPart), ...(sent ? [writeBytes(sent)] : [])];
  const state = concat(bigEndian(n, 4), bigEndian(t, 4), ...parts.flatMap((part) => [bigEndian(part.length, 4), part]));
  return { state: toBase64Url(state), T, share: share === undefined ? undefined : scalarText(share) };
}

function readAttempt({ state, T, share }) {
  require((T === undefined) === (share === undefined), "T and share belong together", "attempts");
  const bytes = fromBase64Url(state);
  const number = (at) => {
    if (at + 4 > bytes.length) throw new Malformed("ceremony state is cut short");
    return Number(toBigInt(bytes.slice(at, at + 4)));
  };
  const parts = [];
  for (let at = 8; at < bytes.length; ) {
    const length = number(at);
    require(at + 4 + length <= bytes.length, "ceremony state is cut short", "attempts");
    parts.push(bytes.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  require(parts.length === 4 || parts.length === 5, "ceremony state has other parts", "attempts");
  const [keys, coefficients, key, publicPart, sent] = parts;
  require(coefficients.length > 0 && coefficients.length % SCALAR_BYTES === 0, "polynomial is not a list of scalars", "attempts");
  return {
    n: number(0),
    t: number(4),
    keys: plain(read(keys)),
    coefficients: Array.from({ length: coefficients.length / SCALAR_BYTES }, (_, i) => decodeScalar(coefficients.slice(SCALAR_BYTES * i, SCALAR_BYTES * (i + 1)))),
    key: plain(read(key)),
    publicPart: plain(read(publicPart)),
    sent: sent && plain(read(sent)),
    T,
    share,
  };
}

/** Objects as other modules make them: with a prototype, members in their order. */
const plain = (value) =>
  Array.isArray(value) ? value.map(plain) : typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)])) : value;
