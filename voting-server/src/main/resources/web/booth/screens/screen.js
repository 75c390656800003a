// SPDX-License-Identifier: Apache-2.0

/** What every screen of the booth has: a heading that takes the focus, the window's title, and the words that nothing is cast yet. */
import { Text } from "../../app/components.js";
import { html, useLayoutEffect, useRef } from "../../app/html.js";
import { manifestText, t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { isNotCast } from "../state.js";

const NOT_CAST = {
  encrypted: "booth.notCast.encrypted",
  test: "booth.notCast.encrypted",
  tested: "booth.notCast.tested",
};

let lastShown = null;

/**
 * A screen. `name` tells screens apart: when it changes, the page goes to the top and the heading takes the focus. `heading` is what the
 * heading holds, `title` the same as plain text, `over` what stands above it.
 */
export function Screen({ name, state, heading, title, over, children }) {
  const ref = useRef(null);
  const election = state.manifest?.title ?? state.election?.title;
  const whole = election ? manifestText(election) : title;
  usePageTitle(whole === title ? title : t("booth.screen.title", { screen: title, election: whole }));
  useLayoutEffect(() => {
    if (lastShown !== name && lastShown !== null) {
      scrollTo(0, 0);
      ref.current.focus({ preventScroll: true });
    }
    lastShown = name;
  }, [name]);
  return html`<div class="booth" data-screen=${state.screen}>
    <p class="booth-election no-print">${election && html`<${Text} of=${election} />`}</p>
    ${isNotCast(state) && html`<p class="booth-not-cast"><span aria-hidden="true">○</span> ${t(NOT_CAST[state.screen] ?? "booth.notCast")}</p>`}
    ${(state.manifest ?? state.election)?.rehearsal && html`<p class="booth-not-cast booth-rehearsal">${t("booth.rehearsal")}</p>`}
    ${over}
    <h1 ref=${ref} tabindex="-1">${heading ?? title}</h1>
    ${children}
  </div>`;
}

/** The way on and the way back, below everything else. */
export function Actions({ children }) {
  return html`<div class="booth-actions no-print">${children}</div>`;
}

export function Button({ kind = "", onClick, children, ...more }) {
  return html`<button type="button" class="button ${kind}" onClick=${onClick} ...${more}>${children}</button>`;
}
