// SPDX-License-Identifier: Apache-2.0

/** While a ballot is on its way, and when no answer came. */
import { Loading } from "../../app/components.js";
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { TrackerBox } from "./encrypted.js";
import { Actions, Button, Screen } from "./screen.js";

export function CastingScreen({ state }) {
  const { attempt, seconds } = state.sending;
  return html`<${Screen} name="casting" state=${state} title=${t("booth.casting.title")}>
    <${Loading} label=${t("booth.casting.text")} />
    <p>${t("booth.notCast.sending")}</p>
    <p role="status">${attempt > 1 && t("booth.casting.waiting", { count: seconds, attempt })}</p>
    <${TrackerBox} label=${t("booth.encrypted.tracker")} tracker=${state.ballot.tracker} />
  <//>`;
}

export function UnknownScreen({ state, session }) {
  return html`<${Screen} name="unknown" state=${state} title=${t("booth.unknown.title")}>
    <p>${t("booth.unknown.text")}</p>
    <p>${t("booth.unknown.again")}</p>
    <${Actions}><${Button} kind="primary" onClick=${() => session.ballot.castAgain()}>${t("booth.unknown.button")}<//><//>
    <${TrackerBox} label=${t("booth.encrypted.tracker")} tracker=${state.ballot.tracker} />
    <p>${t("booth.unknown.later")}</p>
  <//>`;
}
