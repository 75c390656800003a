// SPDX-License-Identifier: Apache-2.0

// The first rows as they would be read.
import { Badge, DataTable } from "../../app/components.js";
import { html } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";
import { Remarks } from "./remarks.js";

export function PreviewRows({ preview, pending }) {
  const { rows = [], good, bad } = preview;
  return html`
    <p aria-busy=${String(Boolean(pending))}>${t("roll.preview.text", { good, bad })}</p>
    <div class="roll-preview"><${DataTable}
      caption=${t("roll.preview")}
      hideCaption
      columns=${[
        { label: t("roll.line"), head: true },
        { label: t("roll.field.member_number") },
        { label: t("roll.field.name") },
        { label: t("roll.reached") },
        { label: t("roll.field.class") },
        { label: t("roll.field.ballot_style") },
        { label: t("roll.field.joined") },
        { label: t("roll.verdict") },
      ]}
      rows=${rows.map(({ line, fields, remarks }) => [
        number(line),
        fields.member_number ? html`<bdi>${fields.member_number}</bdi>` : "",
        fields.name ? html`<bdi>${fields.name}</bdi>` : "",
        html`<bdi>${reached(fields)}</bdi>`,
        fields.class ?? "",
        fields.ballot_style ?? "",
        fields.joined ?? "",
        remarks.length === 0 ? html`<${Badge} kind="ok">${t("roll.good")}<//>` : html`<${Badge} kind="bad">${t("roll.bad")}<//> <${Remarks} remarks=${remarks} />`,
      ])}
    /></div>
  `;
}

function reached(fields) {
  if (fields.email) return fields.email;
  return [1, 2, 3, 4, 5].map((line) => fields[`address${line}`]).concat(fields.postcode).filter(Boolean).join(", ");
}
