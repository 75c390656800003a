// SPDX-License-Identifier: Apache-2.0

// What the pages of one election have in common: its name, state, notices of a rehearsal, and the way to the others.
import { electionId } from "../app/api.js";
import { Badge, Failure, Loading, Notice, Text } from "../app/components.js";
import { html } from "../app/html.js";
import { manifestText, t } from "../app/i18n.js";
import { usePageTitle } from "../app/shell.js";
import { loadElection, useLoad } from "./load.js";

const PAGES = [
  ["overview", ""],
  ["results", "results"],
  ["find", "find"],
  ["board", "entries"],
  ["verify", "verify"],
];

const BADGES = { open: "ok", final: "info", void: "bad", closed: "warn", tallied: "warn" };

/** One page of the election in the address: `page` is its name in the navigation, `children` gets the loaded election and gives the content. */
export function ElectionPage({ page, children }) {
  const id = electionId();
  const { value: election, error, retry } = useLoad(() => loadElection(id));
  const heading = page === "overview" ? undefined : t(`page.${page}.title`);
  usePageTitle([heading, election && manifestText(election.about.title)].filter(Boolean).join(" – ") || (error ? t("page.failed") : ""));
  if (error) return html`<h1>${t("page.failed")}</h1><${Failure} error=${error} retry=${retry} /><p><a href="/">${t("page.toList")}</a></p>`;
  if (!election) return html`<${Loading} />`;
  return html`
    <${ElectionNavigation} id=${id} page=${page} title=${election.about.title} />
    ${election.about.rehearsal && html`<${Notice} kind="warn" title=${t("page.rehearsal")}><p>${t("page.rehearsal.text")}</p><//>`}
    ${page === "overview"
      ? html`<div class="title-row"><h1><${Text} of=${election.about.title} /></h1><${StateBadge} state=${election.about.state} /></div>`
      : html`<h1>${heading}</h1>`}
    ${children(election)}
  `;
}

export function StateBadge({ state }) {
  return html`<${Badge} kind=${BADGES[state] ?? "plain"}>${t(`page.state.${state}`)}<//>`;
}

function ElectionNavigation({ id, page, title }) {
  return html`<nav class="sections" aria-label=${t("page.nav")}>
    ${page !== "overview" && html`<p class="sections-title"><${Text} of=${title} /></p>`}
    <ul>
      ${PAGES.map(
        ([name, path]) => html`<li key=${name}><a href=${`/e/${id}/${path}`} aria-current=${name === page ? "page" : undefined}>${t(`page.nav.${name}`)}</a></li>`,
      )}
    </ul>
  </nav>`;
}
