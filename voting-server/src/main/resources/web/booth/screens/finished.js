// SPDX-License-Identifier: Apache-2.0

/** After "finish": nothing about the vote is left on the page. */
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { Screen } from "./screen.js";

export function FinishedScreen({ state, session }) {
  return html`<${Screen} name="finished" state=${state} title=${t("booth.finished.title")}>
    <p class="lead">${t("booth.finished.text")}</p>
    <p>${t("booth.finished.history")}</p>
    <p><a href=${`/e/${session.election}/`}>${t("booth.finished.election")}</a></p>
  <//>`;
}
