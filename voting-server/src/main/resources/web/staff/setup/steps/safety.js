// SPDX-License-Identifier: Apache-2.0

/** Least ballots, checkpoints, reserve, and departures from rules. */
import { html } from "../../../app/html.js";
import { t } from "../../../app/i18n.js";
import { NumberField, TextField, fieldId } from "../fields.js";
import { OVERRIDES } from "../papers.js";

export function SafetyStep({ form }) {
  const overrides = form.value.overrides ?? [];
  const toggle = (rule, on) => form.set("/overrides", on ? [...overrides, { rule, reason: "" }] : overrides.filter((each) => each.rule !== rule));
  return html`
    <${NumberField} form=${form} pointer="/minBallots" label=${t("setup.field.minBallots")} min=${1} empty="10" hint=${t("setup.minBallots.hint")} />
    <${NumberField} form=${form} pointer="/maxGapMinutes" label=${t("setup.field.maxGapMinutes")} min=${1} empty="5" hint=${t("setup.maxGap.hint")} />
    <div class="set-row">
      <${NumberField} form=${form} pointer="/roll/reserve" label=${t("setup.field.reserve")} hint=${t("setup.reserve.hint")} />
      <${NumberField} form=${form} pointer="/roll/replacements" label=${t("setup.field.replacements")} hint=${t("setup.replacements.hint")} />
    </div>
    <fieldset id="set-overrides" tabindex="-1">
      <legend>${t("setup.field.overrides")}</legend>
      <p class="hint">${t("setup.overrides.hint")}</p>
      ${OVERRIDES.map((rule) => {
        const index = overrides.findIndex((each) => each.rule === rule);
        const pointer = `/overrides/${index}`;
        return html`<div key=${rule} class="set-override">
          <div class="set-check"><label>
            <input type="checkbox" checked=${index >= 0} disabled=${form.frozen} onChange=${(event) => toggle(rule, event.target.checked)} />
            <span>${t(`setup.override.${rule}`)}</span>
          </label></div>
          ${index >= 0 && html`<div id=${fieldId(pointer)} tabindex="-1"><${TextField} form=${form} pointer="${pointer}/reason" label=${t("setup.field.reason")} /></div>`}
        </div>`;
      })}
    </fieldset>
  `;
}
