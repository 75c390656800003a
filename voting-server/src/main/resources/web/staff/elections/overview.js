// SPDX-License-Identifier: Apache-2.0

// Where an election stands, and whom it waits for.
import { Facts, Moment } from "../../app/components.js";
import { html } from "../../app/html.js";
import { hasText, number, t } from "../../app/i18n.js";

export const tab = { name: "overview", label: "staff.overview.title", view: Overview };

function Overview({ id, election }) {
  const { state, opens, closes, electors, ballots, awaiting = [] } = election;
  return html`
    <p class="lead">${t(`page.state.${state}.text`)}</p>
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
      <ul>${awaiting.map(({ who, what }, index) => html`<li key=${index}>${person(who)}: ${awaited(what)}</li>`)}</ul>`}
    <p><a href=${`/e/${id}/`}>${t("staff.overview.public")}</a></p>
  `;
}

/** `who` is "staff", "officers", "clock" or "trustee:3". */
function person(who) {
  const [kind, index] = who.split(":");
  return index ? t("staff.overview.who.trustee", { number: Number(index) }) : t(`staff.overview.who.${kind}`);
}

function awaited(what) {
  const key = `staff.overview.awaiting.${what}`;
  return hasText(key) ? t(key) : what;
}
