// SPDX-License-Identifier: Apache-2.0

/** Testing the encryption: what it is for and how it is done, and then what became of the tested ballot. */
import { Command } from "../../app/components.js";
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { TrackerBox } from "./encrypted.js";
import { Actions, Button, Screen } from "./screen.js";

const STEPS = ["note", "differ", "private", "check"];

export function TestScreen({ state, session }) {
  return html`<${Screen} name="test" state=${state} title=${t("booth.test.title")}>
    <p>${t("booth.test.why")}</p>
    <${TrackerBox} label=${t("booth.encrypted.tracker")} tracker=${state.ballot.tracker} />
    <ol class="booth-list">
      ${STEPS.map((step) => html`<li key=${step}><strong>${t(`booth.test.step.${step}`)}</strong> ${t(`booth.test.step.${step}.hint`)}</li>`)}
    </ol>
    <${Actions}>
      <${Button} kind="primary" onClick=${() => session.ballot.openForTest()}>${t("booth.test.open")}<//>
      <${Button} onClick=${() => session.dispatch({ type: "edit" })}>${t("booth.test.change")}<//>
      <${Button} kind="quiet" onClick=${() => session.dispatch({ type: "back" })}>${t("booth.test.back")}<//>
    <//>
  <//>`;
}

export function TestedScreen({ state, session }) {
  const file = session.ballot.fileName("challenge");
  const place = `${location.origin}/e/${session.election}`;
  return html`<${Screen} name="tested" state=${state} title=${t("booth.tested.title")}>
    <p>${t("booth.tested.text")}</p>
    <${TrackerBox} label=${t("booth.tested.tracker")} tracker=${state.test.tracker} />
    <p>${t("booth.tested.saved")} <code class="booth-file">${file}</code></p>
    <p role="status" class="fine">${t(`booth.tested.told.${state.test.told}`)}</p>
    <div class="cluster">
      <a class="button" href="/check" target="_blank" rel="noopener">${t("booth.tested.check")} ${t("booth.tested.newWindow")}</a>
      <${Button} onClick=${() => session.ballot.save("challenge")}>${t("booth.tested.again")}<//>
    </div>
    <p>${t("booth.tested.command")}</p>
    <${Command} text=${`java -jar verifier.jar challenge ${file} --place ${place}`} />
    <${Actions}>
      <${Button} kind="primary" onClick=${() => session.ballot.encrypt()}>${t("booth.tested.encrypt")}<//>
      <${Button} onClick=${() => session.dispatch({ type: "edit" })}>${t("booth.tested.edit")}<//>
    <//>
  <//>`;
}
