// SPDX-License-Identifier: Apache-2.0

// One election: when, what is voted on, how many have voted, and where to go from here.
import { Facts, Moment, Name, Notice, Text } from "../app/components.js";
import { html, useEffect, useState } from "../app/html.js";
import { list, manifestText, number, parts, shortTime, t } from "../app/i18n.js";
import { mount } from "../app/shell.js";
import { ContestCard } from "./contest.js";
import { spoken } from "./countdown.js";
import { ElectionPage } from "./frame.js";
import { Turnout } from "./turnout.js";

function Overview(election) {
  const { id, about, manifest } = election;
  return html`
    ${about.halted && html`<${Halted} halted=${about.halted} />`}
    <${Standing} election=${election} />
    <${Notices} about=${about} />
    <h2>${t("page.overview.contests")}</h2>
    ${manifest ? manifest.contests.map((contest) => html`<${ContestCard} key=${contest.id} id=${id} contest=${contest} about=${about} manifest=${manifest} />`) : html`<p>${t("page.overview.noContests")}</p>`}
    ${["open", "closed", "tallied", "final"].includes(about.state) && html`<h2>${t("page.turnout")}</h2><${Turnout} id=${id} manifest=${manifest} />`}
    ${manifest && html`<h2>${t("page.overview.dates")}</h2><${Dates} about=${about} manifest=${manifest} />`}
    ${manifest && html`<h2>${t("page.overview.who")}</h2><${People} manifest=${manifest} about=${about} />`}
  `;
}

function Halted({ halted }) {
  return html`<${Notice} kind="warn" title=${t("page.halted")}>
    <p class="prewrap"><${Text} of=${halted.text} /></p>
    <p>${t("page.halted.since")} <${Moment} time=${halted.since} /></p>
  <//>`;
}

function Standing({ election: { id, about, skew } }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 20_000);
    return () => clearInterval(timer);
  }, []);
  const now = Date.now() + skew;
  const target = { sealed: about.opens, open: about.closes }[about.state];
  return html`<div class="card standing">
    <p class="lead">${t(`page.state.${about.state}.text`)}</p>
    ${target && Date.parse(target) > now && html`<p>${parts(about.state === "open" ? "page.closesIn" : "page.opensIn", { span: html`<strong>${spoken(Date.parse(target) - now)}</strong>` })}</p>`}
    ${about.opens && about.state !== "open" && !["closed", "tallied", "final", "void"].includes(about.state) && html`<p>${parts("page.opens", { time: html`<${Moment} time=${about.opens} />` })}</p>`}
    ${about.closes && about.state === "open" && html`<p>${parts("page.closes", { time: html`<${Moment} time=${about.closes} />` })}</p>`}
    ${about.closes && ["closed", "tallied", "final"].includes(about.state) && html`<p>${parts(Date.parse(about.closes) > now ? "page.closedByHand" : "page.closed", { time: html`<${Moment} time=${about.closes} />` })}</p>`}
    ${about.ballots > 0 && html`<p>${about.electors > 0 ? t("page.turnoutLine", { count: about.ballots, electors: about.electors }) : t("page.ballotsCast", { count: about.ballots })}</p>`}
    <p class="cluster">
      ${about.state === "open" && !about.halted && html`<a class="button primary" href=${`/e/${id}/vote`}>${t("page.vote")}</a>`}
      ${["sealed", "open"].includes(about.state) && html`<a class="button" href=${`/e/${id}/reissue`}>${t("page.reissue.link")}</a>`}
      ${["open", "closed", "tallied", "final"].includes(about.state) && html`<a class="button" href=${`/e/${id}/used`}>${t("page.used.link")}</a>`}
      ${about.state === "final" && html`<a class="button primary" href=${`/e/${id}/results`}>${t("page.toResults")}</a>`}
      ${["open", "closed", "tallied", "final"].includes(about.state) && html`<a class="button" href=${`/e/${id}/find`}>${t("page.nav.find")}</a>`}
    </p>
  </div>`;
}

function Notices({ about }) {
  const notices = about.notices ?? [];
  if (notices.length === 0) return null;
  return html`<section aria-labelledby="notices">
    <h2 id="notices">${t("page.overview.notices")}</h2>
    ${[...notices].reverse().map(
      (notice) => html`<${Notice} key=${notice.index} kind="info">
        <p class="prewrap"><${Text} of=${notice.text} /></p>
        <p class="fine"><time datetime=${notice.time}>${shortTime(notice.time)}</time></p>
      <//>`,
    )}
  </section>`;
}

function Dates({ about, manifest }) {
  const { schedule } = manifest;
  const moved = about.closes !== undefined && about.closes !== schedule.closes;
  return html`<div class="card">
    <${Facts}
      rows=${[
        [t("page.overview.opens"), html`<${Moment} time=${schedule.opens} />`],
        [t("page.overview.closes"), html`<${Moment} time=${about.closes ?? schedule.closes} />${moved && html`<p class="fine">${parts("page.overview.moved", { time: shortTime(schedule.closes) })}</p>`}`],
        [t("page.overview.disputeEnds"), html`<${Moment} time=${schedule.disputeEnds} />`],
        [t("page.overview.closeByHand"), schedule.closeByHand ? t("page.overview.closeByHand.yes") : undefined],
      ]}
    />
  </div>`;
}

function People({ manifest, about }) {
  const named = (people) => html`<ul class="plain">${people.map((each, at) => html`<li key=${at}><${Name} of=${each.name} /></li>`)}</ul>`;
  return html`<div class="card">
    <${Facts}
      rows=${[
        [t("page.overview.electors"), html`${number(about.electors ?? manifest.roll.size)}${manifest.sections.length > 1 && html`<p class="fine">${t("page.overview.sections", { names: list(manifest.sections.map((each) => manifestText(each.title))) })}</p>`}`],
        [t("page.overview.officers"), html`${named(manifest.officers)}<p class="fine">${t("page.overview.officers.text")}</p>`],
        [
          t("page.overview.trustees"),
          html`${named(manifest.trustees)}<p class="fine">${t("page.overview.trustees.text", { threshold: manifest.threshold, count: manifest.trustees.length })}</p>`,
        ],
        [t("page.overview.registrar"), t(`page.overview.registrar.${manifest.registrar.mode}`)],
        [
          t("page.overview.witnesses"),
          manifest.witnesses.length === 0
            ? t("page.overview.witnesses.none")
            : html`${named(manifest.witnesses)}<p class="fine">${t("page.overview.witnesses.text", { quorum: manifest.quorum, count: manifest.maxGapMinutes })}</p>`,
        ],
        [t("page.overview.overrides"), manifest.overrides.length > 0 && html`<ul class="plain">${manifest.overrides.map((each, at) => html`<li key=${at}>${t(`page.override.${each.rule}`)}: <${Name} of=${each.reason} /></li>`)}</ul>`],
      ]}
    />
  </div>`;
}

mount(() => html`<${ElectionPage} page="overview">${Overview}<//>`);
