// SPDX-License-Identifier: Apache-2.0

// Rules over the columns of joining and arrears: who is an elector at all.
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { SelectField, TextField } from "../forms.js";

const KINDS = ["joined-by", "member-for", "arrears-below"];

export function Rules({ rules, onChange }) {
  const set = (at, rule) => onChange(rules.map((each, index) => (index === at ? rule : each)));
  return html`
    <p>${t("roll.rules.text")}</p>
    ${rules.map((rule, at) => html`<${Rule} key=${at} number=${at + 1} rule=${rule} onInput=${(next) => set(at, next)} remove=${() => onChange(rules.filter((each, index) => index !== at))} />`)}
    <div class="cluster"><button type="button" class="button small" onClick=${() => onChange([...rules, fresh("joined-by")])}>${t("roll.rule.add")}</button></div>
  `;
}

function fresh(rule) {
  const today = new Date().toISOString().slice(0, 10);
  return { rule, ...(rule === "arrears-below" ? {} : { date: today }), ...(rule === "joined-by" ? {} : { months: 6 }) };
}

function Rule({ number, rule, onInput, remove }) {
  const months = (text) => onInput({ ...rule, months: Math.min(1_200, Math.max(1, Math.trunc(Number(text)) || 1)) });
  const classes = (text) => {
    const names = text.split(",").map((each) => each.trim()).filter(Boolean);
    const { classes: dropped, ...rest } = rule;
    onInput(names.length > 0 ? { ...rest, classes: names } : rest);
  };
  return html`<fieldset class="roll-rule">
    <legend>${t("roll.rule.number", { number })}</legend>
    <div class="staff-filters">
      <${SelectField} label=${t("roll.rule.kind")} value=${rule.rule} options=${KINDS.map((kind) => [kind, t(`roll.rule.${kind}`)])} onInput=${(kind) => onInput(fresh(kind))} />
      ${rule.date !== undefined && html`<${TextField} label=${t(`roll.rule.${rule.rule}.date`)} type="date" value=${rule.date} onInput=${(date) => date && onInput({ ...rule, date })} />`}
      ${rule.months !== undefined && html`<${TextField} label=${t(`roll.rule.${rule.rule}.months`)} type="number" min="1" max="1200" value=${String(rule.months)} onInput=${months} />`}
      <${TextField} label=${t("roll.rule.classes")} hint=${t("roll.rule.classes.hint")} value=${(rule.classes ?? []).join(", ")} onChange=${(event) => classes(event.target.value)} onInput=${() => {}} />
    </div>
    <button type="button" class="button small quiet" onClick=${remove}>${t("roll.rule.remove", { number })}</button>
  </fieldset>`;
}
