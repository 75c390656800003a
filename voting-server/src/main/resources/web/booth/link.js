// SPDX-License-Identifier: Apache-2.0

/**
 * Takes the voting code out of the page's address before anything else runs: this module imports nothing and stands first in the page. The
 * fragment never reaches a server; from here on it is in neither the address bar nor the history of this window.
 */
let text = take();
const listeners = new Set();

function take() {
  const found = location.hash.slice(1);
  if (found !== "" || location.href.endsWith("#")) {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return decoded(found);
}

function decoded(found) {
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

addEventListener("hashchange", () => {
  text = take();
  if (text !== "") {
    listeners.forEach((listener) => listener());
  }
});

/** What stood behind the `#`, once: the next call gives an empty string. */
export function takeLinkText() {
  const taken = text;
  text = "";
  return taken;
}

/** Calls back when another link is opened in this window. */
export function onLink(listener) {
  listeners.add(listener);
}
