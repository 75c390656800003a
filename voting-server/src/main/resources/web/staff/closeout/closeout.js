// SPDX-License-Identifier: Apache-2.0

// After the result, or the end without one: when the time for disputes ends, what links members to codes, and for how long what names people is kept.
import { Badge, DataTable, Facts, Moment } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Apart, isApart } from "../apart.js";
import { Form, TextField } from "../forms.js";
import { loadElection, useLoad } from "../../pages/load.js";
import { day } from "../helpdesk/days.js";
import { ActionButton, Dialog, Problem, toast, useAction, useLoaded } from "../parts.js";
import { linkTo } from "../route.js";

export const tab = { name: "closeout", label: "closeout.title", needs: "getRetention", view: CloseOut };

export const MESSAGES = "/assets/staff/closeout/messages/";

const KINDS = ["imports", "roll", "complaints"];

/** When there is nothing more to vote or to count. */
const OVER = ["final", "void"];

function CloseOut({ id, election }) {
  const { value, error, reload } = useLoaded(() => call("GET", `/elections/${id}/retention`));
  const { value: loaded } = useLoad(() => loadElection(id));
  const [setting, setSetting] = useState(false);
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!value) return null;
  const ends = loaded?.manifest?.schedule.disputeEnds;
  const disputesAreOver = ends !== undefined && new Date(ends) <= new Date();
  const destroyed = value.roll.due !== undefined;
  const close = (done) => {
    setSetting(false);
    if (done) reload();
  };
  return html`
    <p class="lead">${t("closeout.lead")}</p>
    <h2>${t("closeout.link")}</h2>
    <${Facts} rows=${[[t("closeout.disputes"), ends && html`<${Moment} time=${ends} />`], [t("closeout.state"), html`<${Badge} kind=${destroyed ? "ok" : "plain"}>${t(destroyed ? "closeout.destroyed" : isApart(election) ? "closeout.apart" : "closeout.there")}<//>`]]} />
    ${!destroyed && isApart(election) && html`<${Apart} what="closeout" />`}
    ${!destroyed && !isApart(election) && html`<p>${t("closeout.link.text")} ${OVER.includes(election.state) && disputesAreOver && html`<a href=${linkTo("elections", id, "decisions")}>${t("closeout.ask")}</a>`}</p>`}
    <h2>${t("closeout.kept")}</h2>
    <${DataTable}
      caption=${t("closeout.kept")}
      hideCaption
      columns=${[{ label: t("closeout.what"), head: true }, { label: t("closeout.days"), numeric: true }, { label: t("closeout.from") }, { label: t("closeout.due") }]}
      rows=${KINDS.map((kind) => [
        t(`closeout.${kind}`),
        value[kind].days,
        t(`closeout.${kind}.from`),
        value[kind].done ? html`<${Badge} kind="ok">${t("closeout.done")}<//> ${day(value[kind].done)}` : value[kind].due ? day(value[kind].due) : t("closeout.later"),
      ])}
    />
    <p class="fine">${t("closeout.rest")}</p>
    ${may("setRetention") && html`<p><button type="button" class="button" onClick=${() => setSetting(true)}>${t("closeout.set")}</button></p>`}
    ${setting && html`<${Setting} id=${id} value=${value} onClose=${close} />`}
  `;
}

function Setting({ id, value, onClose }) {
  const { busy, error, run } = useAction();
  const [days, setDays] = useState(Object.fromEntries(KINDS.map((kind) => [kind, value[kind].own ? String(value[kind].days) : ""])));
  const [tried, setTried] = useState(false);
  const wrong = (kind) => days[kind].trim() !== "" && !/^[0-9]{1,4}$/u.test(days[kind].trim());
  const submit = async () => {
    setTried(true);
    if (KINDS.some(wrong)) return;
    const body = Object.fromEntries(KINDS.filter((kind) => days[kind].trim() !== "").map((kind) => [kind, Number(days[kind])]));
    const done = await run(async () => {
      await call("PUT", `/elections/${id}/retention`, { body });
      return true;
    });
    if (!done) return;
    toast(t("closeout.saved"));
    onClose(true);
  };
  return html`<${Dialog} title=${t("closeout.set")} onClose=${() => onClose(false)}>
    <${Form} label=${t("closeout.set")} onSubmit=${submit}>
      ${KINDS.map((kind) => html`<${TextField} key=${kind} inputmode="numeric" maxlength="4" label=${t(`closeout.${kind}`)} hint=${t("closeout.days.hint", { from: t(`closeout.${kind}.from`) })} error=${tried && wrong(kind) ? t("closeout.days.wrong") : ""} value=${days[kind]} onInput=${(text) => setDays((before) => ({ ...before, [kind]: text }))} />`)}
      ${error && html`<${Problem} error=${error} />`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.save")}<//>
        <button type="button" class="button" onClick=${() => onClose(false)}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}
