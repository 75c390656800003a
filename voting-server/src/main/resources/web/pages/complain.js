// SPDX-License-Identifier: Apache-2.0

// A voter hands in a complaint file or a receipt, and is told at once what the board proves.
import { apiPath, electionId, request } from "../app/api.js";
import { Failure, Notice } from "../app/components.js";
import { html, useEffect, useId, useRef, useState } from "../app/html.js";
import { t } from "../app/i18n.js";
import { mount, usePageTitle } from "../app/shell.js";
import { looksLikeCode } from "../urna/code.js";
import { Field } from "./claim-form.js";

const id = electionId();
const LONGEST = 400_000;
const KINDS = { stands: "ok", "promise-broken": "bad", "another-receipt": "warn", "code-used": "warn", "nothing-proven": "info", contradictory: "warn", "other-election": "warn" };

function Complain() {
  const [answer, setAnswer] = useState(null);
  usePageTitle(t("page.complain.title"));
  return html`
    <p><a href=${`/e/${id}/`}>${t("page.reissue.back")}</a></p>
    <h1>${t("page.complain.title")}</h1>
    ${answer ? html`<${Answer} answer=${answer} />` : html`<${Handing} onAnswer=${setAnswer} />`}
  `;
}

function Answer({ answer: { number, outcome, index } }) {
  const ref = useRef(null);
  useEffect(() => ref.current.focus(), []);
  return html`<div ref=${ref} tabindex="-1">
    <${Notice} kind=${KINDS[outcome] ?? "info"} title=${t(`page.complain.${outcome}`)}><p>${t(`page.complain.${outcome}.text`)}</p><//>
    ${index !== undefined && html`<p><a href=${`/e/${id}/entries#${index}`}>${t("page.complain.entry", { index })}</a></p>`}
    <p>${t("page.complain.number", { number })}</p>
    <p>${t("page.complain.keep")}</p>
  </div>`;
}

function Handing({ onAnswer }) {
  const field = useId();
  const input = useRef(null);
  const [contact, setContact] = useState("");
  const [words, setWords] = useState("");
  const [problem, setProblem] = useState("");
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const chosen = input.current.files[0];
    const file = chosen && chosen.size <= LONGEST ? await chosen.text() : "";
    // a code handed in by mistake must not leave this device
    const wrong = !chosen ? "missing" : file === "" ? "wrong" : looksLikeCode(file) || looksLikeCode(words) ? "code" : "";
    setProblem(wrong);
    if (wrong) return input.current.focus();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const body = JSON.stringify({ file, contact: contact.trim(), words: words.trim() });
      const sent = await request(apiPath(id, "/complaints"), { method: "POST", headers: { "Content-Type": "application/json" }, body });
      onAnswer(await sent.json());
    } catch (failed) {
      if (failed.code === "request-invalid") {
        setProblem("wrong");
        input.current.focus();
      } else {
        setError(failed);
      }
    } finally {
      setBusy(false);
    }
  };
  return html`
    <p class="lead">${t("page.complain.lead")}</p>
    <p>${t("page.complain.elsewhere")}</p>
    <form novalidate onSubmit=${submit} aria-label=${t("page.complain.title")}>
      <div class="field">
        <label for=${field}>${t("page.complain.file")}</label>
        <p class="hint" id=${`${field}-hint`}>${t("page.complain.file.hint")}</p>
        <input ref=${input} type="file" id=${field} accept=".json,.jws,.txt" aria-describedby=${[`${field}-hint`, problem && `${field}-error`].filter(Boolean).join(" ")} aria-invalid=${problem ? "true" : undefined} />
        ${problem && html`<p class="field-error" id=${`${field}-error`}>${t(`page.complain.file.${problem}`)}</p>`}
      </div>
      <${Field} label=${t("page.complain.contact")} hint=${t("page.complain.contact.hint")} value=${contact} maxlength="254" autocomplete="email" onInput=${setContact} />
      <${Field} label=${t("page.complain.words")} hint=${t("page.complain.words.hint")} value=${words} maxlength="2000" onInput=${setWords} />
      ${error && (error.code === "wrong-state" ? html`<${Notice} kind="warn" role="alert" title=${t("page.complain.notNow")} />` : error.code === "too-many-attempts" ? html`<${Notice} kind="warn" role="alert" title=${t("page.reissue.tooMany")} />` : html`<${Failure} error=${error} />`)}
      <p><button type="submit" class="button primary" aria-disabled=${String(busy)}>${t("page.complain.send")}</button></p>
    </form>
  `;
}

mount(Complain);
