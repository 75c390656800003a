// SPDX-License-Identifier: Apache-2.0

// A trustee's key while it is open in this page. It is in the page's memory and, sealed under its passphrase, in the file and in this browser's
// storage: what is promised to the board is kept before it is sent, so that a page that was closed goes on where it stopped.
import { p256 } from "../vendor/noble-curves/nist.js";
import { concat, fromBase64Url, same, toBase64Url, utf8 } from "../urna/bytes.js";
import { thumbprint } from "../urna/jws.js";
import { Malformed } from "../urna/malformed.js";
import { scalarFrom } from "../urna/group.js";
import { open, seal } from "../staff/keys/keyfile.js";
import { newPassphrase } from "../staff/keys/passphrase.js";
import { privateJwk, readContent, writeContent } from "./content.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const STORED = "urna-trustee-";

/** Makes a key in a new file: `{file, passphrase}`, and nothing else of it is kept, so that only who can open the file goes on with it. */
export async function makeKeyFile(name) {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const { d, x, y } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const content = writeContent({ name, jwk: privateJwk(scalarFrom(d), x, y), elections: [] });
  const passphrase = newPassphrase();
  const file = `${await seal(passphrase, content)}\n`;
  content.fill(0);
  return { file, passphrase };
}

/** Opens a key file, and what this browser has kept of it since. */
export async function openTrusteeKey(file, passphrase) {
  const content = await contentOf(file, passphrase);
  const kept = storage(thumbprint(content.jwk));
  const text = kept.read();
  let current = file;
  if (text !== null && text !== file.trim()) {
    const later = await contentOf(text, passphrase).catch(() => null);
    if (later && thumbprint(later.jwk) === thumbprint(content.jwk)) {
      content.elections = merged(content.elections, later.elections);
      current = await sealed(content, passphrase); // what is saved from here on must hold what the browser has kept
      kept.write(current);
    }
  }
  const { d, ...known } = content.jwk;
  const own = p256.getPublicKey(fromBase64Url(d), false).slice(1);
  if (toBase64Url(own.slice(0, 32)) !== known.x || toBase64Url(own.slice(32)) !== known.y) throw new Malformed("private and public part do not belong together");
  const key = await crypto.subtle.importKey("jwk", content.jwk, CURVE, false, ["sign"]);
  return new TrusteeKey(content, key, passphrase, kept, current);
}

async function sealed(content, passphrase) {
  const bytes = writeContent(content);
  const text = await seal(passphrase, bytes);
  bytes.fill(0);
  return text;
}

async function contentOf(file, passphrase) {
  const bytes = await open(passphrase, file.trim());
  try {
    return readContent(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** Of each election, whichever says more: nothing that was promised is forgotten, whichever of file and storage is older. */
function merged(one, other) {
  const said = (record) => record.messages.length + 1000 * record.attempts.filter(({ share }) => share !== undefined).length + (record.agreed ? 1_000_000 : 0);
  const all = new Map(one.map((record) => [record.election, record]));
  for (const record of other) {
    const before = all.get(record.election);
    if (before?.agreed && record.agreed && before.agreed.root !== record.agreed.root) throw new Malformed("the key file and this browser have agreed to different boards");
    if (!before || said(record) > said(before)) all.set(record.election, record);
  }
  return [...all.values()];
}

/** The sealed key in this browser's storage. */
function storage(print) {
  const name = STORED + print;
  return {
    read() {
      try {
        return localStorage.getItem(name);
      } catch {
        return null;
      }
    },
    write(text) {
      localStorage.setItem(name, text);
    },
  };
}

export class TrusteeKey {
  #content;
  #key;
  #passphrase;
  #kept;
  #file;

  constructor(content, key, passphrase, kept, file) {
    this.#content = content;
    this.#key = key;
    this.#passphrase = passphrase;
    this.#kept = kept;
    this.#file = file.trim();
    this.name = content.name;
    const { crv, kty, x, y } = content.jwk;
    this.jwk = { crv, kty, x, y };
    this.thumbprint = thumbprint(this.jwk);
  }

  /** What is kept of an election. */
  record(election) {
    return this.#content.elections.find((each) => each.election === election) ?? { election, attempts: [], messages: [] };
  }

  /** Keeps what changed; a promise that holds when this browser has it. */
  async store(record) {
    const others = this.#content.elections.filter(({ election }) => election !== record.election);
    const changed = { ...this.#content, elections: [...others, record] };
    const text = await sealed(changed, this.#passphrase);
    this.#kept.write(text);
    this.#content = changed;
    this.#file = text;
  }

  /** The key file as it is now. */
  get file() {
    return `${this.#file}\n`;
  }

  /** Whether this is the file as it is now, opens with this passphrase, and holds all that this page does. */
  async isSaved(file, passphrase) {
    if (file.trim() !== this.#file) throw Object.assign(new Error("another file"), { differs: true });
    const [loaded, here] = [await contentOf(file, passphrase), this.#content].map(writeContent);
    const holds = same(loaded, here);
    loaded.fill(0);
    here.fill(0);
    if (!holds) throw new Malformed("the file holds something else than this page");
    return true;
  }

  /** A detached JWS over these bytes. */
  async sign(typ, bytes) {
    const header = toBase64Url(utf8(`{"alg":"ES256","kid":"${this.thumbprint}","typ":"${typ}"}`));
    const signed = utf8(`${header}.${toBase64Url(bytes)}`);
    const signature = new Uint8Array(await crypto.subtle.sign(SIGNATURE, this.#key, concat(signed)));
    return `${header}..${toBase64Url(signature)}`;
  }

  toString() {
    return "TrusteeKey[hidden]";
  }
}
