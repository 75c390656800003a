// SPDX-License-Identifier: Apache-2.0

// The help desk: where a member's message is, whether they have voted (never how), and a new code for who needs one.
import { Badge, Loading } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Apart, isApart } from "../apart.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, Confirm, Problem, toast, useAction } from "../parts.js";
import { day } from "./days.js";
import { Requests } from "./requests.js";
import { Revoking } from "./revoking.js";

export const tab = { name: "helpdesk", label: "helpdesk.title", needs: "listStandings", view: HelpDesk };

export const MESSAGES = "/assets/staff/helpdesk/messages/";

const PAGE = 20;
const BEFORE = ["draft", "key-ceremony"];
const VOTING = ["sealed", "open"];
const STATES = { queued: "plain", sent: "ok", bounced: "bad" };

function HelpDesk({ id, election }) {
  if (isApart(election)) return html`<${Apart} what="helpdesk" />`;
  if (BEFORE.includes(election.state)) return html`<p class="lead">${t("helpdesk.before")}</p>`;
  return html`<${Desk} id=${id} election=${election} />`;
}

function Desk({ id, election }) {
  const [round, setRound] = useState(0);
  return html`
    <p class="lead">${t("helpdesk.lead")}</p>
    <${Finding} id=${id} election=${election} changed=${() => setRound(round + 1)} />
    <${Requests} id=${id} election=${election} round=${round} />
  `;
}

function Finding({ id, election, changed }) {
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState(null);
  const [found, setFound] = useState([]);
  const [more, setMore] = useState(false);
  const [asking, setAsking] = useState(null);
  const [revoking, setRevoking] = useState(null);
  const { busy, error, run } = useAction();
  const load = async (sought, before) => {
    const after = before.length > 0 ? before[before.length - 1].memberNumber : "";
    const page = await run(() => call("GET", `/elections/${id}/standings?${new URLSearchParams({ search: sought, after })}`));
    if (!page) return;
    setAsked(sought);
    setFound([...before, ...page]);
    setMore(page.length === PAGE);
  };
  const submit = () => search.trim() && load(search.trim(), []);
  const ask = async () => {
    await call("POST", `/elections/${id}/reissues`, { body: { memberNumber: asking.memberNumber } });
    toast(t("helpdesk.asked", { number: asking.memberNumber }));
    load(asked, []);
    changed();
  };
  return html`
    <${Form} label=${t("helpdesk.search")} onSubmit=${submit}>
      <${TextField} label=${t("helpdesk.search")} hint=${t("helpdesk.search.hint")} type="search" autocomplete="off" maxlength="200" value=${search} onInput=${setSearch} />
      <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t("helpdesk.find")}<//></div>
    <//>
    ${error && html`<${Problem} error=${error} />`}
    ${busy && found.length === 0 && html`<${Loading} />`}
    <p role="status">${asked !== null && found.length === 0 && !busy ? t("helpdesk.none") : ""}</p>
    ${found.map((each) => html`<${Member} key=${each.memberNumber} member=${each} ask=${() => setAsking(each)} revoke=${VOTING.includes(election.state) && each.voted === "not-voted" && may("proposeRevocations") && (() => setRevoking(each))} />`)}
    ${more && html`<div class="cluster"><${ActionButton} busy=${busy} onClick=${() => load(asked, found)}>${t("helpdesk.more")}<//></div>`}
    ${asking &&
    html`<${Confirm} title=${t("helpdesk.ask.title", { name: asking.name || asking.memberNumber })} label=${t("helpdesk.ask")} action=${ask} onClose=${() => setAsking(null)}>
      <p>${t("helpdesk.ask.text")}</p>
      <p>${t(`helpdesk.ask.${asking.channel}`)} ${asking.channel === "email" && html`<bdi>${asking.email}</bdi>`}</p>
    <//>`}
    ${revoking && html`<${Revoking} id=${id} member=${revoking} onClose=${() => setRevoking(null)} />`}
  `;
}

function Member({ member, ask, revoke }) {
  const named = html`<span class="visually-hidden">: ${member.name || member.memberNumber}</span>`;
  const { message, voted, votedOn, reissue, noReissue } = member;
  return html`<article class="card helpdesk-member" aria-label=${member.name || member.memberNumber}>
    <h3><bdi>${member.name || "–"}</bdi></h3>
    <p><bdi>${member.memberNumber}</bdi> · ${member.class ? html`<bdi>${member.class}</bdi> · ` : ""}<bdi>${member.email || t("helpdesk.byPost")}</bdi></p>
    <dl class="helpdesk-states">
      <div><dt>${t("helpdesk.message")}</dt><dd>${message ? html`<${Badge} kind=${STATES[message.state]}>${t(`helpdesk.message.${member.channel}.${message.state}`)}<//> ${message.day && day(message.day)} ${message.status && html`<code>${message.status}</code>`}` : "–"}</dd></div>
      <div><dt>${t("helpdesk.vote")}</dt><dd><${Badge} kind=${voted === "voted" ? "info" : "plain"}>${t(`helpdesk.${voted}`)}<//> ${votedOn && day(votedOn)}</dd></div>
      ${reissue && html`<div><dt>${t("helpdesk.reissue")}</dt><dd><${Badge} kind=${reissue.state === "done" ? "ok" : "warn"}>${t(`helpdesk.reissue.${reissue.state}`)}<//> ${day(reissue.day)}</dd></div>`}
    </dl>
    ${message?.state === "bounced" && !noReissue && html`<p class="fine">${t("helpdesk.bounced.text")}</p>`}
    ${noReissue && html`<p class="fine">${t(`helpdesk.no.${noReissue}`)}</p>`}
    ${(revoke || (!noReissue && may("askReissue"))) &&
    html`<div class="cluster">
      ${!noReissue && may("askReissue") && html`<button type="button" class="button" onClick=${ask}>${t("helpdesk.ask")}${named}</button>`}
      ${revoke && html`<button type="button" class="button" onClick=${revoke}>${t("helpdesk.revoke")}${named}</button>`}
    </div>`}
  </article>`;
}
