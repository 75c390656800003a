// SPDX-License-Identifier: Apache-2.0

// Which column of the file holds what a roll says of a member.
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { SelectField, TextField } from "../forms.js";

const GROUPS = {
  who: ["member_number", "name"],
  reach: ["email", "address1", "address2", "address3", "address4", "address5", "postcode", "country"],
  ballot: ["class", "ballot_style", "weight", "language"],
  membership: ["joined", "arrears_months"],
};
const FIXED = ["class", "ballot_style", "weight", "language", "country"];
const SAME = "=";

export function Columns({ preview, settings, change }) {
  return html`<div class="roll-groups">
    ${Object.entries(GROUPS).map(
      ([group, fields]) => html`<fieldset key=${group}>
        <legend>${t(`roll.group.${group}`)}</legend>
        ${fields.map((field) => html`<${Column} key=${field} field=${field} preview=${preview} settings=${settings} change=${change} />`)}
      </fieldset>`,
    )}
  </div>`;
}

function Column({ field, preview, settings, change }) {
  const chosen = settings.columns[field] ?? [];
  const fixed = settings.fixed[field];
  const value = fixed === undefined ? (chosen[0] ? `:${chosen[0]}` : "") : SAME;
  const columns = preview.columns.map(({ name }) => [`:${name}`, name]);
  const options = [["", t("roll.column.none")], ...(FIXED.includes(field) ? [[SAME, t("roll.column.same")]] : []), ...columns];
  const pick = (picked) => {
    const mapped = { ...settings.columns };
    const constants = { ...settings.fixed };
    delete mapped[field];
    delete constants[field];
    if (picked === SAME) constants[field] = field === "ballot_style" ? preview.styles[0] : "";
    else if (picked) mapped[field] = [picked.slice(1)];
    change({ columns: mapped, fixed: constants });
  };
  const samples = preview.columns.find(({ name }) => name === chosen[0])?.samples ?? [];
  return html`
    <${SelectField}
      label=${t(`roll.field.${field}`)}
      hint=${samples.length > 0 ? t("roll.samples", { samples: samples.join(" · ") }) : undefined}
      value=${value}
      options=${options}
      onInput=${pick}
    />
    ${fixed !== undefined && html`<${Fixed} field=${field} value=${fixed} styles=${preview.styles} onInput=${(text) => change({ fixed: { ...settings.fixed, [field]: text } })} />`}
    ${field === "name" && chosen.length > 0 && html`<${SecondPart} chosen=${chosen} columns=${columns} onInput=${(names) => change({ columns: { ...settings.columns, name: names } })} />`}
    ${field === "ballot_style" && chosen.length > 0 && html`<${Values} preview=${preview} settings=${settings} change=${change} />`}
  `;
}

function Fixed({ field, value, styles, onInput }) {
  const label = t("roll.column.value", { field: t(`roll.field.${field}`) });
  return field === "ballot_style"
    ? html`<${SelectField} label=${label} value=${value} options=${styles.map((style) => [style, style])} onInput=${onInput} />`
    : html`<${TextField} label=${label} value=${value} maxlength="200" onInput=${onInput} />`;
}

/** Names often come in two columns. */
function SecondPart({ chosen, columns, onInput }) {
  return html`<${SelectField}
    label=${t("roll.column.followed")}
    value=${chosen[1] ? `:${chosen[1]}` : ""}
    options=${[["", t("roll.column.nothing")], ...columns]}
    onInput=${(picked) => onInput(picked ? [chosen[0], picked.slice(1)] : [chosen[0]])}
  />`;
}

/** What the file calls a ballot paper, if it is not called so here. */
function Values({ preview, settings, change }) {
  const found = (preview.values.ballot_style ?? []).filter((value) => !preview.styles.includes(value));
  if (found.length === 0) return null;
  const known = settings.values.ballot_style ?? {};
  const set = (value, style) => {
    const next = { ...known, [value]: style };
    if (!style) delete next[value];
    change({ values: { ...settings.values, ballot_style: next } });
  };
  return html`<fieldset class="roll-values">
    <legend>${t("roll.values")}</legend>
    ${found.map(
      (value) => html`<${SelectField}
        key=${value}
        label=${t("roll.value", { value })}
        value=${known[value] ?? ""}
        options=${[["", t("roll.value.none")], ...preview.styles.map((style) => [style, style])]}
        onInput=${(style) => set(value, style)}
      />`,
    )}
  </fieldset>`;
}
