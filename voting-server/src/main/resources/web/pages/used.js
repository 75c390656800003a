// SPDX-License-Identifier: Apache-2.0

// A member asks whether a ballot stands for them. Answered at the address on the roll; the page says the same to everybody.
import { electionId } from "../app/api.js";
import { Notice } from "../app/components.js";
import { html, useEffect, useRef, useState } from "../app/html.js";
import { t } from "../app/i18n.js";
import { mount, usePageTitle } from "../app/shell.js";
import { AskRegistrar } from "./ask-registrar.js";
import { ClaimForm } from "./claim-form.js";

function Used() {
  const [sent, setSent] = useState(false);
  usePageTitle(t("page.used.title"));
  return html`
    <p><a href=${`/e/${electionId()}/`}>${t("page.reissue.back")}</a></p>
    <h1>${t("page.used.title")}</h1>
    <${AskRegistrar} what="page.used.registrar">
      ${sent ? html`<${Taken} />` : html`<${ClaimForm} path="/use-inquiries" texts="page.used" onSent=${() => setSent(true)} />`}
    <//>
    <h2>${t("page.used.receipt")}</h2>
    <p>${t("page.used.receipt.text")} <a href=${`/e/${electionId()}/complain`}>${t("page.complain.title")}</a></p>
  `;
}

function Taken() {
  const ref = useRef(null);
  useEffect(() => ref.current.focus(), []);
  return html`<div ref=${ref} tabindex="-1">
    <${Notice} kind="ok" title=${t("page.used.taken")}><p>${t("page.used.taken.text")}</p><//>
  </div>`;
}

mount(Used);
