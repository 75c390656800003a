// SPDX-License-Identifier: Apache-2.0

// One member: what the roll says, what was corrected, and the form that corrects it.
import { Facts, Loading, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { hasText, shortTime, t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, Dialog, Problem, toast, useAction, useLoaded } from "../parts.js";

const OPEN_STATES = ["draft", "key-ceremony", "credentials", "sealed", "open"];
const TEXTS = { name: "name", email: "email", postcode: "postcode", country: "country", language: "language", class: "class", ballotStyle: "ballot_style" };
const OF_THE_BALLOT = ["class", "ballotStyle"];

export function MemberDialog({ id, election, memberNumber, corrected, onClose }) {
  const path = `/elections/${id}/member?number=${encodeURIComponent(memberNumber)}`;
  const { value: member, error } = useLoaded(() => call("GET", path), [memberNumber]);
  const [correcting, setCorrecting] = useState(false);
  const mayCorrect = may("correctMember") && OPEN_STATES.includes(election.state);
  return html`<${Dialog} wide title=${t("members.member", { number: memberNumber })} onClose=${onClose}>
    ${error && html`<${Problem} error=${error} />`}
    ${!error && !member && html`<${Loading} />`}
    ${member && correcting && html`<${Correction} path=${path} member=${member} draft=${election.state === "draft"} corrected=${corrected} onClose=${onClose} />`}
    ${member &&
    !correcting &&
    html`<${Sheet} member=${member} />
      <div class="cluster">
        ${mayCorrect && html`<button type="button" class="button primary" onClick=${() => setCorrecting(true)}>${t("members.correct")}</button>`}
        <button type="button" class="button" onClick=${onClose}>${t("staff.close")}</button>
      </div>`}
  <//>`;
}

function Sheet({ member }) {
  const text = (value) => value && html`<bdi>${value}</bdi>`;
  return html`
    <${Facts}
      rows=${[
        [t("roll.field.name"), text(member.name)],
        [t("roll.field.email"), text(member.email)],
        [t("members.address"), text([...member.address, member.postcode, member.country].filter(Boolean).join(", "))],
        [t("members.channel"), t(`members.channel.${member.channel}`)],
        [t("roll.field.class"), text(member.class)],
        [t("roll.field.ballot_style"), text(member.ballotStyle)],
        [t("roll.field.weight"), member.weight > 1 ? String(member.weight) : undefined],
        [t("roll.field.language"), member.language],
        [t("roll.field.joined"), member.joined],
        [t("roll.field.arrears_months"), member.arrearsMonths],
      ]}
    />
    ${member.changes.length > 0 && html`<h3>${t("members.changes")}</h3><ul>${member.changes.map((change, index) => html`<li key=${index}><${Change} ...${change} /></li>`)}</ul>`}
  `;
}

function Change({ time, actor, reason, field, old, new: now }) {
  const key = `roll.field.${field}`;
  return html`<time datetime=${time}>${shortTime(time)}</time>, <bdi>${actor}</bdi>: ${hasText(key) ? t(key) : field}: <del><bdi>${old || "–"}</bdi></del> → <ins><bdi>${now || "–"}</bdi></ins> (<bdi>${reason}</bdi>)`;
}

function Correction({ path, member, draft, corrected, onClose }) {
  const { busy, error, run } = useAction();
  const [values, setValues] = useState({ ...member, address: member.address.join("\n"), reason: "" });
  const [missing, setMissing] = useState("");
  const set = (name) => (value) => setValues((before) => ({ ...before, [name]: value }));
  const names = Object.keys(TEXTS).filter((name) => draft || !OF_THE_BALLOT.includes(name));
  const submit = async () => {
    setMissing(values.reason.trim() ? "" : t("members.reason.missing"));
    if (!values.reason.trim()) return;
    const body = { reason: values.reason.trim() };
    for (const name of names) if (values[name] !== member[name]) body[name] = values[name];
    if (values.address !== member.address.join("\n")) body.address = values.address.split("\n").map((line) => line.trim()).filter(Boolean);
    const answer = await run(() => call("PATCH", path, { body }));
    if (!answer) return;
    toast(answer.changes.length > 0 ? t("members.corrected", { number: member.memberNumber }) : t("members.unchanged"));
    corrected();
  };
  return html`<${Form} label=${t("members.correct")} onSubmit=${submit}>
    ${!draft && html`<${Notice} kind="info" title=${t("members.issued")}><p>${t("members.issued.text")}</p><//>`}
    ${names.slice(0, 2).map((name) => html`<${TextField} key=${name} label=${t(`roll.field.${TEXTS[name]}`)} value=${values[name]} maxlength="254" onInput=${set(name)} />`)}
    <${TextField} multiline label=${t("members.address")} hint=${t("members.address.hint")} value=${values.address} onInput=${set("address")} />
    ${names.slice(2).map((name) => html`<${TextField} key=${name} label=${t(`roll.field.${TEXTS[name]}`)} value=${values[name]} maxlength="200" onInput=${set(name)} />`)}
    <${TextField} label=${t("members.reason")} hint=${t("members.reason.hint")} error=${missing} value=${values.reason} maxlength="200" onInput=${set("reason")} />
    ${error && html`<${Problem} error=${error} /><p class="fine" lang="en">${error.message}</p>`}
    <div class="cluster">
      <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("members.save")}<//>
      <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
    </div>
  <//>`;
}
