// SPDX-License-Identifier: Apache-2.0

// The officer's key while it is open in this page: nowhere but in the page's memory, and not for long after it was last used.
import { useEffect, useState } from "../../app/html.js";
import { onSession, session } from "../api.js";
import { openKeyFile } from "./officer-key.js";

const MINUTES = 15;

let opened = null;
let timer = null;
const listeners = new Set();

/** The key that is open, or null. */
export const openedKey = () => opened;

/** The key that is open, or null; the component is drawn anew when that changes. */
export function useKey() {
  const [key, setKey] = useState(opened);
  useEffect(() => {
    listeners.add(setKey);
    return () => listeners.delete(setKey);
  }, []);
  return key;
}

/** Opens a key file; throws `Malformed` if it does not open. */
export async function openKey(file, passphrase) {
  change(await openKeyFile(file, passphrase));
  return opened;
}

/** Signs with the key that is open, which puts off its closing. */
export async function signWithKey(text) {
  const key = opened;
  change(key);
  return key.sign(text);
}

/** Forgets the key. */
export function closeKey() {
  change(null);
}

function change(key) {
  opened = key;
  clearTimeout(timer);
  if (key) timer = setTimeout(closeKey, MINUTES * 60_000);
  listeners.forEach((each) => each(opened));
}

onSession(() => {
  if (!session()) closeKey();
});
