// SPDX-License-Identifier: Apache-2.0

// The audit trail: what staff did, found by person, action, outcome, day or text; nothing here can change it.
import { Badge, DataTable, Loading, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { hasText, list, manifestText, number, shortTime, t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { call, may, session } from "../api.js";
import { SelectField, TextField } from "../forms.js";
import { ActionButton, Problem, useAction, useLoaded } from "../parts.js";
import { Details } from "./details.js";

export const screen = { name: "trail", label: "staff.trail.title", needs: "readTrail", view: Trail };

const OUTCOMES = ["done", "refused", "failed", "begun"];
const BADGES = { done: "ok", refused: "warn", failed: "bad", begun: "info" };
const NOTHING = { text: "", outcome: "", election: "", day: "" };

function Trail() {
  const [wanted, setWanted] = useState(NOTHING);
  const { value: elections } = useLoaded(known);
  const { value: accounts } = useLoaded(async () => (may("listAccounts") ? call("GET", "/staff/accounts") : []));
  const { value, error, reload } = useLoaded(() => call("GET", `/staff/trail?${query(wanted)}`), [JSON.stringify(wanted)]);
  usePageTitle(t("staff.trail.title"));
  const set = (name) => (text) => setWanted((before) => ({ ...before, [name]: text }));
  return html`
    <h1>${t("staff.trail.title")}</h1>
    <p class="lead">${t("staff.trail.lead")}</p>
    <div class="staff-filters" role="search">
      <${TextField} label=${t("staff.trail.text")} type="search" value=${wanted.text} onInput=${set("text")} />
      <${SelectField} label=${t("staff.trail.outcome")} value=${wanted.outcome} onInput=${set("outcome")} options=${[["", t("staff.trail.any")], ...OUTCOMES.map((each) => [each, t(`staff.trail.outcome.${each}`)])]} />
      <${SelectField}
        label=${t("staff.elections.election")}
        value=${wanted.election}
        onInput=${set("election")}
        options=${[["", t("staff.trail.any")], ...(elections ?? []).map((each) => [each.election, manifestText(each.title)])]}
      />
      <${TextField} label=${t("staff.trail.day")} type="date" value=${wanted.day} onInput=${set("day")} />
    </div>
    ${error && html`<${Problem} error=${error} retry=${reload} />`}
    ${!error && !value && html`<${Loading} />`}
    ${value && html`<${Actions} key=${JSON.stringify(wanted)} first=${value} wanted=${wanted} elections=${elections ?? []} accounts=${accounts ?? []} />`}
  `;
}

/** Elections to be named: those of the public list, and those that are being set up. */
async function known() {
  const [listed, drafts] = await Promise.all([call("GET", "/elections"), may("listDrafts") ? call("GET", "/drafts") : []]);
  return [...listed, ...drafts.filter(({ election }) => !listed.some((each) => each.election === election))];
}

function query({ text, outcome, election, day }, before) {
  const asked = new URLSearchParams();
  if (text.trim()) asked.set("text", text.trim().slice(0, 100));
  if (outcome) asked.set("outcome", outcome);
  if (election) asked.set("election", election);
  if (day) {
    // a day of the reader's calendar, wherever they are
    const start = new Date(`${day}T00:00`);
    const end = new Date(start);
    end.setDate(end.getDate() + 1);
    asked.set("from", start.toISOString());
    asked.set("to", end.toISOString());
  }
  if (before) asked.set("before", before);
  return asked.toString();
}

function Actions({ first, wanted, elections, accounts }) {
  const [pages, setPages] = useState([first]);
  const { busy, error, run } = useAction();
  const actions = pages.flatMap((page) => page.actions);
  const more = async () => {
    const page = await run(() => call("GET", `/staff/trail?${query(wanted, actions.at(-1).position)}`));
    if (page) setPages([...pages, page]);
  };
  return html`
    ${actions.length === 0
      ? html`<p>${t("staff.trail.none")}</p>`
      : html`<${DataTable} caption=${t("staff.trail.title")} hideCaption columns=${columns()} rows=${actions.map((each) => row(each, elections, accounts))} />`}
    ${error && html`<${Problem} error=${error} />`}
    ${pages.at(-1).more && html`<p><${ActionButton} busy=${busy} onClick=${more}>${t("staff.trail.more")}<//></p>`}
    <${Notice} title=${t("staff.trail.end", { count: first.length })}>
      <p><code class="staff-hash" dir="ltr">${first.hash}</code></p>
      <p class="fine">${t("staff.trail.end.text")}</p>
      ${may("exportTrail") &&
      session().account.elections.length === 0 &&
      html`<p class="cluster">
        <a class="button small" href="/api/v1/staff/trail.csv" download="trail.csv">${t("staff.trail.csv")}</a>
        <a class="button small" href="/api/v1/staff/trail.jsonl" download="trail.jsonl">${t("staff.trail.jsonl")}</a>
      </p>`}
    <//>
  `;
}

function columns() {
  return [
    { label: t("staff.trail.number") },
    { label: t("staff.trail.when") },
    { label: t("staff.trail.who"), head: true },
    { label: t("staff.trail.what") },
    { label: t("staff.trail.outcome") },
  ];
}

function row(action, elections, accounts) {
  const { position, time, name, roles, operation, election, outcome } = action;
  const title = elections.find((each) => each.election === election)?.title;
  return [
    number(position),
    html`<time datetime=${time}>${shortTime(time)}</time>`,
    html`<bdi>${name || t("staff.trail.nobody")}</bdi>${roles && html`<br /><span class="fine">${list(roles.split(",").map((role) => t(`staff.role.${role}`)))}</span>`}`,
    html`${hasText(`trail.operation.${operation}`) ? t(`trail.operation.${operation}`) : operation}
    ${election && html`<br /><span class="fine"><bdi>${title ? manifestText(title) : election.slice(0, 8)}</bdi></span>`}
    <${Details} action=${action} accounts=${accounts} />`,
    html`<${Badge} kind=${BADGES[outcome]}>${t(`staff.trail.outcome.${outcome}`)}<//>`,
  ];
}
