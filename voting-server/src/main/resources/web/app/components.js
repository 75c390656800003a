// SPDX-License-Identifier: Apache-2.0

// Small parts that pages and booth share. Whatever text they are given is shown as text.
import { html, useState } from "./html.js";
import { hasText, isUtcHere, localTime, manifestLanguage, manifestText, number, t, utcTime } from "./i18n.js";
import { announce } from "./shell.js";

/** A boxed message; `kind` is "info", "ok", "warn" or "bad", and is said in words too, not by colour alone. */
export function Notice({ kind = "info", title, children, role }) {
  return html`<div class="notice notice-${kind}" role=${role}>
    <span class="notice-sign" aria-hidden="true">${{ info: "i", ok: "✓", warn: "!", bad: "✕" }[kind]}</span>
    <div class="notice-body">
      ${title && html`<p class="notice-title"><span class="visually-hidden">${t(`app.notice.${kind}`)} </span>${title}</p>`}
      ${children}
    </div>
  </div>`;
}

/** Names and values: `rows` is `[[name, value], …]`; rows without a value are left out. */
export function Facts({ rows }) {
  return html`<dl class="facts">
    ${rows
      .filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false)
      .map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** A table that turns into labelled blocks where the screen is narrow. `columns`: `[{label, numeric, head}]`, `rows`: arrays of cells. */
export function DataTable({ caption, columns, rows, hideCaption = false }) {
  return html`<table class="data" role="table">
    <caption class=${hideCaption ? "visually-hidden" : ""}>${caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ label, numeric }) => html`<th key=${label} role="columnheader" scope="col" class=${numeric ? "numeric" : ""}>${label}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((cells, index) => html`<tr key=${index} role="row">${cells.map((cell, at) => tableCell(columns[at], cell))}</tr>`)}
    </tbody>
  </table>`;
}

function tableCell({ label, numeric, head }, cell) {
  const content = typeof cell === "number" ? number(cell) : cell;
  if (head) return html`<th role="rowheader" scope="row">${content}</th>`;
  return html`<td role="cell" class=${[numeric && "numeric", cell === "" && "empty"].filter(Boolean).join(" ")} data-label=${label}><span>${content}</span></td>`;
}

/** A button that puts `text` on the clipboard and says so. */
export function Copy({ text, label }) {
  const [state, setState] = useState("idle");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("done");
      announce(t("app.copied"));
    } catch {
      setState("failed");
      announce(t("app.copyFailed"), "assertive");
    }
    setTimeout(() => setState("idle"), 4000);
  };
  return html`<button type="button" class="button small" onClick=${copy}>
    ${{ idle: label ?? t("app.copy"), done: t("app.copied"), failed: t("app.copyFailed") }[state]}
  </button>`;
}

/** A command or a long value to copy, wrapped and never scrolled sideways. */
export function Command({ text, label }) {
  return html`<div class="command"><pre><code dir="ltr">${text}</code></pre><${Copy} text=${text} label=${label} /></div>`;
}

/** How far something is: `done` of `total`; without a total, only that it goes on. */
export function Progress({ label, done, total }) {
  return html`<div class="progress">
    <label>${label} <progress max=${total ?? undefined} value=${total ? done : undefined}></progress></label>
    ${total ? html`<span class="progress-figure">${number(done)} / ${number(total)}</span>` : null}
  </div>`;
}

/** A tracker, in groups that are easy to compare and break between groups only. */
export function Tracker({ value }) {
  return html`<span class="tracker" dir="ltr">
    ${value.split("-").map((group, at) => html`<span key=${at}>${at > 0 ? `-${group}` : group}</span><wbr />`)}
  </span>`;
}

/** A moment: the reader's own time, and UTC beneath it where that differs. */
export function Moment({ time }) {
  return html`<time class="moment" datetime=${time}>${localTime(time)}${!isUtcHere(time) && html`<span class="moment-utc"> ${utcTime(time)}</span>`}</time>`;
}

/** Text of the manifest in the reader's language: as text, its direction isolated, its language marked. */
export function Text({ of }) {
  return html`<bdi lang=${manifestLanguage(of)}>${manifestText(of)}</bdi>`;
}

/** Foreign text that has no language. */
export function Name({ of }) {
  return html`<bdi>${of}</bdi>`;
}

/** A word for a state, in a coloured frame. */
export function Badge({ kind = "plain", children }) {
  return html`<span class="badge badge-${kind}">${children}</span>`;
}

export function Loading({ label }) {
  return html`<p class="loading" role="status"><span class="spinner" aria-hidden="true"></span>${label ?? t("app.loading")}</p>`;
}

/** What went wrong, in words: `error` is a `Refusal` of api.js, or anything thrown. */
export function Failure({ error, retry }) {
  const key = `app.error.${error?.code ?? "unexpected"}`;
  const known = hasText(key) ? key : "app.error.unexpected";
  return html`<${Notice} kind="bad" role="alert" title=${t(known)}>
    <p>${t(`${known}.help`)}</p>
    ${known === "app.error.unexpected" && error?.message ? html`<p class="fine"><code>${error.message}</code></p>` : null}
    ${retry && html`<p><button type="button" class="button" onClick=${retry}>${t("app.retry")}</button></p>`}
  <//>`;
}
