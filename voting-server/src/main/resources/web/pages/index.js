// SPDX-License-Identifier: Apache-2.0

// The first page: every election of this server, those that are open first.
import { getJson } from "../app/api.js";
import { Badge, Failure, Loading, Text } from "../app/components.js";
import { html, useState } from "../app/html.js";
import { language, localTime, parts, t } from "../app/i18n.js";
import { announce, mount, usePageTitle } from "../app/shell.js";
import { StateBadge } from "./frame.js";
import { useLoad } from "./load.js";

const GROUPS = [
  ["open", ["open"]],
  ["planned", ["draft", "key-ceremony", "credentials", "sealed"]],
  ["past", ["closed", "tallied", "final", "void"]],
];
const isReal = (election) => !election.rehearsal;

function Elections() {
  const { value: elections, error, retry } = useLoad(() => getJson("/api/v1/elections"));
  const [sought, setSought] = useState("");
  usePageTitle(t("page.list.title"));
  const shown = (elections ?? []).filter((each) => matches(each, sought));
  const search = (event) => {
    setSought(event.target.value);
    const count = elections.filter((each) => matches(each, event.target.value)).length;
    announce(t("page.list.found", { count }));
  };
  return html`
    <h1>${t("page.list.title")}</h1>
    <p class="lead">${t("page.list.lead")}</p>
    ${error && html`<${Failure} error=${error} retry=${retry} />`}
    ${!error && !elections && html`<${Loading} />`}
    ${elections && !elections.some(isReal) && html`<p>${t("page.list.none")}</p>`}
    ${elections?.length > 0 &&
    html`<div class="field search">
      <label for="sought">${t("page.list.search")}</label>
      <input id="sought" type="search" autocomplete="off" value=${sought} onInput=${search} />
    </div>`}
    ${elections?.length > 0 && shown.length === 0 && html`<p>${t("page.list.found", { count: 0 })}</p>`}
    ${GROUPS.map(([name, states]) => html`<${Group} key=${name} name=${name} elections=${shown.filter((each) => isReal(each) && states.includes(each.state))} />`)}
    <${Group} name="rehearsals" elections=${shown.filter((each) => !isReal(each))} />
  `;
}

function Group({ name, elections }) {
  if (elections.length === 0) return null;
  const direction = name === "past" || name === "rehearsals" ? -1 : 1;
  const ordered = [...elections].sort((a, b) => direction * (name === "planned" ? (a.opens ?? "").localeCompare(b.opens ?? "") : (a.closes ?? "").localeCompare(b.closes ?? "")));
  return html`<section aria-labelledby=${`group-${name}`}>
    <h2 id=${`group-${name}`}>${t(`page.list.${name}`)}</h2>
    ${name === "rehearsals" && html`<p class="fine">${t("page.rehearsal.text")}</p>`}
    <ul class="elections">
      ${ordered.map((each) => html`<li key=${each.election} class="card"><${Election} election=${each} /></li>`)}
    </ul>
  </section>`;
}

function Election({ election }) {
  const { election: id, title, state, opens, closes, ballots, rehearsal } = election;
  return html`
    <div class="title-row">
      <h3><a href=${`/e/${id}/`}><${Text} of=${title} /></a></h3>
      ${rehearsal && html`<${Badge} kind="warn">${t("page.rehearsal.badge")}<//>`}
      <${StateBadge} state=${state} />
    </div>
    <p>${when(state, opens, closes)}</p>
    ${(ballots ?? 0) > 0 && html`<p class="fine">${t("page.ballotsCast", { count: ballots })}</p>`}
  `;
}

function when(state, opens, closes) {
  const time = (value) => html`<time datetime=${value}>${localTime(value)}</time>`;
  if (state === "void") return t("page.state.void.text");
  if (state === "open" && closes) return parts("page.closes", { time: time(closes) });
  if (["closed", "tallied", "final"].includes(state) && closes) return parts(Date.parse(closes) > Date.now() ? "page.closedByHand" : "page.closed", { time: time(closes) });
  return opens ? parts("page.opens", { time: time(opens) }) : t(`page.state.${state}.text`);
}

function matches({ title }, sought) {
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase(language());
  return Object.values(title ?? {}).some((text) => folded(text).includes(folded(sought.trim())));
}

mount(Elections);
