// SPDX-License-Identifier: Apache-2.0

// How far each witness of an election is: who signed what when, how far behind it is, and why it did not sign when it was asked last.
import { getJson, apiPath } from "../../app/api.js";
import { Badge, DataTable, Moment, Name, Notice } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";

const EVERY_MILLIS = 30_000;

export function Witnesses({ id }) {
  const [standing, setStanding] = useState(null);
  useEffect(() => {
    let shown = true;
    const look = async () => {
      const now = document.hidden ? null : await getJson(apiPath(id, "/witnesses")).catch(() => null);
      if (now && shown) setStanding(now);
    };
    look();
    const timer = setInterval(look, EVERY_MILLIS);
    return () => {
      shown = false;
      clearInterval(timer);
    };
  }, [id]);
  if (!standing || standing.witnesses.length === 0) return null;
  const { quorum, maxGapMinutes, entries, behind, late, time, witnesses } = standing;
  return html`<section>
    <h2>${t("staff.witnesses")}</h2>
    ${late && html`<${Notice} kind="warn" role="status" title=${t("staff.witnesses.late")}><p>${t("staff.witnesses.late.text", { minutes: maxGapMinutes })}</p><//>`}
    <p>${t("staff.witnesses.quorum", { quorum, witnesses: witnesses.length, entries, behind })} ${time && html`${t("staff.witnesses.last")} <${Moment} time=${time} />`}</p>
    <${DataTable}
      caption=${t("staff.witnesses")}
      hideCaption=${true}
      columns=${[{ label: t("staff.witnesses.name"), head: true }, { label: t("staff.witnesses.state") }, { label: t("staff.witnesses.time") }, { label: t("staff.witnesses.signed"), numeric: true }, { label: t("staff.witnesses.behind"), numeric: true }]}
      rows=${witnesses.map((each) => [
        html`<${Name} of=${each.name} />`,
        each.fault ? html`<${Badge} kind="warn">${t("staff.witnesses.away")}<//> <span class="fine" lang="en">${each.fault}</span>` : html`<${Badge} kind=${each.time ? "ok" : "plain"}>${t(each.time ? "staff.witnesses.signs" : "staff.witnesses.waits")}<//>`,
        each.time ? html`<${Moment} time=${each.time} />` : t("staff.witnesses.never"),
        number(each.signed),
        number(Math.max(0, entries - each.signed)),
      ])}
    />
    <p class="fine">${t("staff.witnesses.since")}</p>
  </section>`;
}
