// SPDX-License-Identifier: Apache-2.0

// How the file is read: its form, which columns hold what, and rules of eligibility; with a preview that follows every change.
import { Loading, Notice } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call } from "../api.js";
import { SelectField } from "../forms.js";
import { ActionButton, Problem, useAction } from "../parts.js";
import { Columns } from "./columns.js";
import { PreviewRows } from "./preview.js";
import { Rules } from "./rules.js";

const PAUSE = 400;
const CHARSETS = ["utf-8", "windows-1252", "utf-16"];
const DELIMITERS = ["comma", "semicolon", "tab", "pipe"];
const DATES = ["dmy", "mdy", "iso"];

export function Settings({ id, now, done }) {
  const [settings, setSettings] = useState(() => ({ fixed: {}, values: {}, rules: [], ...(now.settings ?? now.survey.proposal) }));
  const { preview, error, pending } = usePreview(id, settings);
  const check = useAction();
  const change = (more) => setSettings((before) => ({ ...before, ...more }));
  const reshape = async (more) => {
    const shaped = { ...settings, ...more };
    setSettings(shaped);
    const fresh = await call("POST", `/elections/${id}/roll/preview`, { body: { ...shaped, columns: {} } }).catch(() => null);
    const names = fresh?.columns.map(({ name }) => name) ?? [];
    const fits = Object.values(shaped.columns).every((columns) => columns.every((name) => names.includes(name)));
    if (fresh && !fits) setSettings({ ...shaped, columns: fresh.guess });
  };
  const start = async () => {
    const answer = await check.run(() => call("POST", `/elections/${id}/roll/check`, { body: settings }));
    if (answer) done(answer);
  };
  return html`
    ${now.survey.known && html`<p>${t("roll.known")}</p>`}
    <h3>${t("roll.form")}</h3>
    <${FileForm} survey=${now.survey} settings=${settings} change=${reshape} />
    <h3>${t("roll.columns")}</h3>
    <p>${t("roll.columns.text")}</p>
    ${error && html`<${Problem} error=${error} />`}
    ${!preview && !error && html`<${Loading} />`}
    ${preview &&
    html`
      <${Columns} preview=${preview} settings=${settings} change=${change} />
      <h3>${t("roll.rules")}</h3>
      <${Rules} rules=${settings.rules} onChange=${(rules) => change({ rules })} />
      <h3>${t("roll.preview")}</h3>
      ${preview.hiddenRows > 0 && html`<${Notice} kind="warn" title=${t("roll.hiddenRows", { count: preview.hiddenRows })} />`}
      ${preview.missing ? html`<${Notice} kind="warn" title=${t("roll.incomplete")}><p lang="en">${preview.missing}</p><//>` : html`<${PreviewRows} preview=${preview} pending=${pending} />`}
    `}
    ${check.error && html`<${Problem} error=${check.error} />`}
    <div class="cluster">
      <${ActionButton} kind="primary" busy=${check.busy} disabled=${!preview || Boolean(preview.missing)} onClick=${start}>${t("roll.check")}<//>
    </div>
    <p class="fine">${t("roll.check.text")}</p>
  `;
}

function FileForm({ survey, settings, change }) {
  const field = (name, options, text) => html`<${SelectField}
    label=${t(`roll.${name}`)}
    value=${settings[name]}
    options=${options.map((each) => [each, text ? text(each) : t(`roll.${name}.${each}`)])}
    onInput=${(value) => change({ [name]: value })}
  />`;
  const hidden = (name) => survey.sheets.find((sheet) => sheet.name === name)?.hidden;
  return html`<div class="staff-filters">
    ${survey.kind === "xlsx"
      ? field("sheet", survey.sheets.map(({ name }) => name), (name) => (hidden(name) ? t("roll.sheet.hidden", { name }) : name))
      : html`${field("charset", CHARSETS)}${field("delimiter", DELIMITERS)}`}
    ${field("dates", DATES)}
  </div>`;
}

/** The preview for the settings as they were a moment ago; an answer that comes too late is dropped. */
function usePreview(id, settings) {
  const [state, setState] = useState({});
  useEffect(() => {
    let wanted = true;
    setState((before) => ({ ...before, pending: true }));
    const timer = setTimeout(() => {
      call("POST", `/elections/${id}/roll/preview`, { body: settings }).then(
        (preview) => wanted && setState({ preview }),
        (error) => wanted && setState({ error }),
      );
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [JSON.stringify(settings)]);
  return state;
}
