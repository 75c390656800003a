// SPDX-License-Identifier: Apache-2.0

// The roll of an election: a file is uploaded, mapped, checked row by row, and becomes the roll when staff say so.
import { Loading, Notice, Progress } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";
import { announce } from "../../app/shell.js";
import { call } from "../api.js";
import { Confirm, Problem, useLoaded } from "../parts.js";
import { Checked } from "./checked.js";
import { Settings } from "./settings.js";
import { Upload } from "./upload.js";

export const tab = { name: "roll", label: "roll.title", needs: "checkRoll", view: Roll };

const POLL = 1_000;

function Roll({ id, election, reload }) {
  const { value, error, reload: again } = useLoaded(() => status(id), [id]);
  const [now, setNow] = useState(null);
  useEffect(() => setNow(value ?? null), [value]);
  if (error) return html`<${Problem} error=${error} retry=${again} />`;
  if (!now) return html`<${Loading} />`;
  const draft = election.state === "draft";
  const done = (next) => {
    setNow(next);
    if (next.state === "imported") reload();
  };
  return html`
    <p class="lead">${t("roll.lead")}</p>
    ${election.electors !== undefined && html`<p>${t("roll.present", { count: election.electors })}</p>`}
    ${!draft && html`<${Notice} kind="info" title=${t("roll.fixed")}><p>${t("roll.fixed.text")}</p><//>`}
    <${Step} key=${`${now.import} ${now.state}`} id=${id} now=${now} draft=${draft} done=${done} />
  `;
}

/** The import; `{ state: "none" }` if no file was uploaded. */
const status = (id) => call("GET", `/elections/${id}/roll/import`);

function Step({ id, now, draft, done }) {
  const [editing, setEditing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  if (now.busy) return html`<${Busy} id=${id} now=${now} done=${done} />`;
  if (now.state === "none") return draft && html`<${Upload} id=${id} done=${done} />`;
  const known = now.state === "checked" || now.state === "imported";
  return html`
    <div class="title-row">
      <h2><bdi>${now.file || t("roll.file")}</bdi></h2>
      ${draft &&
      html`<div class="staff-actions">
        ${now.state === "checked" && html`<button type="button" class="button" onClick=${() => setEditing(!editing)}>${t(editing ? "roll.toReport" : "roll.readOtherwise")}</button>`}
        <button type="button" class="button" onClick=${() => setLeaving(true)}>${t("roll.otherFile")}</button>
      </div>`}
    </div>
    ${now.state === "failed" && html`<${Failed} failure=${now.failure} />`}
    ${known && !editing ? html`<${Checked} id=${id} now=${now} draft=${draft} done=${done} />` : draft && now.survey && html`<${Settings} id=${id} now=${now} done=${done} />`}
    ${leaving &&
    html`<${Confirm}
      title=${t("roll.otherFile")}
      label=${t("roll.otherFile.confirm")}
      action=${async () => {
        await call("DELETE", `/elections/${id}/roll/import`);
        done({ state: "none" });
      }}
      onClose=${() => setLeaving(false)}
    ><p>${t("roll.otherFile.text")}</p><//>`}
  `;
}

function Failed({ failure }) {
  return html`<${Notice} kind="bad" role="alert" title=${t("roll.failed")}>
    <p>${failure?.line > 0 ? t("roll.failed.line", { line: number(failure.line) }) : ""} <span lang="en">${failure?.reason}</span></p>
  <//>`;
}

/** Asks how far it is until nobody works on it any more. */
function Busy({ id, now, done }) {
  const [seen, setSeen] = useState(now);
  useEffect(() => {
    let shown = true;
    const timer = setInterval(async () => {
      const next = await status(id).catch(() => null);
      if (!shown || !next) return;
      if (next.busy && next.state === now.state) setSeen(next);
      else {
        announce(t(`roll.state.${next.state}`));
        done(next);
      }
    }, POLL);
    return () => {
      shown = false;
      clearInterval(timer);
    };
  }, []);
  const part = seen.state === "reading" || seen.state === "comparing" ? Math.round(seen.progress * 100) : 0;
  return html`
    <h2>${t(`roll.state.${seen.state}`)}</h2>
    <p>${t(`roll.state.${seen.state}.text`)}</p>
    <${Progress} label=${t("roll.progress")} done=${part} total=${part > 0 ? 100 : undefined} />
    ${seen.rowsRead > 0 && html`<p>${t("roll.rowsRead", { count: seen.rowsRead })}</p>`}
  `;
}
