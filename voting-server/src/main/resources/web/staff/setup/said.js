// SPDX-License-Identifier: Apache-2.0

/** What the server says of a draft, in the reader's language. */
import { hasText, isolated, localTime, manifestText, number, t } from "../../app/i18n.js";
import { at } from "./value.js";

/** A missing part, a broken rule or a warning as a sentence. A rule without words of its own is said as the server says it. */
export function said({ rule, reason, figures = {} }) {
  const key = `setup.rule.${rule}`;
  if (!hasText(key)) {
    return reason;
  }
  const shown = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, name === "time" ? localTime(value) : typeof value === "string" && /^[0-9]+$/u.test(value) ? large(value) : value]));
  const of = figures.section ? ` ${t("setup.rule.inSection", { section: isolated(figures.section) })}` : "";
  return t(key, shown) + of;
}

/** Numbers of more digits than anybody reads are rounded. */
function large(digits) {
  return digits.length <= 9 ? number(Number(digits)) : `${digits[0]} × 10^${digits.length - 1}`;
}

/** What a pointer leads to, by the names that the draft itself gives: "Contest “Chair”: Seats". */
export function place(draft, pointer) {
  const keys = pointer.split("/").slice(1);
  const words = [];
  for (let depth = 1; depth <= keys.length; depth++) {
    const key = keys[depth - 1];
    const part = at(draft, `/${keys.slice(0, depth).join("/")}`);
    if (/^[0-9]+$/u.test(key)) {
      words.push(elementName(part, Number(key)));
    } else if (hasText(`setup.field.${key}`)) {
      words.push(t(`setup.field.${key}`));
    }
  }
  return words.length > 0 ? words.join(" › ") : t("setup.field.all");
}

function elementName(part, index) {
  const texts = part?.title ?? part?.name;
  const name = typeof texts === "string" ? texts : manifestText(texts);
  return name ? isolated(name) : t("setup.numbered", { index: index + 1 });
}
