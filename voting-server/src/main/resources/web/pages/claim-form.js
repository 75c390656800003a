// SPDX-License-Identifier: Apache-2.0

// What a member types who asks for something that is answered at the address on the roll alone.
import { apiPath, electionId, request } from "../app/api.js";
import { Failure, Notice } from "../app/components.js";
import { html, useId, useRef, useState } from "../app/html.js";
import { t } from "../app/i18n.js";

/**
 * Number and address, sent to `path` of the election; `texts` is the key under which its words stand. Says nothing of who is a member.
 */
export function ClaimForm({ path, texts, onSent }) {
  const [number, setNumber] = useState("");
  const [contact, setContact] = useState("");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState(null);
  const form = useRef(null);
  const submit = async (event) => {
    event.preventDefault();
    setTried(true);
    if (!number.trim() || !contact.trim()) {
      form.current.querySelectorAll("input").forEach((input, at, all) => !input.value.trim() && (at === 0 || all[0].value.trim()) && input.focus());
      return;
    }
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await request(apiPath(electionId(), path), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ memberNumber: number.trim(), contact: contact.trim() }) });
      onSent();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <p class="lead">${t(`${texts}.lead`)}</p>
    <p>${t(`${texts}.look`)}</p>
    <form ref=${form} novalidate onSubmit=${submit} aria-label=${t(`${texts}.title`)}>
      <${Field} label=${t("page.reissue.number")} hint=${t("page.reissue.number.hint")} error=${tried && !number.trim() ? t("page.reissue.number.missing") : ""} value=${number} maxlength="200" onInput=${setNumber} />
      <${Field} label=${t("page.reissue.contact")} hint=${t("page.reissue.contact.hint")} error=${tried && !contact.trim() ? t("page.reissue.contact.missing") : ""} value=${contact} maxlength="254" autocomplete="email" onInput=${setContact} />
      ${error && (error.code === "wrong-state" ? html`<${Notice} kind="warn" role="alert" title=${t(`${texts}.notNow`)} />` : error.code === "too-many-attempts" ? html`<${Notice} kind="warn" role="alert" title=${t("page.reissue.tooMany")} />` : html`<${Failure} error=${error} />`)}
      <p><button type="submit" class="button primary" aria-disabled=${String(busy)}>${t(`${texts}.ask`)}</button></p>
    </form>
    <p class="fine">${t("page.reissue.private")}</p>
  `;
}

export function Field({ label, hint, error, value, onInput, ...more }) {
  const field = useId();
  return html`<div class="field">
    <label for=${field}>${label}</label>
    <p class="hint" id=${`${field}-hint`}>${hint}</p>
    <input type="text" id=${field} value=${value} aria-describedby=${[`${field}-hint`, error && `${field}-error`].filter(Boolean).join(" ")} aria-invalid=${error ? "true" : undefined} autocapitalize="none" spellcheck="false" onInput=${(event) => onInput(event.target.value)} ...${more} />
    ${error && html`<p class="field-error" id=${`${field}-error`}>${error}</p>`}
  </div>`;
}
