// SPDX-License-Identifier: Apache-2.0

// The results: who is elected, by how many votes, of what; or, before there are any, when to expect them.
import { apiPath, getJson } from "../app/api.js";
import { Failure, Loading, Moment, Notice } from "../app/components.js";
import { html } from "../app/html.js";
import { parts, t } from "../app/i18n.js";
import { mount } from "../app/shell.js";
import { AdditiveResult } from "./additive-result.js";
import { ElectionPage } from "./frame.js";
import { useLoad } from "./load.js";
import { RankedResult } from "./ranked-result.js";
import { TurnoutBySection } from "./turnout.js";

function Results(election) {
  if (election.about.state === "void") return html`<${Notice} kind="bad" title=${t("page.state.void.text")} />`;
  if (election.about.state !== "final") return html`<${Waiting} election=${election} />`;
  return html`<${Published} election=${election} />`;
}

function Waiting({ election: { id, about } }) {
  const { closes, state } = about;
  return html`<div class="card">
    <p class="lead">${t("page.results.notYet")}</p>
    <p>${t(`page.state.${state}.text`)}</p>
    ${closes && !["closed", "tallied"].includes(state) && html`<p>${parts("page.results.after", { time: html`<${Moment} time=${closes} />` })}</p>`}
    ${["closed", "tallied"].includes(state) && html`<p>${t("page.results.counting")}</p>`}
    <p><a href=${`/e/${id}/`}>${t("page.nav.overview")}</a></p>
  </div>`;
}

function Published({ election: { id, about, manifest } }) {
  const { value, error, retry } = useLoad(() =>
    Promise.all([getJson(apiPath(id, "/results")), getJson(apiPath(id, "/turnout"))]).then(([published, turnout]) => ({ published, turnout })),
  );
  if (error) return html`<${Failure} error=${error} retry=${retry} />`;
  if (!value) return html`<${Loading} />`;
  const { published, turnout } = value;
  return html`
    <p class="lead">${t("page.turnoutLine", { count: turnout.ballots, electors: turnout.electors })}</p>
    <p class="cluster">
      <a class="button small" href=${apiPath(id, "/results.csv")} download=${`results-${id.slice(0, 8)}.csv`}>${t("page.results.csv")}</a>
      <a class="button small" href=${apiPath(id, "/results")} download=${`results-${id.slice(0, 8)}.json`}>${t("page.results.json")}</a>
      <a class="button small quiet" href=${`/e/${id}/verify`}>${t("page.nav.verify")}</a>
    </p>
    ${manifest.contests.map((contest) => {
      const found = published.results.find((each) => resultOf(each).contest === contest.id);
      return found && html`<${Contest} key=${contest.id} id=${id} contest=${contest} manifest=${manifest} about=${about} index=${found.index} result=${resultOf(found)} />`;
    })}
    ${turnout.sections.length > 1 && html`<h2>${t("page.turnout")}</h2><div class="card"><${TurnoutBySection} turnout=${turnout} manifest=${manifest} /></div>`}
  `;
}

function resultOf(published) {
  return published.result ?? published;
}

function Contest(properties) {
  return properties.result.kind === "ranked" ? html`<${RankedResult} ...${properties} />` : html`<${AdditiveResult} ...${properties} />`;
}

mount(() => html`<${ElectionPage} page="results">${Results}<//>`);
