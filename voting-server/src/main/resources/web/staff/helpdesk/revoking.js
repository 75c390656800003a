// SPDX-License-Identifier: Apache-2.0

// The end of a member's vote before they voted: asked for here, decided by two officers.
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call } from "../api.js";
import { Form, SelectField } from "../forms.js";
import { ActionButton, Dialog, Problem, toast, useAction } from "../parts.js";

const REASONS = ["not-eligible", "suspended", "died", "double-entry", "legal-order", "correction"];

export function Revoking({ id, member, onClose }) {
  const { busy, error, run } = useAction();
  const [reason, setReason] = useState(REASONS[0]);
  const submit = async () => {
    const asked = await run(() => call("POST", `/elections/${id}/revocations`, { body: { memberNumbers: [member.memberNumber], reason } }));
    if (!asked) return;
    toast(t("helpdesk.revoke.asked", { number: asked.number }));
    onClose();
  };
  const title = t("helpdesk.revoke.title", { name: member.name || member.memberNumber });
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <p>${t("helpdesk.revoke.text")}</p>
    <${Form} label=${title} onSubmit=${submit}>
      <${SelectField} label=${t("helpdesk.reason")} hint=${t("helpdesk.revoke.hint")} value=${reason} options=${REASONS.map((each) => [each, t(`page.reason.${each}`)])} onInput=${setReason} />
      ${error && html`<${Problem} error=${error} /><p class="fine" lang="en">${error.message}</p>`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("helpdesk.revoke.yes")}<//>
        <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}
