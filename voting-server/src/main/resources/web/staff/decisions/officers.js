// SPDX-License-Identifier: Apache-2.0

// Who is in office, and when voting ends: the manifest, as changed by what officers have decided since.
import { utf8 } from "../../urna/bytes.js";
import { JWK, detachedJws } from "../../urna/form.js";
import { parseJws, thumbprint, verifyDetached } from "../../urna/jws.js";

const TYPE = "urna-decision";
const FORM = detachedJws(TYPE);

/** `[{name, key, thumbprint}]`, in the order in which they took office. `decided` are the decisions that stand on the board, in order. */
export function officersInOffice(manifest, decided) {
  const officers = new Map(manifest.officers.map((each) => [thumbprint(each.key), each]));
  for (const { action, arguments: change } of decided) {
    if (action !== "officer-changed") continue;
    if (change.removed !== undefined) officers.delete(change.removed);
    if (change.added !== undefined) officers.set(thumbprint(change.added.key), change.added);
  }
  return Array.from(officers, ([print, { name, key }]) => ({ name, key: key.point ? key : JWK(key, "key"), thumbprint: print }));
}

/** When voting ends, extensions included. */
export function deadline(manifest, decided) {
  const extended = decided.filter(({ action }) => action === "deadline-extended");
  return extended.length > 0 ? extended.at(-1).arguments.closes : manifest.schedule.closes;
}

/**
 * The officers whose signatures over exactly this text hold: what counts, whatever the server lists.
 *
 * @param signatures detached JWS, as the server has them
 * @param officers those in office
 * @returns `{signed: [officer], wrong: [jws]}`, each officer once
 */
export function whoSigned(text, signatures, officers) {
  const signed = new Map();
  const wrong = [];
  for (const jws of signatures) {
    const officer = signerOf(jws, text, officers);
    if (officer) signed.set(officer.thumbprint, officer);
    else wrong.push(jws);
  }
  return { signed: [...signed.values()], wrong };
}

function signerOf(jws, text, officers) {
  try {
    FORM(jws, "signature");
    const officer = officers.find((each) => each.thumbprint === parseJws(jws).kid);
    return officer && verifyDetached(jws, officer.key, TYPE, utf8(text)) ? officer : undefined;
  } catch {
    return undefined;
  }
}
