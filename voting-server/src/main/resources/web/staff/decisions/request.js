// SPDX-License-Identifier: Apache-2.0

// One request for a decision: what it says, who asked and who has signed, what this browser has checked, and what may be done with it.
import { Badge, Command, Facts, Moment, Name, Notice } from "../../app/components.js";
import { html, useId } from "../../app/html.js";
import { hasText, t } from "../../app/i18n.js";
import { may } from "../api.js";
import { actionName, oneLine, words } from "./words.js";

const BADGES = { pending: "warn", appended: "ok", expired: "plain", refused: "bad", withdrawn: "plain", failed: "bad" };

/**
 * @param item `{number, text, decision (or null), broken, state, signed, wrong, request, findings, index}`
 * @param act functions `sign`, `refuse`, `withdraw`, each given the item; those that do not apply are missing
 */
export function Request({ id, item, board, officer, selected, onSelect, act }) {
  const { decision, request, state, signed } = item;
  const heading = useId();
  const own = officer && signed.some((each) => each.thumbprint === officer.thumbprint);
  const decided = signed.length >= 2;
  const open = state === "pending";
  const safe = item.findings?.problems.length === 0;
  const signable = open && officer && !own && safe && inOffice(officer, board);
  return html`<article class="card request" aria-labelledby=${heading}>
    <div class="title-row">
      <h3 id=${heading}>${decision ? actionName(decision.action) : t("decisions.unreadable")} <span class="fine">#${item.number}</span></h3>
      <${Badge} kind=${decided && open ? "ok" : BADGES[state]}>${t(decided && open ? "decisions.state.agreed" : `decisions.state.${state}`)}<//>
    </div>
    ${item.broken && html`<${Notice} kind="bad" title=${t("decisions.unreadable")}><p>${t("decisions.unreadable.text")}</p><p class="fine" lang="en">${item.broken}</p><//>`}
    ${decision && (open ? html`<${Facts} rows=${[...asked(request), ...words(decision, board), [t("decisions.signatures"), signatures(item)]]} />` : html`<${Past} item=${item} board=${board} />`)}
    ${request?.outcome && html`<p>${ended(request)}</p>`}
    ${open && decision && html`<${Findings} id=${id} item=${item} />`}
    <details><summary>${t("decisions.exact")}</summary><pre class="raw" tabindex="0" role="group" aria-label=${t("decisions.exact")}><code dir="ltr">${item.text}</code></pre></details>
    ${item.index !== undefined && html`<p><a href=${`/e/${id}/entries#${item.index}`}>${t("decisions.entry")}</a></p>`}
    ${open &&
    html`<div class="cluster">
      ${signable && html`<label class="request-select"><input type="checkbox" checked=${selected} onChange=${(event) => onSelect(event.target.checked)} /> ${t("decisions.select")}</label>
        <button type="button" class="button primary" onClick=${() => act.sign([item])}>${t("decisions.sign")}</button>`}
      ${!decided && !request?.own && may("refuseDecision") && html`<button type="button" class="button" onClick=${() => act.refuse(item)}>${t("decisions.refuse")}</button>`}
      ${!decided && request?.own && may("withdrawDecision") && html`<button type="button" class="button" onClick=${() => act.withdraw(item)}>${t("decisions.withdraw")}</button>`}
    </div>
    ${!signable && html`<p class="fine">${t(hint({ own, decided, officer, safe, board }))}</p>`}`}
  </article>`;
}

const inOffice = (officer, board) => board.officers.some((each) => each.thumbprint === officer.thumbprint);

/** What is over needs one line; the rest is folded away. */
function Past({ item: { decision, request, ...item }, board }) {
  return html`
    <${Facts} rows=${[...asked(request), [t("decisions.decision"), oneLine(decision, board)], [t("decisions.reason"), t(`page.reason.${decision.reason}`)], [t("decisions.signatures"), signatures(item)]]} />
    <details><summary>${t("decisions.all")}</summary><${Facts} rows=${words(decision, board)} /></details>
  `;
}

/** Why it cannot be signed here and now. */
function hint({ own, decided, officer, safe, board }) {
  if (decided) return "decisions.hint.agreed";
  if (own) return "decisions.hint.own";
  if (!officer) return "decisions.hint.noKey";
  if (!inOffice(officer, board)) return "decisions.hint.notInOffice";
  return safe ? "decisions.hint.agreed" : "decisions.hint.unsafe";
}

function asked(request) {
  return request ? [[t("decisions.askedBy"), html`${request.registrar ? t("decisions.registrar") : html`<${Name} of=${request.askedBy} />`}, <${Moment} time=${request.asked} />`]] : [];
}

function signatures({ signed, wrong }) {
  if (signed.length + wrong.length === 0) return t("decisions.signatures.none");
  return html`<ul class="plain">
    ${signed.map((each) => html`<li key=${each.thumbprint}>✓ <${Name} of=${each.name} /> <span class="fine">${t("decisions.signatures.holds")}</span></li>`)}
    ${wrong.map((jws) => html`<li key=${jws} class="field-error">✕ ${t("decisions.signatures.wrong")}</li>`)}
  </ul>`;
}

function ended({ outcome, endedBy, why }) {
  const key = `decisions.why.${why}`;
  const reason = why === undefined ? "" : hasText(key) ? t(key) : why;
  return t(`decisions.ended.${outcome}`, { name: endedBy ?? "", reason });
}

/** What was compared here, what differs, and what only the program can check, with the command for it. */
function Findings({ id, item }) {
  const { findings } = item;
  if (!findings) return html`<p class="fine">${t("decisions.checking")}</p>`;
  const command = `java -jar trustee.jar officer sign --server ${location.origin} --election ${id} --key officer.key --decision ${item.number}`;
  return html`
    ${findings.problems.length > 0 &&
    html`<${Notice} kind="bad" title=${t("decisions.problems")}><ul>${findings.problems.map(({ key, params }, at) => html`<li key=${at}>${t(`decisions.problem.${key}`, params)}</li>`)}</ul><//>`}
    <details>
      <summary>${t("decisions.checks")}</summary>
      <ul class="plain">${findings.checked.map((key) => html`<li key=${key}>✓ ${t(`decisions.checked.${key}`)}</li>`)}</ul>
      <p>${t("decisions.unchecked")}</p>
      <ul>${findings.unchecked.map((key) => html`<li key=${key}>${t(`decisions.unchecked.${key}`)}</li>`)}</ul>
      <${Command} text=${command} />
    </details>`;
}
