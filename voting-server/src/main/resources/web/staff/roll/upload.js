// SPDX-License-Identifier: Apache-2.0

// Choosing the file. It goes to the server as it is; nothing of the roll changes by that.
import { html, useId, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call } from "../api.js";
import { Form } from "../forms.js";
import { ActionButton, Problem, useAction } from "../parts.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function Upload({ id, done }) {
  const input = useId();
  const { busy, error, run } = useAction();
  const [file, setFile] = useState(null);
  const [missing, setMissing] = useState("");
  const submit = async () => {
    setMissing(file ? "" : t("roll.upload.missing"));
    if (!file) return;
    const type = file.name.toLowerCase().endsWith(".xlsx") ? XLSX : "text/csv";
    const answer = await run(() => call("POST", `/elections/${id}/roll/file?name=${encodeURIComponent(file.name)}`, { body: file, type }));
    if (answer) done(answer);
  };
  return html`
    <h2>${t("roll.upload.title")}</h2>
    <p>${t("roll.upload.text")}</p>
    <${Form} label=${t("roll.upload.title")} onSubmit=${submit}>
      ${error && html`<${Problem} error=${error} />${error.problem?.report?.rejected?.[0] && html`<p class="fine" lang="en">${error.problem.report.rejected[0].reason}</p>`}`}
      <div class="field">
        <label for=${input}>${t("roll.upload.file")}</label>
        <p class="hint" id=${`${input}-hint`}>${t("roll.upload.hint")}</p>
        <input
          type="file"
          id=${input}
          accept=${`.csv,.txt,.xlsx,text/csv,${XLSX}`}
          aria-describedby=${`${input}-hint${missing ? ` ${input}-error` : ""}`}
          aria-invalid=${missing ? "true" : undefined}
          onChange=${(event) => setFile(event.target.files[0] ?? null)}
        />
        ${missing && html`<p class="field-error" id=${`${input}-error`}>${missing}</p>`}
      </div>
      <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t(busy ? "roll.upload.busy" : "roll.upload.send")}<//></div>
    <//>
  `;
}
