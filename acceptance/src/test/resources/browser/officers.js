// SPDX-License-Identifier: Apache-2.0
import { readDecision } from "/assets/staff/decisions/decision.js";
import { makeKeyFile, openKeyFile, spoken } from "/assets/staff/keys/officer-key.js";
import { whoSigned } from "/assets/staff/decisions/officers.js";
import { JWK } from "/assets/urna/form.js";
import { Malformed } from "/assets/urna/malformed.js";

export const make = ({ name }) => makeKeyFile(name);

/** What a key file opens to, with a signature over `text`; or why it does not open. */
export async function open({ file, passphrase, text }) {
  try {
    const key = await openKeyFile(file, passphrase);
    return { name: key.name, key: JSON.stringify(key.jwk), thumbprint: key.thumbprint, spoken: spoken(key.thumbprint), jws: await key.sign(text) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { malformed: error.message };
  }
}

/** The action of a decision's text; or why it is none. */
export async function decision({ text }) {
  try {
    return { action: readDecision(text).action };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { malformed: error.message };
  }
}

/** How many of these signatures over a text are by this officer. */
export async function signed({ text, jws, key }) {
  const officer = JSON.parse(key);
  const { signed: holding } = whoSigned(text, jws, [{ name: "A", key: JWK({ crv: officer.crv, kty: officer.kty, x: officer.x, y: officer.y }, ""), thumbprint: (await import("/assets/urna/jws.js")).thumbprint(officer) }]);
  return { count: holding.length };
}
