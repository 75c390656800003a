// SPDX-License-Identifier: Apache-2.0

// One's own account.
import { Facts } from "../../app/components.js";
import { html } from "../../app/html.js";
import { list, localTime, t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { session, signOut } from "../api.js";
import { ActionButton, Problem, useAction } from "../parts.js";

export const screen = { name: "account", label: "staff.account.title", view: Account };

function Account() {
  const { busy, error, run } = useAction();
  const { account, expires } = session();
  usePageTitle(t("staff.account.title"));
  return html`
    <h1>${t("staff.account.title")}</h1>
    <${Facts}
      rows=${[
        [t("staff.name"), html`<bdi>${account.name}</bdi>`],
        [t("staff.email"), html`<bdi>${account.email}</bdi>`],
        [t("staff.roles"), list(account.roles.map((role) => t(`staff.role.${role}`)))],
        [t("staff.account.until"), localTime(expires)],
      ]}
    />
    ${error && html`<${Problem} error=${error} />`}
    <div class="cluster"><${ActionButton} busy=${busy} onClick=${() => run(signOut)}>${t("staff.signOut")}<//></div>
  `;
}
