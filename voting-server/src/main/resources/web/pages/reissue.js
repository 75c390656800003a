// SPDX-License-Identifier: Apache-2.0

// A member asks for a new code. The page says the same to everybody: neither it nor the server's answer tells who is a member or has voted.
import { apiPath, electionId, request } from "../app/api.js";
import { Failure, Notice } from "../app/components.js";
import { html, useEffect, useId, useRef, useState } from "../app/html.js";
import { t } from "../app/i18n.js";
import { mount, usePageTitle } from "../app/shell.js";

const id = electionId();

const claim = (memberNumber, contact) =>
  request(apiPath(id, "/reissue-claims"), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ memberNumber, contact }) });

function Reissue() {
  const [sent, setSent] = useState(false);
  usePageTitle(t("page.reissue.title"));
  return html`
    <p><a href=${`/e/${id}/`}>${t("page.reissue.back")}</a></p>
    <h1>${t("page.reissue.title")}</h1>
    ${sent ? html`<${Taken} again=${() => setSent(false)} />` : html`<${Asking} onSent=${() => setSent(true)} />`}
  `;
}

function Taken({ again }) {
  const ref = useRef(null);
  useEffect(() => ref.current.focus(), []);
  return html`<div ref=${ref} tabindex="-1">
    <${Notice} kind="ok" title=${t("page.reissue.taken")}><p>${t("page.reissue.taken.text")}</p><//>
    <p>${t("page.reissue.voted")}</p>
    <p><button type="button" class="button" onClick=${again}>${t("page.reissue.again")}</button></p>
  </div>`;
}

function Asking({ onSent }) {
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
      await claim(number.trim(), contact.trim());
      onSent();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <p class="lead">${t("page.reissue.lead")}</p>
    <p>${t("page.reissue.look")}</p>
    <form ref=${form} novalidate onSubmit=${submit} aria-label=${t("page.reissue.title")}>
      <${Field} label=${t("page.reissue.number")} hint=${t("page.reissue.number.hint")} error=${tried && !number.trim() ? t("page.reissue.number.missing") : ""} value=${number} maxlength="200" onInput=${setNumber} />
      <${Field} label=${t("page.reissue.contact")} hint=${t("page.reissue.contact.hint")} error=${tried && !contact.trim() ? t("page.reissue.contact.missing") : ""} value=${contact} maxlength="254" autocomplete="email" onInput=${setContact} />
      ${error && (error.code === "wrong-state" ? html`<${Notice} kind="warn" role="alert" title=${t("page.reissue.notNow")} />` : error.code === "too-many-attempts" ? html`<${Notice} kind="warn" role="alert" title=${t("page.reissue.tooMany")} />` : html`<${Failure} error=${error} />`)}
      <p><button type="submit" class="button primary" aria-disabled=${String(busy)}>${t("page.reissue.ask")}</button></p>
    </form>
    <p class="fine">${t("page.reissue.private")}</p>
  `;
}

function Field({ label, hint, error, value, onInput, ...more }) {
  const field = useId();
  return html`<div class="field">
    <label for=${field}>${label}</label>
    <p class="hint" id=${`${field}-hint`}>${hint}</p>
    <input type="text" id=${field} value=${value} aria-describedby=${[`${field}-hint`, error && `${field}-error`].filter(Boolean).join(" ")} aria-invalid=${error ? "true" : undefined} autocapitalize="none" spellcheck="false" onInput=${(event) => onInput(event.target.value)} ...${more} />
    ${error && html`<p class="field-error" id=${`${field}-error`}>${error}</p>`}
  </div>`;
}

mount(Reissue);
