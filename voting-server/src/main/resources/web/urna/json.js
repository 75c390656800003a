// SPDX-License-Identifier: Apache-2.0

// The strict JSON of docs/protocol.md §1 and §12: one writing for every value. The reader takes that writing and nothing else; which
// members stand there, and in which order, is for form.js to say.
import { utf8 } from "./bytes.js";
import { Malformed } from "./malformed.js";

const MAX_DEPTH = 16;
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Reads the canonical writing of a value: objects (without a prototype, members in their order), arrays, strings, booleans, and numbers
 * up to 2^53 − 1.
 */
export function read(bytes) {
  return new Reader(bytes).whole();
}

/** The canonical writing, as text; of strings, numbers, booleans, arrays, and objects whose members are in their order. */
export function write(value) {
  if (typeof value === "string") return string(value);
  if (typeof value === "boolean") return String(value);
  if (Number.isSafeInteger(value) && value >= 0) return String(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `"${name}":${write(member)}`).join(",")}}`;
  }
  throw new TypeError("JSON does not write this");
}

export const writeBytes = (value) => utf8(write(value));

function string(text) {
  if (SURROGATES.test(text)) throw new TypeError("a lone surrogate is no text");
  const escaped = text.replace(/["\\]|[^ -~]/g, (c) => (c === '"' || c === "\\" ? `\\${c}` : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`));
  return `"${escaped}"`;
}

class Reader {
  #text;
  #at = 0;
  #depth = 0;

  constructor(bytes) {
    if (bytes.some((byte) => byte < 0x20 || byte > 0x7e)) throw new Malformed("byte that canonical JSON does not have");
    this.#text = new TextDecoder().decode(bytes);
  }

  whole() {
    const value = this.#value();
    if (this.#at !== this.#text.length) throw new Malformed("bytes after the end");
    return value;
  }

  #value() {
    const next = this.#text[this.#at];
    if (next === "{") return this.#nested(() => this.#object());
    if (next === "[") return this.#nested(() => this.#array());
    if (next === '"') return this.#string();
    if (next === "t") return this.#word("true", true);
    if (next === "f") return this.#word("false", false);
    return this.#number();
  }

  #nested(read) {
    if (++this.#depth > MAX_DEPTH) throw new Malformed("nested deeper than 16");
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #object() {
    const object = Object.create(null);
    if (this.#take("}")) return object;
    do {
      const name = this.#string();
      if (!NAME.test(name)) throw new Malformed("name of a member");
      if (name in object) throw new Malformed(`member twice: ${name}`);
      this.#expect(":");
      object[name] = this.#value();
    } while (this.#take(","));
    this.#expect("}");
    return object;
  }

  #array() {
    const array = [];
    if (this.#take("]")) return array;
    do {
      array.push(this.#value());
    } while (this.#take(","));
    this.#expect("]");
    return array;
  }

  #string() {
    const match = this.#match(/"((?:[^"\\]|\\["\\]|\\u[0-9a-f]{4})*)"/y, "string expected");
    return match[1].replace(/\\(?:u(....)|(.))/g, (_, digits, plain) => plain ?? unescaped(digits)).replace(SURROGATES, () => {
      throw new Malformed("lone surrogate");
    });
  }

  #number() {
    const value = Number(this.#match(/0|[1-9][0-9]{0,15}/y, "value expected")[0]);
    if (!Number.isSafeInteger(value)) throw new Malformed("integer above 2^53 - 1");
    return value;
  }

  #word(word, value) {
    this.#match(new RegExp(word, "y"), "value expected");
    return value;
  }

  #match(pattern, rule) {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) throw new Malformed(rule);
    this.#at = pattern.lastIndex;
    return match;
  }

  #take(character) {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character) {
    if (!this.#take(character)) throw new Malformed(`${character} expected`);
  }
}

/** What `\u` and four digits stand for; only characters that have no shorter writing are written so, and of the controls only LF. */
function unescaped(digits) {
  const code = Number.parseInt(digits, 16);
  if ((code < 0x20 && code !== 0x0a) || (code >= 0x20 && code <= 0x7e)) throw new Malformed("escape of a character that has another writing or none");
  return String.fromCharCode(code);
}
