// SPDX-License-Identifier: Apache-2.0

// An officer's signing key: made here, kept in a file under a passphrase, and never sent anywhere. A key that was opened signs for as long as
// the page lives; script cannot read it out of the browser again.
import { p256 } from "../../vendor/noble-curves/nist.js";
import { concat, fromBase64Url, toBase64Url, utf8 } from "../../urna/bytes.js";
import { SYMBOLS } from "../../urna/crockford.js";
import { JWK, SCALAR, object, readAs, require, text, word } from "../../urna/form.js";
import { encodeScalar } from "../../urna/group.js";
import { writeBytes } from "../../urna/json.js";
import { thumbprint } from "../../urna/jws.js";
import { Malformed } from "../../urna/malformed.js";
import { open, seal } from "./keyfile.js";
import { newPassphrase } from "./passphrase.js";

const KIND = "urna-officer-1";
const TYPE = "urna-decision";
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const UNSEEN = /[\p{Cc}\p{Cs}\p{Cf}]/u;

const COORDINATE = text(43, 43);
const PRIVATE = object({ crv: word("P-256"), d: SCALAR, kty: word("EC"), x: COORDINATE, y: COORDINATE });
const CONTENT = object({ keyFile: word(KIND), name: text(1, 200), signingKey: PRIVATE });

/** Whether a name can stand in a key file: 1 to 200 characters, all of them seen. */
export const isName = (name) => name.trim() !== "" && [...name].length <= 200 && !UNSEEN.test(name);

/**
 * Makes a key in a new file under a new passphrase.
 *
 * @returns a promise of `{file, passphrase}`: nothing else of the key is kept, so that only who can open the file goes on with it
 */
export async function makeKeyFile(name) {
  if (!isName(name)) throw new RangeError("a name has 1 to 200 characters, none of them a control character");
  const pair = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const { crv, d, kty, x, y } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const content = writeBytes({ keyFile: KIND, name, signingKey: { crv, d, kty, x, y } });
  const passphrase = newPassphrase();
  const file = await seal(passphrase, content);
  content.fill(0);
  return { file: `${file}\n`, passphrase };
}

/**
 * Opens an officer's key file.
 *
 * @returns a promise of an `OfficerKey`
 * @throws Malformed if the passphrase is wrong or it is no officer's key file
 */
export async function openKeyFile(file, passphrase) {
  const content = await open(passphrase, file);
  try {
    const { name, signingKey } = readAs(CONTENT, content);
    const publicBytes = p256.getPublicKey(encodeScalar(signingKey.d), false).slice(1);
    const key = { crv: "P-256", kty: "EC", x: toBase64Url(publicBytes.slice(0, 32)), y: toBase64Url(publicBytes.slice(32)) };
    require(key.x === signingKey.x && key.y === signingKey.y, "private and public part do not belong together", "signingKey");
    const jwk = { ...key, d: toBase64Url(encodeScalar(signingKey.d)) };
    return new OfficerKey(name, JWK(key, "signingKey"), await crypto.subtle.importKey("jwk", jwk, CURVE, false, ["sign"]));
  } finally {
    content.fill(0);
  }
}

/** An opened key: its name, the public half, and `sign`. */
export class OfficerKey {
  #key;

  constructor(name, jwk, key) {
    this.name = name;
    this.jwk = { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y };
    this.thumbprint = thumbprint(jwk);
    this.#key = key;
  }

  /** A detached JWS over exactly the bytes of a decision's text. */
  async sign(decision) {
    if (/[^\x20-\x7e]/.test(decision)) throw new Malformed("a decision is ASCII");
    const header = toBase64Url(utf8(`{"alg":"ES256","kid":"${this.thumbprint}","typ":"${TYPE}"}`));
    const signed = concat(utf8(`${header}.`), utf8(toBase64Url(utf8(decision))));
    const signature = new Uint8Array(await crypto.subtle.sign(SIGNATURE, this.#key, signed));
    return `${header}..${toBase64Url(signature)}`;
  }

  /** What stands in the manifest for this officer, as `officer new --json` prints it. */
  get entry() {
    return { name: this.name, key: this.jwk };
  }
}

/**
 * A thumbprint for reading aloud: all of its 256 bits in Crockford's base 32, thirteen groups of four characters of which none sounds or looks
 * like another.
 */
export function spoken(print) {
  const bits = Array.from(fromBase64Url(print), (byte) => byte.toString(2).padStart(8, "0")).join("");
  const symbols = bits.padEnd(260, "0").match(/.{5}/g).map((five) => SYMBOLS[Number.parseInt(five, 2)]);
  return symbols.join("").match(/.{4}/g).join(" ");
}
