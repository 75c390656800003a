// SPDX-License-Identifier: Apache-2.0

// What the check found, in numbers; what staff still have to decide; and the step that makes it the roll.
import { Facts, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Confirm } from "../parts.js";
import { Report } from "./report.js";
import { SamePersons } from "./same-persons.js";

export function Checked({ id, now, draft, done }) {
  const { summary } = now;
  const imported = now.state === "imported";
  const [asking, setAsking] = useState(false);
  const commit = async () => done(await call("POST", `/elections/${id}/roll/commit`, { body: { accept: summary.rejected > 0 ? "good" : "all" } }));
  return html`
    ${imported && html`<${Notice} kind="ok" title=${t("roll.imported", { count: summary.accepted })} />`}
    <${Numbers} summary=${summary} />
    ${summary.undecided > 0 && !imported && html`<${Notice} kind="warn" title=${t("roll.undecided", { count: summary.undecided })}><p>${t("roll.undecided.text")}</p><//>`}
    ${draft && !imported && html`<${SamePersons} id=${id} summary=${summary} done=${done} />`}
    ${draft && !imported && may("commitRoll") && html`<${Commit} summary=${summary} ask=${() => setAsking(true)} />`}
    <${Report} id=${id} summary=${summary} />
    ${asking &&
    html`<${Confirm} title=${t("roll.commit")} label=${t("roll.commit.confirm")} action=${commit} onClose=${() => setAsking(false)}>
      <p>${t("roll.commit.accepted", { count: summary.accepted })}</p>
      ${summary.rejected > 0 && html`<p><strong>${t("roll.commit.rejected", { count: summary.rejected })}</strong></p>`}
      ${summary.removed > 0 && html`<p><strong>${t("roll.commit.removed", { count: summary.removed })}</strong></p>`}
    <//>`}
  `;
}

function Numbers({ summary }) {
  return html`<${Facts}
    rows=${[
      [t("roll.rows"), number(summary.rows)],
      [t("roll.show.accepted"), number(summary.accepted)],
      [t("roll.letters"), number(summary.letters)],
      [t("roll.show.rejected"), number(summary.rejected)],
      [t("roll.show.added"), number(summary.added)],
      [t("roll.show.changed"), number(summary.changed)],
      [t("roll.show.removed"), number(summary.removed)],
    ]}
  />`;
}

function Commit({ summary, ask }) {
  const ready = summary.accepted > 0 && summary.undecided === 0;
  return html`<div class="cluster">
    <button type="button" class="button primary" aria-disabled=${String(!ready)} aria-describedby="commit-hint" onClick=${() => ready && ask()}>
      ${t(summary.rejected > 0 ? "roll.commit.good" : "roll.commit", { count: summary.accepted })}
    </button>
    <p class="fine" id="commit-hint">${t(ready ? "roll.commit.text" : "roll.commit.notYet")}</p>
  </div>`;
}
