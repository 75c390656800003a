// SPDX-License-Identifier: Apache-2.0

// The forms of single values, by their names in docs/protocol.md §12. A form is a function that takes what json.js has read and the path to
// it, and returns what the program works with; it throws Malformed for everything that is not exactly of its form.
import { fromBase64, fromBase64Url, same, utf8 } from "./bytes.js";
import { decodePoint, pointFrom, scalarFrom } from "./group.js";
import { sha256 } from "./hash.js";
import { read } from "./json.js";
import { Malformed } from "./malformed.js";

const OPTIONAL = Symbol("optional");
const MAX_LANGUAGES = 32;

/** Reads the canonical bytes of one value of this form. */
export const readAs = (form, bytes) => form(read(bytes), "");

/** An object with exactly these members in this order, some of them `optional`. */
export function object(members) {
  const names = Object.keys(members);
  return (value, path) => {
    require(typeof value === "object" && value !== null && !Array.isArray(value), "object expected", path);
    const present = names.filter((name) => !members[name][OPTIONAL] || name in value);
    const found = Object.keys(value);
    require(found.length === present.length && found.every((name, i) => name === present[i]), `members expected: ${present.join(", ")}`, path);
    return Object.fromEntries(present.map((name) => [name, members[name](value[name], join(path, name))]));
  };
}

export function optional(form) {
  const optionalForm = (value, path) => form(value, path);
  optionalForm[OPTIONAL] = true;
  return optionalForm;
}

/** Whichever of several forms `choose` takes for a value that is an object. */
export function either(choose) {
  return (value, path) => {
    require(typeof value === "object" && value !== null, "object expected", path);
    return choose(value)(value, path);
  };
}

export function list(form, least = 0, most = Number.MAX_SAFE_INTEGER) {
  return (value, path) => {
    require(Array.isArray(value), "array expected", path);
    require(value.length >= least && value.length <= most, "number of elements", path);
    return value.map((element, i) => form(element, `${path}[${i}]`));
  };
}

/** An array with one element of each of these forms. */
export function tuple(...forms) {
  return (value, path) => {
    require(Array.isArray(value) && value.length === forms.length, `array of ${forms.length} expected`, path);
    return forms.map((form, i) => form(value[i], `${path}[${i}]`));
  };
}

/** A string of `least` to `most` code points. */
export function text(least, most, lines = false) {
  return (value, path) => {
    require(typeof value === "string", "string expected", path);
    const length = [...value].length;
    require(length >= least && length <= most, "length of a string", path);
    require(lines || !value.includes("\n"), "line feed", path);
    return value;
  };
}

export function integer(least = 0, most = Number.MAX_SAFE_INTEGER) {
  return (value, path) => {
    require(typeof value === "number" && value >= least && value <= most, "integer out of range", path);
    return value;
  };
}

export function bool(value, path) {
  require(typeof value === "boolean", "true or false expected", path);
  return value;
}

/** One of a closed list of words. */
export function word(...words) {
  return (value, path) => {
    require(words.includes(value), "word not in the list", path);
    return value;
  };
}

export function pattern(regex, rule) {
  return (value, path) => {
    require(typeof value === "string" && regex.test(value), rule, path);
    return value;
  };
}

/** A form whose value is made by a function that throws for what is malformed. */
export function decoded(form, decode) {
  return (value, path) => {
    const before = form(value, path);
    try {
      return decode(before);
    } catch (error) {
      throw error instanceof Malformed ? new Malformed(error.message, path) : error;
    }
  };
}

export const INT = integer(0, 2 ** 31 - 1);
export const POSITIVE = integer(1, 2 ** 31 - 1);
export const HASH = pattern(/^[0-9a-f]{64}$/, "not a hash");
export const ELECTION = pattern(/^[0-9a-f]{32}$/, "not an election id");
export const ID = pattern(/^[a-z0-9][a-z0-9-]{0,31}$/, "not an id");
export const NAME = text(1, 200);
export const TAG = pattern(/^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "not a language tag");
export const ORIGIN = pattern(/^[!-*,-~]{1,100}$/, "not a key name");
export const PATH = pattern(/^(?=.{1,200}$)(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)*$/, "not a path");
export const THUMBPRINT = decoded(text(43, 43), (value) => (fromBase64Url(value), value));

