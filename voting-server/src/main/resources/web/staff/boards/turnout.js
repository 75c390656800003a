// SPDX-License-Identifier: Apache-2.0

// How many have voted: by class, by ballot style, and over time. All of it can be counted from the board, and the page says so.
import { apiPath } from "../../app/api.js";
import { DataTable, Failure, Loading, Notice, Text } from "../../app/components.js";
import { html } from "../../app/html.js";
import { percent, t } from "../../app/i18n.js";
import { useLive } from "../../boards/live.js";
import { loadElection, useLoad } from "../../pages/load.js";
import { OverTime, TurnoutBySection } from "../../pages/turnout.js";

export const tab = { name: "turnout", label: "boards.turnout", view: Turnout };

const EVERY = 20;

function Turnout({ id }) {
  const { value: turnout, error } = useLive(apiPath(id, "/turnout"), EVERY);
  const { value: loaded, error: failed, retry } = useLoad(() => loadElection(id));
  if (failed) return html`<${Failure} error=${failed} retry=${retry} />`;
  if (!turnout || !loaded) return error ? html`<${Failure} error=${error} />` : html`<${Loading} />`;
  const { manifest } = loaded;
  if (!manifest) return html`<p>${t("decisions.draft")}</p>`;
  return html`
    <${Notice}><p>${t("boards.public")}</p><//>
    <p class="figure-line"><span class="figure-big">${percent(turnout.ballots, turnout.electors)}</span> ${t("page.turnoutLine", { count: turnout.ballots, electors: turnout.electors })}</p>
    <h2>${t("page.turnout.bySection")}</h2>
    <${TurnoutBySection} turnout=${turnout} manifest=${manifest} />
    <h2>${t("boards.byStyle")}</h2>
    <${DataTable}
      caption=${t("boards.byStyle")}
      hideCaption
      columns=${[{ label: t("boards.style"), head: true }, { label: t("page.turnout.ballots"), numeric: true }, { label: t("page.overview.electors"), numeric: true }, { label: t("page.turnout"), numeric: true }]}
      rows=${turnout.styles.map((each) => [html`<${Text} of=${manifest.styles.find(({ id: style }) => style === each.style).title} />`, each.ballots, each.electors, percent(each.ballots, each.electors)])}
    />
    <${OverTime} hours=${turnout.hours} />
  `;
}
