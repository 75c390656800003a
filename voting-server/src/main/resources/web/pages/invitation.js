// SPDX-License-Identifier: Apache-2.0

// Where an invited trustee hands in a name and the thumbprint of a key. The link's secret stands behind the hash sign and travels in bodies only.
import { apiPath, electionId, request } from "../app/api.js";
import { Command, Failure, Loading, Name, Notice, Text } from "../app/components.js";
import { html, useEffect, useRef, useState } from "../app/html.js";
import { isolated, parts, t } from "../app/i18n.js";
import { mount, usePageTitle } from "../app/shell.js";
import { words } from "../urna/words.js";

const id = electionId();
const secret = location.hash.slice(1);
// it stays out of the history, of screenshots and of links that are passed on
history.replaceState(null, "", location.pathname);

const THUMBPRINT = /(?:^|[\s":])([A-Za-z0-9_-]{43})(?=$|[\s",}])/u;

/** Characters that a shell would take for its own. */
const MEANT = /["\\$`!]/gu;

const post = (path, body) => request(apiPath(id, path), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ secret, ...body }) });

function saidWords(thumbprint) {
  const text = atob(thumbprint.replaceAll("-", "+").replaceAll("_", "/"));
  return words(Uint8Array.from(text, (character) => character.charCodeAt(0))).join(" ");
}

function Invitation() {
  const [invited, setInvited] = useState(null);
  const [error, setError] = useState(null);
  usePageTitle(t("page.invitation.title"));
  const load = () => post("/invited", {}).then((answer) => answer.json()).then(setInvited, setError);
  useEffect(() => {
    load();
  }, []);
  if (error?.code === "not-found" || error?.code === "request-invalid") {
    return html`<h1>${t("page.invitation.none")}</h1><p>${t("page.invitation.none.text")}</p>`;
  }
  if (error) return html`<h1>${t("page.invitation.title")}</h1><${Failure} error=${error} />`;
  if (!invited) return html`<${Loading} />`;
  return html`
    <p class="sections-title"><${Text} of=${invited.title} /></p>
    <h1>${t("page.invitation.title")}</h1>
    <p class="lead">${t("page.invitation.lead")}</p>
    <p>${parts("page.invitation.for", { name: html`<${Name} of=${invited.label} />` })}</p>
    ${invited.state === "open" ? html`<${Answer} label=${invited.label} done=${load} />` : html`<${Done} invited=${invited} />`}
  `;
}

function Answer({ label, done }) {
  const [name, setName] = useState(label);
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState(null);
  const field = useRef(null);
  const thumbprint = THUMBPRINT.exec(text)?.[1];
  const wrong = tried && !thumbprint;
  const send = async (event) => {
    event.preventDefault();
    setTried(true);
    setError(null);
    if (!thumbprint) {
      field.current.focus();
      return;
    }
    try {
      await post("/invited/identity", { name: name.trim(), thumbprint });
      await done();
    } catch (failure) {
      setError(failure);
    }
  };
  return html`
    <h2>1. ${t("page.invitation.make")}</h2>
    <p>${t("page.invitation.make.text")}</p>
    <${Command} text=${`java -jar trustee.jar identity --name "${name.replaceAll(MEANT, "")}" --key trustee.key`} />
    <p>${parts("page.invitation.browser", { page: html`<a href=${`/trustee/#${id}`}>${t("page.invitation.browser.page")}</a>` })}</p>
    <h2>2. ${t("page.invitation.give")}</h2>
    <form onSubmit=${send} novalidate>
      <div class="field">
        <label for="name">${t("page.invitation.name")}</label>
        <input id="name" type="text" dir="auto" required maxlength="200" autocomplete="name" value=${name} onInput=${(event) => setName(event.target.value)} />
      </div>
      <div class="field">
        <label for="thumbprint">${t("page.invitation.thumbprint")}</label>
        <p class="hint" id="thumbprint-hint">${t("page.invitation.thumbprint.hint")}</p>
        <textarea id="thumbprint" rows="2" spellcheck="false" autocapitalize="none" ref=${field} value=${text} aria-invalid=${wrong ? "true" : undefined} aria-describedby=${wrong ? "thumbprint-hint thumbprint-error" : "thumbprint-hint"} onInput=${(event) => setText(event.target.value)}></textarea>
        ${wrong && html`<p class="field-error" id="thumbprint-error">${t("page.invitation.thumbprint.wrong")}</p>`}
      </div>
      <p role="status">${thumbprint && t("page.invitation.words", { words: isolated(saidWords(thumbprint)) })}</p>
      ${error && html`<${Failure} error=${error} />`}
      <button type="submit" class="button primary">${t("page.invitation.send")}</button>
    </form>
  `;
}

function Done({ invited }) {
  return html`<${Notice} kind="ok" role="status" title=${t("page.invitation.done")}>
    <p><${Name} of=${invited.name} />: <code dir="ltr">${invited.thumbprint}</code></p>
    <p>${t("page.invitation.words", { words: isolated(saidWords(invited.thumbprint)) })}</p>
    <p>${t(invited.state === "accepted" ? "page.invitation.accepted" : "page.invitation.done.text")}</p>
  <//>`;
}

mount(Invitation);
