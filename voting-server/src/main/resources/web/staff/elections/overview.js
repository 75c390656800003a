// SPDX-License-Identifier: Apache-2.0

// Where an election stands, and whom it waits for.
import { Facts, Moment } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { Halting } from "../halt/halt.js";
import { Witnesses } from "../boards/witnesses.js";
import { hasText, number, t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Apart, isApart } from "../apart.js";
import { Confirm, toast } from "../parts.js";
import { linkTo } from "../route.js";

export const tab = { name: "overview", label: "staff.overview.title", view: Overview };

/** How often the overview asks anew: officers and trustees go on elsewhere, and the clock opens and closes by itself. */
const EVERY_MILLIS = 10_000;

/** The tab where something that is awaited is done or watched. */
const DONE_AT = { manifest: ["setup", "check"], setup: ["decisions"], publish: ["decisions"] };

function Overview({ id, election, reload }) {
  useEffect(() => {
    const timer = setInterval(async () => {
      const now = document.hidden ? null : await call("GET", `/elections/${id}`).catch(() => null);
      if (now && JSON.stringify(now) !== JSON.stringify(election)) reload();
    }, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, [election]);
  const { state, opens, closes, electors, ballots, awaiting = [] } = election;
  return html`
    ${!election.halted && html`<p class="lead">${t(`page.state.${state}.text`)}</p>`}
    <${Halting} id=${id} election=${election} reload=${reload} />
    <${Facts}
      rows=${[
        [t("staff.elections.opens"), opens && html`<${Moment} time=${opens} />`],
        [t("staff.elections.closes"), closes && html`<${Moment} time=${closes} />`],
        [t("staff.overview.electors"), electors === undefined ? undefined : number(electors)],
        [t("staff.elections.ballots"), ballots === undefined ? undefined : number(ballots)],
      ]}
    />
    ${awaiting.length > 0 &&
    html`<h2>${t("staff.overview.awaiting")}</h2>
      <ul>${awaiting.map(({ who, what }, index) => html`<li key=${index}>${person(who)}: <${Awaited} id=${id} who=${who} what=${what} /></li>`)}</ul>`}
    ${awaiting.some(({ who, what }) => who === "staff" && what === "credentials") && may("issueCredentials") && html`<${Issue} id=${id} electors=${electors} reload=${reload} />`}
    ${isApart(election) && awaiting.some(({ what }) => what === "credentials") && html`<${Apart} what="issue" />`}
    <${Witnesses} id=${id} />
    <p><a href=${`/e/${id}/`}>${t("staff.overview.public")}</a></p>
  `;
}

/** Makes the voting codes, once; many take minutes, in which the server is asked again how far it is. */
function Issue({ id, electors, reload }) {
  const [asked, setAsked] = useState(false);
  const issue = async () => {
    let report = await call("POST", `/elections/${id}/credentials`);
    while (report.underWay) report = await call("GET", `/elections/${id}/credentials`);
    toast(t("staff.issue.done", { count: report.issued }));
    reload();
  };
  return html`
    <p><button type="button" class="button primary" onClick=${() => setAsked(true)}>${t("staff.issue.button")}</button></p>
    ${asked &&
    html`<${Confirm} title=${t("staff.issue.title", { count: electors ?? 0 })} label=${t("staff.issue.button")} action=${issue} onClose=${() => setAsked(false)}>
      <p>${t("staff.issue.text")}</p>
    <//>`}
  `;
}

/** `who` is "staff", "officers", "clock" or "trustee:3". */
function person(who) {
  const [kind, index] = who.split(":");
  return index ? t("staff.overview.who.trustee", { number: Number(index) }) : t(`staff.overview.who.${kind}`);
}

function Awaited({ id, who, what }) {
  const key = `staff.overview.awaiting.${what}`;
  const text = hasText(key) ? t(key) : what;
  const at = who.startsWith("trustee") ? ["progress"] : DONE_AT[what];
  return at ? html`<a href=${linkTo("elections", id, ...at)}>${text}</a>` : text;
}
