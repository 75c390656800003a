// SPDX-License-Identifier: Apache-2.0

// What the trail says beside an action, in words: figures, reasons, and what was before and after.
import { html } from "../../app/html.js";
import { hasText, list, number, t } from "../../app/i18n.js";

/** @param accounts those that the reader may see, to be named instead of numbered */
export function Details({ action: { detail = {}, result = {} }, accounts }) {
  const said = Object.entries({ ...detail, ...result }).flatMap(([name, value]) => (name === "summary" ? figures(value) : [[name, value]]));
  const shown = said.filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0));
  return shown.length > 0 && html`<ul class="staff-details">
    ${shown.map(([name, value]) => html`<li key=${name}>${label(name)}: <bdi>${worded(name, value, accounts)}</bdi></li>`)}
  </ul>`;
}

/** The figures of a roll's report; its counts by rule stand in the report itself. */
const figures = (summary) => Object.entries(summary).filter(([, value]) => typeof value === "number" && value > 0);

const label = (name) => named(`trail.detail.${name}`) ?? name;

const named = (...keys) => keys.filter(hasText).map((key) => t(key))[0];

function worded(name, value, accounts) {
  if (typeof value === "number") return name === "version" ? String(value) : number(value);
  if (name === "changes") return list(value.map(({ field, before, after }) => `${named(`roll.field.${field}`) ?? field}: “${before}” → “${after}”`));
  if (name === "account") return accounts.find(({ id }) => id === value)?.name ?? value.slice(0, 8);
  if (name === "roles") return list(value.map((role) => t(`staff.role.${role}`)));
  if (Array.isArray(value)) return list(value.map((each) => String(each).slice(0, 8)));
  if (typeof value === "object") return JSON.stringify(value);
  const keys = { problem: ["staff.error", "app.error"], action: ["decisions.action"], reason: ["decisions.why", "page.reason"] }[name] ?? ["trail.value"];
  return named(...keys.map((key) => `${key}.${value}`)) ?? String(value);
}
