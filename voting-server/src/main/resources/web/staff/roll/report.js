// SPDX-License-Identifier: Apache-2.0

// The report of every row, by pages, and as a table to keep.
import { Badge, DataTable, Loading } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";
import { call } from "../api.js";
import { SelectField } from "../forms.js";
import { ActionButton, Problem, useAction } from "../parts.js";
import { Remarks } from "./remarks.js";

const PAGE = 100;
const FILTERS = ["rejected", "noted", "added", "changed", "removed", "accepted", "all"];
const COUNTED = { all: "rows" };

export function Report({ id, summary }) {
  const [show, setShow] = useState(summary.rejected > 0 ? "rejected" : "all");
  const [rows, setRows] = useState(null);
  const [more, setMore] = useState(false);
  const { busy, error, run } = useAction();
  const load = async (before) => {
    const after = before.length > 0 ? before[before.length - 1].cursor : 0;
    const page = await run(() => call("GET", `/elections/${id}/roll/report?show=${show}&after=${after}`));
    if (!page) return;
    setRows([...before, ...page]);
    setMore(page.length === PAGE);
  };
  useEffect(() => {
    setRows(null);
    load([]);
  }, [show]);
  const options = FILTERS.map((each) => [each, `${t(`roll.show.${each}`)} (${number(summary[COUNTED[each] ?? each])})`]);
  return html`
    <h3>${t("roll.report")}</h3>
    <${Rules} summary=${summary} />
    <div class="roll-filter">
      <${SelectField} label=${t("roll.show")} value=${show} options=${options} onInput=${setShow} />
    </div>
    <p><a href=${`/api/v1/elections/${id}/roll/report.csv?show=${show}`} download="roll-report.csv">${t("roll.report.csv")}</a></p>
    ${error && html`<${Problem} error=${error} retry=${() => load(rows ?? [])} />`}
    ${!rows && !error && html`<${Loading} />`}
    ${rows?.length === 0 && html`<p>${t("roll.report.none")}</p>`}
    ${rows?.length > 0 && html`<${Rows} rows=${rows} />`}
    ${more && html`<div class="cluster"><${ActionButton} busy=${busy} onClick=${() => load(rows)}>${t("roll.report.more")}<//></div>`}
  `;
}

/** How often each rule was broken. */
function Rules({ summary }) {
  const rules = Object.entries(summary.rejectedByRule ?? {});
  if (rules.length === 0) return null;
  return html`<ul class="roll-remarks roll-counts">
    ${rules.map(([rule, count]) => html`<li key=${rule}>${t(`roll.remark.${rule}`)}: ${number(count)}</li>`)}
  </ul>`;
}

function Rows({ rows }) {
  return html`<${DataTable}
    caption=${t("roll.report")}
    hideCaption
    columns=${[
      { label: t("roll.line"), head: true },
      { label: t("roll.field.member_number") },
      { label: t("roll.field.name") },
      { label: t("roll.verdict") },
      { label: t("roll.remarks") },
    ]}
    rows=${rows.map((row) => [
      row.line === undefined ? "–" : number(row.line),
      row.memberNumber && html`<bdi>${row.memberNumber}</bdi>`,
      row.name && html`<bdi>${row.name}</bdi>`,
      html`<${Verdict} row=${row} />`,
      row.remarks.length > 0 && row.change !== "removed" ? html`<${Remarks} remarks=${row.remarks} />` : "",
    ])}
  />`;
}

function Verdict({ row }) {
  if (row.change === "removed") return html`<${Badge} kind="warn">${t("roll.change.removed")}<//>`;
  if (row.outcome === "rejected") return html`<${Badge} kind="bad">${t("roll.bad")}<//>`;
  return html`<${Badge} kind="ok">${t("roll.good")}<//> ${row.change !== "same" && html`<${Badge}>${t(`roll.change.${row.change}`)}<//>`}`;
}
