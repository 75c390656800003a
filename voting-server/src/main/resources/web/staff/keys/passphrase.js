// SPDX-License-Identifier: Apache-2.0

// Passphrases of key files: 16 characters of Crockford's base 32 in four groups, 80 random bits, as the officers' program makes them.
import { SYMBOLS, grouped } from "../../urna/crockford.js";

const CHARACTERS = 16;
const GROUP = 4;

/** Draws a passphrase, such as 7K3M-V0QX-9RTB-2HNC. */
export function newPassphrase() {
  const drawn = crypto.getRandomValues(new Uint8Array(CHARACTERS));
  return grouped(Array.from(drawn, (byte) => SYMBOLS[byte & 31]).join(""), GROUP);
}

/**
 * The passphrase as it was drawn, if what was typed is one in any case, with or without hyphens and spaces, with O for 0 and I or L for 1;
 * anything else as it is.
 */
export function normalisedPassphrase(typed) {
  const meant = typed
    .replace(/[- ]/g, "")
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const drawn = meant.length === CHARACTERS && [...meant].every((character) => SYMBOLS.includes(character));
  return drawn ? grouped(meant, GROUP) : typed;
}
