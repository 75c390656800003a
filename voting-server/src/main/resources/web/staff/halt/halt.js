// SPDX-License-Identifier: Apache-2.0

// Stopping the vote at once when something is wrong, and going on. Both ask two officers for the notice that says so on the board.
import { Moment, Notice, Text } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, Dialog, languageName, Problem, toast, useAction, useLoaded } from "../parts.js";
import { linkTo } from "../route.js";

export const MESSAGES = "/assets/staff/halt/messages/";

/** On the overview of an election that is open; `reload` reads it anew. */
export function Halting({ id, election, reload }) {
  const [open, setOpen] = useState(false);
  const { halted } = election;
  if (election.state !== "open") return null;
  const close = (done) => {
    setOpen(false);
    if (done) reload();
  };
  return html`
    ${halted &&
    html`<${Notice} kind="bad" title=${t("halt.now")}>
      <p class="prewrap"><${Text} of=${halted.text} /></p>
      <p>${t("halt.since")} <${Moment} time=${halted.since} />. <a href=${linkTo("elections", id, "decisions")}>${t("halt.sign")}</a></p>
    <//>`}
    ${may(halted ? "resumeCasting" : "haltCasting") && html`<p><button type="button" class=${halted ? "button primary" : "button"} onClick=${() => setOpen(true)}>${t(halted ? "halt.resume" : "halt.stop")}</button></p>`}
    ${open && html`<${Change} id=${id} election=${election} onClose=${close} />`}
  `;
}

function Change({ id, election, onClose }) {
  const { busy, error, run } = useAction();
  const { value: templates } = useLoaded(() => call("GET", `/elections/${id}/messages/templates`));
  const [text, setText] = useState({});
  const [closes, setCloses] = useState("");
  const [tried, setTried] = useState(false);
  const stopping = !election.halted;
  const languages = [...new Set((templates ?? []).map(({ language }) => language))];
  const missing = languages.some((language) => !text[language]?.trim());
  const submit = async () => {
    setTried(true);
    if (missing || languages.length === 0) return;
    const body = { text, ...(closes && { closes: `${new Date(closes).toISOString().slice(0, 16)}:00Z` }) };
    const asked = await run(() => call("POST", `/elections/${id}/${stopping ? "halt" : "resumption"}`, { body }));
    if (!asked) return;
    toast(t(stopping ? "halt.stopped" : "halt.resumed", { number: asked.notice }));
    onClose(true);
  };
  return html`<${Dialog} title=${t(stopping ? "halt.stop" : "halt.resume")} onClose=${() => onClose(false)}>
    <p>${t(stopping ? "halt.stop.text" : "halt.resume.text")}</p>
    <${Form} label=${t(stopping ? "halt.stop" : "halt.resume")} onSubmit=${submit}>
      ${languages.map((language) => html`<${TextField} key=${language} multiline lang=${language} label=${`${t("halt.words")} (${languageName(language)})`} hint=${t("halt.words.hint")} error=${tried && !text[language]?.trim() ? t("halt.words.missing") : ""} maxlength="2000" value=${text[language] ?? ""} onInput=${(value) => setText((before) => ({ ...before, [language]: value }))} />`)}
      ${!stopping && html`<${TextField} type="datetime-local" label=${t("halt.closes")} hint=${t("halt.closes.hint")} value=${closes} onInput=${setCloses} />`}
      ${error && html`<${Problem} error=${error} /><p class="fine" lang="en">${error.message}</p>`}
      <div class="cluster">
        <${ActionButton} type="submit" kind=${"primary"} busy=${busy}>${t(stopping ? "halt.stop.yes" : "halt.resume.yes")}<//>
        <button type="button" class="button" onClick=${() => onClose(false)}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}
