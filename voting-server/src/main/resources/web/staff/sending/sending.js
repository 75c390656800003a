// SPDX-License-Identifier: Apache-2.0

// Getting messages to members: how far it is, begin and pause, how fast, reminders, and what is written.
import { Badge, DataTable, Facts, Loading, Moment, Notice, Progress } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Apart, isApart } from "../apart.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, Confirm, Problem, toast, useAction, useLoaded } from "../parts.js";
import { Templates } from "./templates.js";

export const tab = { name: "sending", label: "sending.title", needs: "getSending", view: Sending };

export const MESSAGES = "/assets/staff/sending/messages/";

const EVERY_MILLIS = 3_000;
const BEFORE = ["draft", "key-ceremony"];

function Sending({ id, election }) {
  if (isApart(election)) return html`<${Apart} what="sending" />`;
  if (BEFORE.includes(election.state)) return html`<p class="lead">${t("sending.before")}</p>`;
  return html`<${Running} id=${id} election=${election} />`;
}

function Running({ id, election }) {
  const { value: status, error, reload } = useLoaded(() => call("GET", `/elections/${id}/sending`));
  useEffect(() => {
    const timer = setInterval(reload, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  if (!status) return error ? html`<${Problem} error=${error} retry=${reload} />` : html`<${Loading} />`;
  const open = ["credentials", "sealed", "open"].includes(election.state);
  return html`
    <${Going} status=${status} election=${election} />
    ${election.door && html`<p>${t("sending.door")}</p>`}
    ${may("changeSending") && open && html`<${Steering} id=${id} status=${status} election=${election} reload=${reload} />`}
    <h2>${t("sending.states")}</h2>
    <${States} status=${status} />
    ${status.retrying > 0 && html`<${Notice} kind="warn" title=${t("sending.retrying", { count: status.retrying })}><p>${t("sending.retrying.text")} <code>${status.fault}</code></p><//>`}
    ${election.state === "open" && html`<${Reminding} id=${id} status=${status} reload=${reload} />`}
    <${Templates} id=${id} election=${election} />
  `;
}

function Going({ status, election }) {
  const { email, post } = status;
  const total = email.queued + email.sent + email.bounced + post.queued + post.sent + post.bounced;
  const done = total - email.queued - post.queued;
  const how = status.paused ? (done > 0 ? "paused" : "notBegun") : done === total ? "done" : "going";
  return html`
    <p class="lead">${t(total === 0 ? "sending.none" : `sending.${how}`)}</p>
    ${total > 0 && html`<${Progress} label=${t("sending.progress", { done: number(done), total: number(total) })} done=${done} total=${total} />`}
    <${Facts}
      rows=${[
        [t("sending.by"), t(`sending.by.${status.by}`)],
        [t("sending.sender"), html`<bdi>${status.sender}</bdi>`],
        [t("sending.rate"), status.by === "smtp" ? t("sending.rate.value", { count: status.rate }) : undefined],
        [t("sending.closes"), html`<${Moment} time=${election.closes} />`],
      ]}
    />
  `;
}

function Steering({ id, status, election, reload }) {
  const { busy, error, run } = useAction();
  const [rate, setRate] = useState(null);
  const [confirming, setConfirming] = useState(false);
  const change = async (body) => {
    const changed = await call("PATCH", `/elections/${id}/sending`, { body });
    reload();
    return changed;
  };
  const sealed = election.state !== "credentials" || status.by === "outbox";
  const valid = rate !== null && /^[0-9]{1,5}$/u.test(rate) && Number(rate) >= 1 && Number(rate) <= 60_000;
  return html`
    ${!sealed && html`<${Notice} title=${t("sending.unsealed")}><p>${t("sending.unsealed.text")}</p><//>`}
    <div class="cluster">
      ${status.paused
        ? sealed && html`<button type="button" class="button primary" onClick=${() => setConfirming(true)}>${t("sending.begin")}</button>`
        : html`<${ActionButton} busy=${busy} onClick=${() => run(() => change({ paused: true }))}>${t("sending.pause")}<//>`}
      <button type="button" class="button" onClick=${() => setRate(rate === null ? String(status.rate) : null)}>${t("sending.rate.change")}</button>
    </div>
    ${error && html`<${Problem} error=${error} />`}
    ${rate !== null &&
    html`<${Form} label=${t("sending.rate")} onSubmit=${async () => {
      if (valid && (await run(() => change({ rate: Number(rate) })))) setRate(null);
    }}>
      <${TextField} label=${t("sending.rate")} hint=${t("sending.rate.hint")} error=${valid ? "" : t("sending.rate.wrong")} inputmode="numeric" maxlength="5" value=${rate} onInput=${setRate} />
      <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.save")}<//></div>
    <//>`}
    ${confirming &&
    html`<${Confirm} title=${t("sending.begin.title")} label=${t("sending.begin")} action=${() => change({ paused: false })} onClose=${() => setConfirming(false)}>
      <p>${t("sending.begin.text", { count: status.email.queued })}</p>
    <//>`}
  `;
}

function States({ status }) {
  const row = (channel) => {
    const counts = status[channel];
    return [t(`sending.channel.${channel}`), counts.queued, counts.sent, counts.bounced];
  };
  return html`<${DataTable}
    caption=${t("sending.states")}
    hideCaption
    columns=${[
      { label: t("sending.channel"), head: true },
      { label: t("sending.state.queued"), numeric: true },
      { label: t("sending.state.sent"), numeric: true },
      { label: t("sending.state.bounced"), numeric: true },
    ]}
    rows=${[row("email"), row("post")]}
  />
  <p class="fine">${t("sending.states.text")}</p>`;
}

function Reminding({ id, status, reload }) {
  const [asking, setAsking] = useState(false);
  const { queued, sent, bounced } = status.email;
  if (queued + sent + bounced === 0) {
    return html`
      <h2>${t("sending.reminders")}</h2>
      <p>${t("sending.reminders.nobody")}</p>
    `;
  }
  const remind = async () => {
    const { reminders } = await call("POST", `/elections/${id}/reminders`);
    toast(t("sending.reminded", { count: reminders }));
    reload();
  };
  return html`
    <h2>${t("sending.reminders")}</h2>
    <p>${t("sending.reminders.text")}</p>
    ${status.rounds > 0 && html`<p>${t("sending.rounds", { count: status.rounds })} <${Moment} time=${status.reminded} /></p>`}
    ${status.reminders > 0 && html`<p><${Badge} kind="info">${t("sending.reminders.queued", { count: status.reminders })}<//></p>`}
    ${may("sendReminders") && status.reminders === 0 && html`<p><button type="button" class="button" onClick=${() => setAsking(true)}>${t("sending.remind")}</button></p>`}
    ${asking &&
    html`<${Confirm} title=${t("sending.remind")} label=${t("sending.remind.yes")} action=${remind} onClose=${() => setAsking(false)}>
      <p>${t("sending.remind.text")}</p>
    <//>`}
  `;
}
