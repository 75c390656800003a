// SPDX-License-Identifier: Apache-2.0

// What the ballot office cannot show or do where a registrar apart from this server makes and sends the voting codes, and why.
import { Notice } from "../app/components.js";
import { html } from "../app/html.js";
import { t } from "../app/i18n.js";

/** Whether a registrar apart from this server has the codes of an election. */
export const isApart = (election) => election.registrar === "separate";

/** Says what cannot be done at a tab (`sending`, `helpdesk`, `report`, `closeout`, `issue`), and who does it. */
export function Apart({ what }) {
  return html`<${Notice} title=${t("staff.apart.title")}>
    <p>${t(`staff.apart.${what}`)}</p>
    <p>${t("staff.apart.why")}</p>
  <//>`;
}
