// SPDX-License-Identifier: Apache-2.0

// Complaints of voters: what the board proves about each, and what was answered.
import { Badge, Facts, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Form, TextField } from "../forms.js";
import { day } from "../helpdesk/days.js";
import { ActionButton, Dialog, Problem, toast, useAction, useLoaded } from "../parts.js";

export const tab = { name: "complaints", label: "complaints.title", needs: "listComplaints", view: Complaints };

export const MESSAGES = "/assets/staff/complaints/messages/";

const BEFORE = ["draft", "key-ceremony", "credentials", "sealed"];
const KINDS = { stands: "ok", "promise-broken": "bad", "another-receipt": "warn", "code-used": "warn", "nothing-proven": "plain", contradictory: "plain", "other-election": "plain" };

function Complaints({ id, election }) {
  if (BEFORE.includes(election.state)) return html`<p class="lead">${t("complaints.before")}</p>`;
  return html`<${All} id=${id} />`;
}

function All({ id }) {
  const { value, error, reload } = useLoaded(() => call("GET", `/elections/${id}/complaints`));
  const [answering, setAnswering] = useState(null);
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!value) return null;
  const broken = value.filter(({ outcome, state }) => outcome === "promise-broken" && state === "open");
  const close = (done) => {
    setAnswering(null);
    if (done) reload();
  };
  return html`
    <p class="lead">${t("complaints.lead")}</p>
    ${broken.length > 0 && html`<${Notice} kind="bad" role="alert" title=${t("complaints.alarm", { count: broken.length })}><p>${t("complaints.alarm.text")}</p><//>`}
    <p><a class="button" href=${`/e/${id}/complain`}>${t("complaints.take")}</a></p>
    ${value.length === 0 && html`<p>${t("complaints.none")}</p>`}
    ${value.map((each) => html`<${Complaint} key=${each.number} id=${id} complaint=${each} answer=${() => setAnswering(each)} />`)}
    ${answering && html`<${Answer} id=${id} complaint=${answering} onClose=${close} />`}
  `;
}

function Complaint({ id, complaint, answer }) {
  const { number, outcome, index, state, contact, words, rule } = complaint;
  return html`<article class="card" aria-label=${t("complaints.one", { number })}>
    <h3>${t("complaints.one", { number })} <${Badge} kind=${KINDS[outcome]}>${t(`page.complain.${outcome}`)}<//> <${Badge} kind=${state === "open" ? "warn" : "ok"}>${t(`complaints.${state}`)}<//></h3>
    <p>${t(`complaints.${outcome}`)}</p>
    <${Facts}
      rows=${[
        [t("complaints.day"), day(complaint.day)],
        [t("complaints.entry"), index !== undefined && html`<a href=${`/e/${id}/entries#${index}`}>${index}</a>`],
        [t("complaints.ballot"), html`<code class="anchor" dir="ltr">${complaint.ballot}</code>`],
        [t("complaints.rule"), rule && html`<bdi>${rule}</bdi>`],
        [t("complaints.contact"), contact && html`<bdi>${contact}</bdi>`],
        [t("complaints.words"), words && html`<bdi class="prewrap">${words}</bdi>`],
        [t("complaints.answer"), complaint.answer && html`<bdi class="prewrap">${complaint.answer}</bdi>`],
      ]}
    />
    <div class="cluster">
      <a class="button small" href=${`/api/v1/elections/${id}/complaints/${number}/file`} download=${`complaint-${number}.txt`}>${t("complaints.file")}<span class="visually-hidden"> ${number}</span></a>
      ${state === "open" && may("answerComplaint") && html`<button type="button" class="button small primary" onClick=${answer}>${t("complaints.answered.set")}<span class="visually-hidden"> ${number}</span></button>`}
    </div>
  </article>`;
}

function Answer({ id, complaint: { number }, onClose }) {
  const { busy, error, run } = useAction();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const submit = async () => {
    setTried(true);
    if (!text.trim()) return;
    const done = await run(async () => {
      await call("POST", `/elections/${id}/complaints/${number}/answer`, { body: { answer: text.trim() } });
      return true;
    });
    if (!done) return;
    toast(t("complaints.noted", { number }));
    onClose(true);
  };
  return html`<${Dialog} title=${t("complaints.answered.set")} onClose=${() => onClose(false)}>
    <p>${t("complaints.answered.text")}</p>
    <${Form} label=${t("complaints.answered.set")} onSubmit=${submit}>
      <${TextField} multiline label=${t("complaints.answer")} hint=${t("complaints.answer.hint")} error=${tried && !text.trim() ? t("complaints.answer.missing") : ""} maxlength="2000" value=${text} onInput=${setText} />
      ${error && html`<${Problem} error=${error} />`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.save")}<//>
        <button type="button" class="button" onClick=${() => onClose(false)}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}
