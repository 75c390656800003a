// SPDX-License-Identifier: Apache-2.0

/** Encrypting, and then the choice: cast, or test the encryption. The tracker is shown before the member chooses. */
import { Progress, Tracker } from "../../app/components.js";
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { Actions, Button, Screen } from "./screen.js";

export function EncryptingScreen({ state }) {
  const { done, total } = state.progress ?? { done: 0, total: null };
  return html`<${Screen} name="encrypting" state=${state} title=${t("booth.encrypting.title")}>
    <p>${t("booth.encrypting.text")}</p>
    <${Progress} label=${t("booth.encrypting.progress")} done=${done} total=${total} />
  <//>`;
}

export function EncryptedScreen({ state, session }) {
  return html`<${Screen} name="encrypted" state=${state} title=${t("booth.encrypted.title")}>
    <${TrackerBox} label=${t("booth.encrypted.tracker")} tracker=${state.ballot.tracker} />
    <p class="fine">${t("booth.encrypted.trackerHint")}</p>
    <h2>${t("booth.encrypted.choose")}</h2>
    <div class="booth-ways">
      <div class="card booth-way is-main">
        <${Button} kind="primary" aria-describedby="way-cast" onClick=${() => session.ballot.cast()}>${t("booth.encrypted.cast")}<//>
        <p id="way-cast">${t("booth.encrypted.cast.hint")}</p>
      </div>
      <div class="card booth-way">
        <${Button} aria-describedby="way-test" onClick=${() => session.dispatch({ type: "test" })}>${t("booth.encrypted.test")}<//>
        <p id="way-test">${t("booth.encrypted.test.hint")}</p>
      </div>
    </div>
    <${Actions}><${Button} kind="quiet" onClick=${() => session.dispatch({ type: "back" })}>${t("booth.encrypted.change")}<//><//>
  <//>`;
}

/** A tracker, large. */
export function TrackerBox({ label, tracker }) {
  return html`<div class="booth-tracker">
    <p class="booth-tracker-label">${label}</p>
    <p class="booth-tracker-value"><${Tracker} value=${tracker} /></p>
  </div>`;
}
