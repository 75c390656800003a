// SPDX-License-Identifier: Apache-2.0

/** Title and languages. */
import { html } from "../../../app/html.js";
import { languages, t } from "../../../app/i18n.js";
import { TextsField, languageName } from "../fields.js";

export function NameStep({ form }) {
  const chosen = form.languages;
  const offered = [...new Set([...languages().map((each) => each.tag), ...chosen])];
  const toggle = (tag, on) => form.set("/languages", on ? [...chosen, tag] : chosen.filter((each) => each !== tag));
  const first = (tag) => form.set("/languages", [tag, ...chosen.filter((each) => each !== tag)]);
  return html`
    <fieldset id="set-languages" tabindex="-1">
      <legend>${t("setup.languages")}</legend>
      <p class="hint">${t("setup.languages.hint")}</p>
      ${offered.map((tag) => html`<div key=${tag} class="set-check">
        <label>
          <input type="checkbox" checked=${chosen.includes(tag)} disabled=${form.frozen || (chosen.length === 1 && chosen[0] === tag)} onChange=${(event) => toggle(tag, event.target.checked)} />
          <span lang=${tag}>${languageName(tag)}</span>
        </label>
        ${chosen[0] === tag && chosen.length > 1 && html`<span class="fine">${t("setup.languages.first")}</span>`}
        ${chosen.includes(tag) && chosen[0] !== tag && !form.frozen && html`<button type="button" class="button small" onClick=${() => first(tag)}>${t("setup.languages.makeFirst", { language: languageName(tag) })}</button>`}
      </div>`)}
    </fieldset>
    <${TextsField} form=${form} pointer="/title" label=${t("setup.field.title")} hint=${t("setup.title.hint")} />
  `;
}

