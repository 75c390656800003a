// SPDX-License-Identifier: Apache-2.0

/**
 * Fields of a draft. Each is named by the pointer of what it holds; the form that they stand in knows the value, how to change it, and what is
 * wrong with which pointer.
 */
import { html, useState } from "../../app/html.js";
import { isUtcHere, localTime, t, utcTime } from "../../app/i18n.js";
import { at } from "./value.js";
import { said } from "./said.js";

/** The id of the element that holds the field of a pointer. */
export const fieldId = (pointer) => `set${pointer.replaceAll("/", "-")}`;

function described(form, pointer, hint) {
  const problems = form.problems.filter((each) => each.pointer === pointer);
  const ids = [hint && `${fieldId(pointer)}-hint`, problems.length > 0 && `${fieldId(pointer)}-error`].filter(Boolean);
  return { problems, describedBy: ids.length > 0 ? ids.join(" ") : undefined };
}

/** A label, a hint, the control, and what is wrong. */
function Field({ form, pointer, label, hint, children }) {
  const id = fieldId(pointer);
  const { problems } = described(form, pointer, hint);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${children}
    ${problems.length > 0 && html`<p class="field-error" id="${id}-error">${problems.map((each) => said(each)).join(" ")}</p>`}
  </div>`;
}

function attributes(form, pointer, hint) {
  const { problems, describedBy } = described(form, pointer, hint);
  return { id: fieldId(pointer), "aria-describedby": describedBy, "aria-invalid": problems.length > 0 ? "true" : undefined, disabled: form.frozen };
}

/** One line of text. */
export function TextField({ form, pointer, label, hint, onValue, max = 200, ...more }) {
  const set = onValue ?? ((value) => form.set(pointer, value));
  return html`<${Field} form=${form} pointer=${pointer} label=${label} hint=${hint}>
    <input type="text" dir="auto" maxlength=${max} autocomplete="off" value=${at(form.value, pointer) ?? ""} onInput=${(event) => set(event.target.value)} ...${attributes(form, pointer, hint)} ...${more} />
  <//>`;
}

/** A text in every language of the election. `long` is for texts of several lines; `onLeave` gets the text when its field is left. */
export function TextsField({ form, pointer, label, hint, long = false, optional = false, onLeave }) {
  const languages = form.languages;
  return html`${languages.map((language) => {
    const own = `${pointer}/${language}`;
    const named = languages.length > 1 ? t("setup.inLanguage", { label, language: languageName(language) }) : label;
    const wrong = form.problems.some((each) => each.pointer === pointer) && language === languages[0];
    const shown = wrong ? { ...form, problems: [...form.problems, ...form.problems.filter((each) => each.pointer === pointer).map((each) => ({ ...each, pointer: own }))] } : form;
    const common = { lang: language, dir: "auto", value: at(form.value, own) ?? "", onInput: (event) => form.set(own, event.target.value), onBlur: onLeave && ((event) => onLeave(event.target.value)), maxlength: 2000, ...attributes(shown, own, hint) };
    return html`<${Field} key=${own} form=${shown} pointer=${own} label=${optional ? t("setup.optional", { label: named }) : named} hint=${hint}>
      ${long ? html`<textarea rows="3" ...${common}></textarea>` : html`<input type="text" autocomplete="off" ...${common} />`}
    <//>`;
  })}`;
}

/** A whole number. */
export function NumberField({ form, pointer, label, hint, min = 0, max = 2147483647, empty }) {
  const set = (event) => form.set(pointer, event.target.value === "" ? undefined : Number(event.target.value));
  return html`<${Field} form=${form} pointer=${pointer} label=${label} hint=${hint}>
    <input class="short" type="number" inputmode="numeric" step="1" min=${min} max=${max} value=${at(form.value, pointer) ?? ""} placeholder=${empty ?? ""} onInput=${set} ...${attributes(form, pointer, hint)} />
  <//>`;
}

/** One of several words: `options` is `[[value, label], …]`. */
export function ChoiceField({ form, pointer, label, hint, options, onValue }) {
  const set = onValue ?? ((value) => form.set(pointer, value === "" ? undefined : value));
  const value = at(form.value, pointer) ?? "";
  return html`<${Field} form=${form} pointer=${pointer} label=${label} hint=${hint}>
    <select value=${value} onChange=${(event) => set(event.target.value)} ...${attributes(form, pointer, hint)}>
      ${!options.some(([each]) => each === value) && html`<option value=${value}>${value === "" ? t("setup.choose") : value}</option>`}
      ${options.map(([each, name]) => html`<option key=${each} value=${each} selected=${each === value}>${name}</option>`)}
    </select>
  <//>`;
}

/** Yes or no; what a draft leaves out is `usually`. */
export function CheckField({ form, pointer, label, hint, usually = false, onValue }) {
  const set = onValue ?? ((value) => form.set(pointer, value));
  return html`<div class="field set-check">
    <label for=${fieldId(pointer)}>
      <input type="checkbox" checked=${at(form.value, pointer) ?? usually} onChange=${(event) => set(event.target.checked)} ...${attributes(form, pointer, hint)} />
      <span>${label}</span>
    </label>
    ${hint && html`<p class="hint" id="${fieldId(pointer)}-hint">${hint}</p>`}
  </div>`;
}

/** A moment, typed in the browser's time zone; what is saved is UTC, and shown beneath. */
export function MomentField({ form, pointer, label, hint }) {
  const saved = at(form.value, pointer);
  const [typed, setTyped] = useState(null);
  const set = (event) => {
    setTyped(event.target.value);
    const moment = new Date(event.target.value);
    form.set(pointer, Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 16)}:00Z`);
  };
  return html`<${Field} form=${form} pointer=${pointer} label=${label} hint=${hint}>
    <input class="moment-input" type="datetime-local" step="60" value=${typed ?? localInput(saved)} onInput=${set} ...${attributes(form, pointer, hint)} />
    ${saved && html`<p class="fine set-moment">${localTime(saved)}${!isUtcHere(saved) && html`<br />${utcTime(saved)}`}</p>`}
  <//>`;
}

/** A moment as `datetime-local` writes it: the browser's own time, without a zone. */
function localInput(time) {
  if (!time) {
    return "";
  }
  const moment = new Date(time);
  const two = (number) => String(number).padStart(2, "0");
  return `${String(moment.getFullYear()).padStart(4, "0")}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** What a language calls itself where the pages speak it, else its tag. */
export function languageName(tag) {
  return { en: "English", cy: "Cymraeg" }[tag] ?? tag;
}

/** The buttons that move an element of a list and take it out. `name` is what the element is called. */
export function ListButtons({ form, index, count, name, move, remove }) {
  if (form.frozen) {
    return null;
  }
  return html`<div class="set-list-buttons">
    ${move && html`<button type="button" class="button small" aria-label=${t("setup.up", { name })} aria-disabled=${String(index === 0)} onClick=${() => index > 0 && move(-1)}><span aria-hidden="true">↑</span></button>`}
    ${move && html`<button type="button" class="button small" aria-label=${t("setup.down", { name })} aria-disabled=${String(index === count - 1)} onClick=${() => index < count - 1 && move(1)}><span aria-hidden="true">↓</span></button>`}
    <button type="button" class="button small" aria-label=${t("setup.remove", { name })} onClick=${remove}>${t("setup.removeShort")}</button>
  </div>`;
}

/** A button that adds to a list. */
export function AddButton({ form, label, onClick }) {
  return form.frozen ? null : html`<button type="button" class="button" onClick=${onClick}>${label}</button>`;
}
