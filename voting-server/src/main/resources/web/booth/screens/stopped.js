// SPDX-License-Identifier: Apache-2.0

/** When a ballot was refused, and when the server's receipt does not hold. */
import { Facts, Moment, Notice, Tracker } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { TrackerBox } from "./encrypted.js";
import { Actions, Button, Screen } from "./screen.js";

/** Refusals with words of their own. */
const WORDS = new Set(["credential-unknown", "credential-retired", "credential-inactive", "credential-used", "ballot-challenged", "ciphertext-repeated", "encryption"]);

/** Refusals after which a new ballot of the same member cannot fare better. */
const HOPELESS = new Set(["credential-unknown", "credential-retired", "credential-used"]);

export function RefusedScreen({ state, session }) {
  const { why, standing } = state;
  return html`<${Screen} name="refused" state=${state} title=${t("booth.refused.title")}>
    <${Notice} kind="bad">
      <p>${t(WORDS.has(why) ? `booth.refused.${why}` : "booth.refused.text")}</p>
      ${!WORDS.has(why) && html`<p>${t("booth.refused.code", { code: why })}</p>`}
    <//>
    ${standing && html`<${Standing} standing=${standing} />`}
    <${Actions}>
      ${!HOPELESS.has(why) && html`
        <${Button} kind="primary" onClick=${() => session.ballot.encrypt()}>${t("booth.refused.again")}<//>
        <${Button} onClick=${() => session.dispatch({ type: "edit" })}>${t("booth.refused.edit")}<//>
      `}
      ${session.ballot.fileName("complaint") !== "" && html`<${SaveComplaint} session=${session} kind="quiet" />`}
    <//>
  <//>`;
}

function Standing({ standing }) {
  return html`
    <div class="card">
      <${Facts}
        rows=${[
          [t("booth.refused.standing"), html`<${Tracker} value=${standing.tracker} />`],
          [t("booth.closed.used.time"), standing.time && html`<${Moment} time=${standing.time} />`],
        ]}
      />
    </div>
    <p>${t("booth.refused.credential-used.other")}</p>
  `;
}

export function MismatchScreen({ state, session }) {
  const tested = state.why === "ballot-cast";
  return html`<${Screen} name="mismatch" state=${state} title=${t(tested ? "booth.mismatch.ballot-cast.title" : "booth.mismatch.title")}>
    <${Notice} kind="bad">
      <p>${t(tested ? "booth.mismatch.ballot-cast" : "booth.mismatch.text")}</p>
      <p>${t("booth.mismatch.rule", { rule: state.why })}</p>
    <//>
    <p>${t("booth.mismatch.what")}</p>
    <${Actions}><${SaveComplaint} session=${session} kind="primary" /><//>
    <${TrackerBox} label=${t("booth.mismatch.yours")} tracker=${(tested ? state.test : state.ballot)?.tracker ?? ""} />
  <//>`;
}

function SaveComplaint({ session, kind }) {
  const [saved, setSaved] = useState(false);
  const save = () => {
    session.ballot.save("complaint");
    setSaved(true);
  };
  return html`
    <${Button} kind=${kind} onClick=${save}>${t("booth.mismatch.save")}<//>
    <p role="status" class="booth-saved">${saved && html`${t("booth.mismatch.saved")} <code class="booth-file">${session.ballot.fileName("complaint")}</code>`}</p>
  `;
}
