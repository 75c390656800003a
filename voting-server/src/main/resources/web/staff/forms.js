// SPDX-License-Identifier: Apache-2.0

// Fields with their labels, hints and errors tied together for everybody who hears rather than sees them.
import { html, useEffect, useId, useRef, useState } from "../app/html.js";
import { t } from "../app/i18n.js";

/**
 * One line of text. `onInput` gets the text. `error` is a sentence or nothing. Further properties go to the input (type, autocomplete,
 * inputmode, maxlength …).
 */
export function TextField({ label, hint, error, value, onInput, multiline = false, ...more }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const shared = {
    id,
    value,
    "aria-describedby": described,
    "aria-invalid": error ? "true" : undefined,
    onInput: (event) => onInput(event.target.value),
    ...more,
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    ${multiline ? html`<textarea rows="4" ...${shared}></textarea>` : html`<input type="text" ...${shared} />`}
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
  </div>`;
}

/** A password, with a button that shows it. */
export function PasswordField({ label, value, ...more }) {
  const [shown, setShown] = useState(false);
  return html`<div class="staff-password">
    <${TextField} label=${label} value=${value} type=${shown ? "text" : "password"} autocapitalize="none" spellcheck=${false} ...${more} />
    <button type="button" class="button small quiet" aria-pressed=${String(shown)} onClick=${() => setShown(!shown)}>${t("staff.showPassword")}</button>
  </div>`;
}

/** One of several: `options` are `[value, label]`. */
export function SelectField({ label, hint, error, value, options, onInput, ...more }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    <select id=${id} value=${value} aria-describedby=${hint ? `${id}-hint` : undefined} onChange=${(event) => onInput(event.target.value)} ...${more}>
      ${options.map(([each, text]) => html`<option key=${each} value=${each} selected=${each === value}>${text}</option>`)}
    </select>
    ${error && html`<p class="field-error">${error}</p>`}
  </div>`;
}

/** Several of several: `options` are `[value, label, hint]`, `values` the chosen ones. */
export function CheckList({ label, hint, error, values, options, onInput }) {
  const id = useId();
  const toggle = (value) => onInput(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  return html`<fieldset class="staff-checks" aria-describedby=${error ? `${id}-error` : undefined}>
    <legend>${label}</legend>
    ${hint && html`<p class="fine">${hint}</p>`}
    ${options.map(
      ([value, text, more]) => html`<${CheckField} key=${value} label=${text} hint=${more} checked=${values.includes(value)} onInput=${() => toggle(value)} />`,
    )}
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
  </fieldset>`;
}

/** A box to tick. */
export function CheckField({ label, hint, checked, onInput }) {
  const id = useId();
  return html`<div class="staff-check">
    <input type="checkbox" id=${id} checked=${checked} aria-describedby=${hint ? `${id}-hint` : undefined} onChange=${(event) => onInput(event.target.checked)} />
    <div><label for=${id}>${label}</label>${hint && html`<p class="fine" id=${`${id}-hint`}>${hint}</p>`}</div>
  </div>`;
}

/** A form that is handled here. Errors of fields get the focus: the first invalid one, after each try to send it. */
export function Form({ onSubmit, children, label }) {
  const ref = useRef(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) ref.current.querySelector('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const submit = async (event) => {
    event.preventDefault();
    await onSubmit();
    setTries(tries + 1);
  };
  return html`<form ref=${ref} class="staff-form" novalidate onSubmit=${submit} aria-label=${label}>${children}</form>`;
}
