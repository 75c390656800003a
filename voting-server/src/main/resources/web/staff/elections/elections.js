// SPDX-License-Identifier: Apache-2.0

// The elections of this server, and the frame of one of them with its tabs.
import { Badge, DataTable, Loading, Notice, Text } from "../../app/components.js";
import { html } from "../../app/html.js";
import { manifestText, shortTime, t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { call, may, session } from "../api.js";
import { Problem, useLoaded } from "../parts.js";
import { linkTo } from "../route.js";
import { TABS } from "../screens.js";
import { Drafts } from "../setup/begin.js";

export const screen = { name: "elections", label: "staff.elections.title", view: Elections };

const BADGES = { open: "ok", final: "info", void: "bad", closed: "warn", tallied: "warn" };

function Elections({ rest }) {
  return rest.length === 0 ? html`<${List} />` : html`<${Election} key=${rest[0]} id=${rest[0]} tab=${rest[1]} rest=${rest.slice(2)} />`;
}

function List() {
  const { value, error, reload } = useLoaded(() => call("GET", "/elections"));
  usePageTitle(t("staff.elections.title"));
  const { elections: confined } = session().account;
  const shown = value?.filter((each) => confined.length === 0 || confined.includes(each.election));
  return html`
    <h1>${t("staff.elections.title")}</h1>
    ${error && html`<${Problem} error=${error} retry=${reload} />`}
    ${!error && !value && html`<${Loading} />`}
    ${shown?.length === 0 && html`<p>${t("staff.elections.none")}</p>`}
    ${shown?.length > 0 && html`<${Table} elections=${shown} />`}
    <${Drafts} />
  `;
}

function Table({ elections }) {
  const time = (value) => (value ? html`<time datetime=${value}>${shortTime(value)}</time>` : "");
  return html`<${DataTable}
    caption=${t("staff.elections.title")}
    hideCaption
    columns=${[
      { label: t("staff.elections.election"), head: true },
      { label: t("staff.elections.state") },
      { label: t("staff.elections.opens") },
      { label: t("staff.elections.closes") },
      { label: t("staff.elections.ballots"), numeric: true },
    ]}
    rows=${elections.map(({ election, title, state, opens, closes, ballots }) => [
      html`<a href=${linkTo("elections", election)}><${Text} of=${title} /></a>`,
      html`<${State} state=${state} />`,
      time(opens),
      time(closes),
      ballots,
    ])}
  />`;
}

function State({ state }) {
  return html`<${Badge} kind=${BADGES[state] ?? "plain"}>${t(`page.state.${state}`)}<//>`;
}

function Election({ id, tab: named, rest }) {
  const { value: election, error, reload } = useLoaded(() => call("GET", `/elections/${id}`));
  const tabs = TABS.filter(({ needs, when }) => (!needs || may(needs)) && (!when || (election && when(election))));
  const tab = tabs.find((each) => each.name === (named ?? tabs[0].name));
  usePageTitle([tab && t(tab.label), election && manifestText(election.title)].filter(Boolean).join(" – "));
  if (error) return html`<h1>${t("staff.elections.title")}</h1><${Problem} error=${error} retry=${reload} />`;
  if (!election) return html`<${Loading} />`;
  return html`
    <p class="fine"><a href=${linkTo("elections")}>${t("staff.elections.title")}</a></p>
    <div class="title-row"><h1><${Text} of=${election.title} /></h1><${State} state=${election.state} /></div>
    ${election.rehearsal && html`<${Notice} kind="warn" title=${t("page.rehearsal")}><p>${t("page.rehearsal.text")}</p><//>`}
    <nav class="staff-tabs" aria-label=${t("staff.elections.parts")}>
      <ul>
        ${tabs.map(
          ({ name, label }) => html`<li key=${name}><a href=${linkTo("elections", id, name)} aria-current=${name === tab?.name ? "page" : undefined}>${t(label)}</a></li>`,
        )}
      </ul>
    </nav>
    ${tab ? html`<${tab.view} key=${tab.name} id=${id} election=${election} reload=${reload} rest=${rest} />` : html`<p>${t("staff.nothing.text")}</p>`}
  `;
}
