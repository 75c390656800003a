// SPDX-License-Identifier: Apache-2.0

// The members of the roll: found by number, name or address, shown, corrected.
import { Badge, DataTable, Loading } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call } from "../api.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, Problem, useAction } from "../parts.js";
import { MemberDialog } from "./member.js";

export const tab = { name: "members", label: "members.title", needs: "listMembers", view: Members };

const PAGE = 50;

function Members({ id, election }) {
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState("");
  const [members, setMembers] = useState(null);
  const [more, setMore] = useState(false);
  const [open, setOpen] = useState(null);
  const { busy, error, run } = useAction();
  const load = async (before, sought) => {
    const after = before.length > 0 ? before[before.length - 1].memberNumber : "";
    const query = new URLSearchParams({ search: sought, after });
    const page = await run(() => call("GET", `/elections/${id}/members?${query}`));
    if (!page) return;
    setMembers([...before, ...page]);
    setMore(page.length === PAGE);
  };
  useEffect(() => {
    load([], "");
  }, [id]);
  const submit = () => {
    setAsked(search);
    return load([], search);
  };
  const corrected = () => {
    setOpen(null);
    load([], asked);
  };
  return html`
    <${Form} label=${t("members.search")} onSubmit=${submit}>
      <${TextField} label=${t("members.search")} hint=${t("members.search.hint")} type="search" autocomplete="off" maxlength="200" value=${search} onInput=${setSearch} />
      <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t("members.find")}<//></div>
    <//>
    ${error && html`<${Problem} error=${error} retry=${() => load(members ?? [], asked)} />`}
    ${!members && !error && html`<${Loading} />`}
    <p role="status">${members?.length === 0 ? t("members.none") : ""}</p>
    ${members?.length > 0 && html`<${Table} members=${members} open=${setOpen} />`}
    ${more && html`<div class="cluster"><${ActionButton} busy=${busy} onClick=${() => load(members, asked)}>${t("members.more")}<//></div>`}
    ${open && html`<${MemberDialog} id=${id} election=${election} memberNumber=${open} corrected=${corrected} onClose=${() => setOpen(null)} />`}
  `;
}

function Table({ members, open }) {
  return html`<${DataTable}
    caption=${t("members.title")}
    hideCaption
    columns=${[
      { label: t("roll.field.member_number"), head: true },
      { label: t("roll.field.name") },
      { label: t("roll.reached") },
      { label: t("roll.field.class") },
      { label: t("roll.field.ballot_style") },
      { label: t("members.show") },
    ]}
    rows=${members.map((member) => [
      html`<bdi>${member.memberNumber}</bdi>`,
      member.name && html`<bdi>${member.name}</bdi>`,
      html`<${Badge}>${t(`members.channel.${member.channel}`)}<//> <bdi>${member.channel === "email" ? member.email : [...member.address, member.postcode].filter(Boolean).join(", ")}</bdi>`,
      member.class,
      member.ballotStyle,
      html`<button type="button" class="button small" onClick=${() => open(member.memberNumber)}>${t("members.show")}<span class="visually-hidden"> ${member.name || member.memberNumber}</span></button>`,
    ])}
  />`;
}
