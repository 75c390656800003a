// SPDX-License-Identifier: Apache-2.0

/** Why nobody can vote here now, or this member cannot: one page for each reason. */
import { Facts, Moment, Notice, Text, Tracker } from "../../app/components.js";
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { Actions, Button, Screen } from "./screen.js";

const WITHOUT_ELECTION = new Set(["not-found", "unreachable", "browser"]);

export function ClosedScreen({ state, session }) {
  const Details = DETAILS[state.why] ?? (() => null);
  return html`<${Screen} name=${`closed-${state.why}`} state=${state} title=${t(`booth.closed.${state.why}.title`)}>
    ${state.late && html`<p class="lead">${t("booth.closed.closed.late")}</p>`}
    <p>${t(`booth.closed.${state.why}.text`)}</p>
    <${Details} state=${state} session=${session} />
    ${!WITHOUT_ELECTION.has(state.why) && html`<p><a href=${`/e/${session.election}/`}>${t("booth.closed.toElection")}</a></p>`}
  <//>`;
}

const DETAILS = {
  unreachable: ({ session }) => html`<${Actions}><${Button} kind="primary" onClick=${() => session.retry()}>${t("booth.closed.tryAgain")}<//><//>`,
  untrusted: ({ state }) => html`<p class="fine">${t("booth.closed.untrusted.detail", { rule: state.election?.failed ?? "?" })}</p>`,
  "not-open": ({ state }) => html`
    <p class="booth-when"><${Moment} time=${state.election.opens} /></p>
    <p>${t("booth.closed.not-open.wait")} ${t("booth.closed.not-open.again")}</p>
  `,
  halted: ({ state }) => state.election?.halted && html`
    <${Notice} kind="warn"><p class="prewrap"><${Text} of=${state.election.halted.text} /></p><//>
    <p>${t("booth.closed.halted.since")} <${Moment} time=${state.election.halted.since} /></p>
  `,
  closed: ({ state }) => html`
    <p class="booth-when"><${Moment} time=${state.election.closes} /></p>
    <p>${t("booth.closed.closed.none")}</p>
  `,
  final: ({ session }) => html`<p><a class="button primary" href=${`/e/${session.election}/results`}>${t("booth.closed.toResults")}</a></p>`,
  used: Used,
};

function Used({ state, session }) {
  const { tracker, time } = state.standing;
  return html`
    <div class="card">
      <${Facts}
        rows=${[
          [t("booth.closed.used.time"), time && html`<${Moment} time=${time} />`],
          [t("booth.closed.used.tracker"), html`<${Tracker} value=${tracker} />`],
        ]}
      />
    </div>
    <p><a class="button primary" href=${`/e/${session.election}/find#${tracker}`}>${t("booth.closed.used.find")}</a></p>
    <p>${t("booth.closed.used.other")}</p>
  `;
}
