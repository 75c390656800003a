// SPDX-License-Identifier: Apache-2.0

// The page of a trustee who has no terminal: the key in this page, its file saved and loaded back, the ceremony, agreement and decryption here.
import { Notice } from "../app/components.js";
import { html, useEffect, useState } from "../app/html.js";
import { t } from "../app/i18n.js";
import { mount, usePageTitle } from "../app/shell.js";
import { hasCryptography } from "../staff/keys/keyfile.js";
import { Form, TextField } from "../staff/forms.js";
import { KeyPart, Print } from "./key-part.js";
import { Work } from "./work.js";

const MESSAGES = ["/assets/staff/messages/", "/assets/staff/decisions/messages/", "/assets/trustee/messages/"];
const ELECTION = /(?:^|\/|#)([0-9a-f]{32})(?=$|[/?#])/u;

const fromAddress = () => ELECTION.exec(location.hash)?.[1] ?? null;

function TrusteePage() {
  const [election, setElection] = useState(fromAddress);
  const [key, setKey] = useState(null);
  usePageTitle(t("trustee.title"));
  useEffect(() => {
    const leave = (event) => key && event.preventDefault();
    addEventListener("beforeunload", leave);
    return () => removeEventListener("beforeunload", leave);
  }, [key]);
  if (!hasCryptography()) return html`<h1>${t("trustee.title")}</h1><${Notice} kind="bad" title=${t("keys.insecure")}><p>${t("trustee.insecure")}</p><//>`;
  return html`
    <h1>${t("trustee.title")}</h1>
    ${!key && html`<p class="lead">${t("trustee.lead")}</p>`}
    <${Limits} />
    ${!key ? html`<${KeyPart} onOpen=${setKey} />` : !election ? html`<${Opened} trustee=${key} onElection=${setElection} />` : html`<${Work} election=${election} trustee=${key} />`}
  `;
}

/** What whoever uses this page relies on. */
function Limits() {
  return html`<details class="card"><summary>${t("trustee.limits")}</summary>
    <p>${t("trustee.limits.server")}</p>
    <p>${t("trustee.limits.checks")}</p>
    <p>${t("trustee.limits.browser")}</p>
  </details>`;
}

/** The key is open, and the election is not known yet. */
function Opened({ trustee, onElection }) {
  const [address, setAddress] = useState("");
  const [tried, setTried] = useState(false);
  const found = ELECTION.exec(address)?.[1];
  const submit = () => {
    setTried(true);
    if (!found) return;
    history.replaceState(null, "", `#${found}`);
    onElection(found);
  };
  return html`<${Print} trustee=${trustee} />
    <section class="card"><h2>${t("trustee.election")}</h2>
      <${Form} onSubmit=${submit} label=${t("trustee.election")}>
        <${TextField} label=${t("trustee.address")} hint=${t("trustee.address.hint")} value=${address} onInput=${setAddress} error=${tried && !found ? t("trustee.address.wrong") : undefined} autocomplete="off" spellcheck=${false} />
        <p><button type="submit" class="button primary">${t("trustee.continue")}</button></p>
      <//>
    </section>`;
}

mount(TrusteePage, { messages: MESSAGES });