/** A point (of noble), from 86 characters. */
export const POINT = decoded(text(86, 86), pointFrom);

/** A scalar (bigint), from 43 characters. */
export const SCALAR = decoded(text(43, 43), scalarFrom);

export const TIME = decoded(pattern(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:00Z$/, "time is not of the form YYYY-MM-DDTHH:MM:00Z"), (value) => {
  const time = new Date(value);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(value.slice(0, 16))) throw new Malformed("time is not in the calendar");
  return value;
});

export const ARTIFACT = object({ sha256: HASH, length: integer() });

/** One text in several languages: a Map-like object from tag to string, the first language first. */
function textsOf(form) {
  return (value, path) => {
    require(typeof value === "object" && value !== null && !Array.isArray(value), "texts expected", path);
    const languages = Object.keys(value);
    require(languages.length >= 1 && languages.length <= MAX_LANGUAGES, "number of languages", path);
    return Object.fromEntries(languages.map((tag) => [TAG(tag, path), form(value[tag], join(path, tag))]));
  };
}

export const TEXTS = textsOf(text(1, 2000));
export const TEXTS_WITH_LINES = textsOf(text(1, 2000, true));

const COORDINATE = decoded(text(43, 43), fromBase64Url);

/** A public key `{"crv","kty","x","y"}`; the value keeps x and y as text, and has `point`. */
export function JWK(value, path) {
  const { x, y } = object({ crv: word("P-256"), kty: word("EC"), x: COORDINATE, y: COORDINATE })(value, path);
  const point = decoded((both) => both, decodePoint)(Uint8Array.of(...x, ...y), path);
  return { crv: "P-256", kty: "EC", x: value.x, y: value.y, point };
}

const VKEY_TYPES = new Map([[1, 32], [4, 32], [6, 1312]]);

/** A signed-note verifier key as `{name, id (8 hexadecimal digits), type, key, text}`. */
export function parseVkey(value) {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(value);
  if (!parts || value.length > 2000 || !/^[!-*,-~]{1,100}$/.test(parts[1])) throw new Malformed("not a verifier key");
  const typed = fromBase64(parts[3]);
  if (VKEY_TYPES.get(typed[0]) !== typed.length - 1) throw new Malformed("not a verifier key of a known type");
  const id = sha256(Uint8Array.of(...utf8(`${parts[1]}\n`), ...typed)).slice(0, 4);
  if (!same(id, Uint8Array.from(parts[2].match(/../g), (digits) => Number.parseInt(digits, 16)))) throw new Malformed("key id does not belong to the verifier key");
  return { name: parts[1], id: parts[2], type: typed[0], key: typed.slice(1), text: value };
}

export const VKEY = decoded(text(1, 2000), parseVkey);

/** A detached JWS with the fixed header and this `typ`; kept as text. */
export function detachedJws(typ) {
  const header = new RegExp(`^\\{"alg":"ES256","kid":"([A-Za-z0-9_-]{43})","typ":"${typ}"\\}$`);
  return decoded(pattern(/^[A-Za-z0-9_-]{1,300}\.\.[A-Za-z0-9_-]{86}$/, `not a detached signature of type ${typ}`), (value) => {
    const [first, , last] = value.split(".");
    const kid = header.exec(String.fromCharCode(...fromBase64Url(first)))?.[1];
    if (!kid) throw new Malformed("JWS header is not the fixed one");
    fromBase64Url(kid);
    fromBase64Url(last);
    return value;
  });
}

export function require(holds, rule, path) {
  if (!holds) throw new Malformed(rule, path);
}

function join(path, name) {
  return path ? `${path}.${name}` : name;
}
