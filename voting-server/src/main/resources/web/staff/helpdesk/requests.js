// SPDX-License-Identifier: Apache-2.0

// Requests for new codes: when members may ask, who has asked, and the step from many requests to one decision of two officers.
import { Badge, DataTable, Facts, Moment } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Form, SelectField, TextField } from "../forms.js";
import { ActionButton, Dialog, Problem, toast, useAction, useLoaded } from "../parts.js";
import { linkTo } from "../route.js";
import { day } from "./days.js";

const REASONS = ["code-lost", "code-not-received", "code-exposed", "address-changed"];
const TERMS = ["opens", "emailUntil", "postUntil"];

export function Requests({ id, election, round }) {
  const { value, error, reload } = useLoaded(() => call("GET", `/elections/${id}/reissues`), [round]);
  const [dialog, setDialog] = useState(null);
  const close = () => {
    setDialog(null);
    reload();
  };
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!value) return null;
  const waiting = value.requests.filter((each) => each.state === "waiting");
  const live = ["sealed", "open"].includes(election.state);
  return html`
    <h2>${t("helpdesk.requests")}</h2>
    <${Terms} terms=${value.terms} />
    <div class="cluster">
      ${may("proposeReissues") && live && waiting.length > 0 && html`<button type="button" class="button primary" onClick=${() => setDialog("propose")}>${t("helpdesk.propose", { count: Math.min(waiting.length, value.most) })}</button>`}
      ${may("setReissueTerms") && election.state !== "final" && html`<button type="button" class="button" onClick=${() => setDialog("terms")}>${t("helpdesk.terms.set")}</button>`}
      <a class="button" href=${`/e/${id}/reissue`}>${t("helpdesk.public")}</a>
    </div>
    ${value.requests.length === 0 ? html`<p>${t("helpdesk.requests.none")}</p>` : html`<${Table} id=${id} requests=${value.requests} reload=${reload} />`}
    ${dialog === "propose" && html`<${Propose} id=${id} count=${Math.min(waiting.length, value.most)} onClose=${close} />`}
    ${dialog === "terms" && html`<${TermsForm} id=${id} terms=${value.terms} onClose=${close} />`}
  `;
}

function Terms({ terms }) {
  const rows = TERMS.map((name) => [t(`helpdesk.terms.${name}`), terms[name] ? html`<${Moment} time=${terms[name]} />` : t(`helpdesk.terms.${name}.none`)]);
  return html`<${Facts} rows=${rows} />`;
}

function Table({ id, requests, reload }) {
  const { error, run } = useAction();
  const drop = (number) => run(async () => {
    await call("DELETE", `/elections/${id}/reissues?${new URLSearchParams({ number })}`);
    toast(t("helpdesk.dropped", { number }));
    reload();
  });
  return html`
    ${error && html`<${Problem} error=${error} />`}
    <${DataTable}
      caption=${t("helpdesk.requests")}
      hideCaption
      columns=${[{ label: t("helpdesk.member"), head: true }, { label: t("helpdesk.origin") }, { label: t("helpdesk.since") }, { label: t("helpdesk.state") }, { label: t("helpdesk.drop") }]}
      rows=${requests.map((each) => [
        html`<bdi>${each.memberNumber}</bdi> <bdi>${each.name}</bdi>`,
        t(`helpdesk.origin.${each.origin}`),
        day(each.day),
        each.state === "proposed" ? html`<a href=${linkTo("elections", id, "decisions")}>${t("helpdesk.reissue.proposed")}</a>` : html`<${Badge} kind="warn">${t("helpdesk.reissue.waiting")}<//>`,
        each.state === "waiting" && may("dropReissue") ? html`<button type="button" class="button small" onClick=${() => drop(each.memberNumber)}>${t("helpdesk.drop")}<span class="visually-hidden">: ${each.memberNumber}</span></button>` : "",
      ])}
    />`;
}

function Propose({ id, count, onClose }) {
  const { busy, error, run } = useAction();
  const [reason, setReason] = useState(REASONS[0]);
  const submit = async () => {
    const proposed = await run(() => call("POST", `/elections/${id}/reissues/proposals`, { body: { reason } }));
    if (!proposed) return;
    toast(proposed.members > 0 ? t("helpdesk.proposed", { count: proposed.members, number: proposed.number }) : t("helpdesk.proposed.none"));
    onClose();
  };
  return html`<${Dialog} title=${t("helpdesk.propose", { count })} onClose=${onClose}>
    <p>${t("helpdesk.propose.text")}</p>
    <${Form} label=${t("helpdesk.propose", { count })} onSubmit=${submit}>
      <${SelectField} label=${t("helpdesk.reason")} hint=${t("helpdesk.reason.hint")} value=${reason} options=${REASONS.map((each) => [each, t(`page.reason.${each}`)])} onInput=${setReason} />
      ${error && html`<${Problem} error=${error} /><p class="fine" lang="en">${error.message}</p>`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("helpdesk.propose.yes")}<//>
        <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}

/** Local time of the form that an input takes, and back to the board's. */
const toInput = (time) => (time ? new Date(Date.parse(time) - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : "");
const fromInput = (value) => `${new Date(value).toISOString().slice(0, 16)}:00Z`;

function TermsForm({ id, terms, onClose }) {
  const { busy, error, run } = useAction();
  const [values, setValues] = useState(Object.fromEntries(TERMS.map((name) => [name, toInput(terms[name])])));
  const submit = async () => {
    const body = Object.fromEntries(TERMS.filter((name) => values[name]).map((name) => [name, fromInput(values[name])]));
    const done = await run(async () => {
      await call("PUT", `/elections/${id}/reissues/terms`, { body });
      return true;
    });
    if (done) onClose();
  };
  return html`<${Dialog} title=${t("helpdesk.terms.set")} onClose=${onClose}>
    <p>${t("helpdesk.terms.text")}</p>
    <${Form} label=${t("helpdesk.terms.set")} onSubmit=${submit}>
      ${TERMS.map((name) => html`<${TextField} key=${name} type="datetime-local" label=${t(`helpdesk.terms.${name}`)} hint=${t("helpdesk.terms.hint")} value=${values[name]} onInput=${(value) => setValues((before) => ({ ...before, [name]: value }))} />`)}
      ${error && html`<${Problem} error=${error} /><p class="fine" lang="en">${error.message}</p>`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.save")}<//>
        <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}
