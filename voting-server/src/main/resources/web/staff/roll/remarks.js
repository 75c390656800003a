// SPDX-License-Identifier: Apache-2.0

// What the check says of a row: the rule in the reader's language, and the particulars as the server wrote them.
import { html } from "../../app/html.js";
import { hasText, language, t } from "../../app/i18n.js";

export function Remarks({ remarks }) {
  return html`<ul class="roll-remarks">
    ${remarks.map((remark, index) => html`<li key=${index}>${remark.kind === "changed" ? html`<${Change} ...${remark} />` : html`<${Remark} ...${remark} />`}</li>`)}
  </ul>`;
}

function Remark({ rule, reason }) {
  const key = `roll.remark.${rule}`;
  if (language() === "en" || !hasText(key)) return html`<span lang="en">${reason}</span>`;
  return html`${t(key)} <span class="fine" lang="en">${reason}</span>`;
}

function Change({ rule, old, new: now }) {
  const key = `roll.field.${rule}`;
  return html`${hasText(key) ? t(key) : rule}: <del><bdi>${old || "–"}</bdi></del> <span aria-hidden="true">→</span> <ins><bdi>${now || "–"}</bdi></ins>`;
}
