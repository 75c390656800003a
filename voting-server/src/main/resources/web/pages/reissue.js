// SPDX-License-Identifier: Apache-2.0

// A member asks for a new code. The page says the same to everybody: neither it nor the server's answer tells who is a member or has voted.
import { electionId } from "../app/api.js";
import { Notice } from "../app/components.js";
import { html, useEffect, useRef, useState } from "../app/html.js";
import { t } from "../app/i18n.js";
import { mount, usePageTitle } from "../app/shell.js";
import { AskRegistrar } from "./ask-registrar.js";
import { ClaimForm } from "./claim-form.js";

function Reissue() {
  const [sent, setSent] = useState(false);
  usePageTitle(t("page.reissue.title"));
  return html`
    <p><a href=${`/e/${electionId()}/`}>${t("page.reissue.back")}</a></p>
    <h1>${t("page.reissue.title")}</h1>
    <${AskRegistrar} what="page.reissue.registrar">
      ${sent ? html`<${Taken} again=${() => setSent(false)} />` : html`<${ClaimForm} path="/reissue-claims" texts="page.reissue" onSent=${() => setSent(true)} />`}
    <//>
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

mount(Reissue);
