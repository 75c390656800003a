// SPDX-License-Identifier: Apache-2.0

// What went wrong, in words, and what to do next.
import { Failure, Notice } from "../app/components.js";
import { html } from "../app/html.js";
import { hasText, t } from "../app/i18n.js";

export function Trouble({ error, retry }) {
  const key = `trustee.trouble.${error.rule}`;
  if (!error.rule || !hasText(key)) return html`<${Failure} error=${error} retry=${retry} />`;
  const failures = error.report?.rows.filter(({ outcome }) => outcome === "FAIL") ?? [];
  return html`<${Notice} kind="bad" role="alert" title=${t(key)}>
    <p>${t(`${key}.help`)}</p>
    <p class="fine" lang="en">${error.detail}</p>
    ${failures.length > 0 && html`<ul lang="en">${failures.map(({ check, failures: [first] }) => html`<li key=${check}><code>${check}</code>: ${first?.reason}</li>`)}</ul>`}
    ${retry && html`<p><button type="button" class="button" onClick=${retry}>${t("app.retry")}</button></p>`}
  <//>`;
}
