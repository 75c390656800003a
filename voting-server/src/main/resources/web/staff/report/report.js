// SPDX-License-Identifier: Apache-2.0

// The returning officer's report. It is made by the verifier, not here: from the board alone, and only if every check held.
import { Command, Facts, Moment } from "../../app/components.js";
import { html } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";
import { call } from "../api.js";
import { Apart, isApart } from "../apart.js";
import { Problem, useLoaded } from "../parts.js";

export const tab = { name: "report", label: "report.title", needs: "getStatement", view: Report };

export const MESSAGES = "/assets/staff/report/messages/";

const OVER = ["closed", "tallied", "final"];

function Report({ id, election }) {
  if (!OVER.includes(election.state)) return html`<p class="lead">${t("report.before")}</p>`;
  return isApart(election) ? html`<${ByRegistrar} id=${id} election=${election} />` : html`<${Made} id=${id} election=${election} />`;
}

function Made({ id, election }) {
  const { value, error, reload } = useLoaded(() => call("GET", `/elections/${id}/statement`));
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!value) return null;
  return html`
    <p class="lead">${t("report.lead")}</p>
    ${election.state !== "final" && html`<p>${t("report.early")}</p>`}
    <ol class="steps">
      <li>
        <h2>${t("report.statement")}</h2>
        <p>${t("report.statement.text")}</p>
        <${Facts}
          rows=${[
            [t("report.roll"), number(value.roll)],
            ...["email", "post"].map((channel) => [t(`report.${channel}`), t("report.messages", { issued: number(value[channel].issued), returned: number(value[channel].returned), waiting: number(value[channel].waiting) })]),
            ...(value.door ? [[t("report.door"), t("report.door.text", Object.fromEntries(Object.entries(value.door).map(([name, count]) => [name, number(count)])))]] : []),
            [t("report.made"), html`<${Moment} time=${value.made} />`],
          ]}
        />
        <p><a class="button" href=${`/api/v1/elections/${id}/statement`} download="urna-statement.json">${t("report.download")}</a></p>
      </li>
      <${Rest} id=${id} election=${election} />
    </ol>
  `;
}

/** The figures that no board holds are the registrar's to count. */
function ByRegistrar({ id, election }) {
  return html`
    <p class="lead">${t("report.lead")}</p>
    ${election.state !== "final" && html`<p>${t("report.early")}</p>`}
    <${Apart} what="report" />
    <ol class="steps">
      <li>
        <h2>${t("report.statement")}</h2>
        <p>${t("report.statement.registrar")}</p>
        <${Command} text=${`java -jar voting-server.jar registrar status --election ${location.origin}/e/${id} --statement urna-statement.json`} label=${t("page.verify.copy")} />
      </li>
      <${Rest} id=${id} election=${election} />
    </ol>
  `;
}

function Rest({ id, election }) {
  const address = `${location.origin}/e/${id}`;
  const language = document.documentElement.lang === "cy" ? " --language cy" : "";
  return html`
    <li>
      <h2>${t("report.run")}</h2>
      <p>${t("report.run.text")}</p>
      <${Command} text=${`java -jar verifier.jar report ${address} --board-key ${election.boardKey} --statement urna-statement.json --pdf report.pdf --csv report.csv${language}`} label=${t("page.verify.copy")} />
    </li>
    <li>
      <h2>${t("report.sign")}</h2>
      <p>${t("report.sign.text")}</p>
    </li>
  `;
}
