// SPDX-License-Identifier: Apache-2.0

// Accounts, for administrators: who there is, invitations, roles, and ending access.
import { Badge, Command, DataTable, Loading, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { list, manifestText, shortTime, t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { call, session } from "../api.js";
import { CheckList, Form, TextField } from "../forms.js";
import { ActionButton, Confirm, Dialog, Problem, toast, useAction, useLoaded } from "../parts.js";

export const screen = { name: "accounts", label: "staff.accounts.title", needs: "listAccounts", view: Accounts };

const ROLES = ["administrator", "returning-officer", "deputy", "help-desk", "observer"];
const STATES = { active: "ok", invited: "info", deactivated: "plain" };

function Accounts() {
  const { value, error, reload } = useLoaded(async () => ({ accounts: await call("GET", "/staff/accounts"), elections: await call("GET", "/elections") }));
  const [open, setOpen] = useState(null);
  usePageTitle(t("staff.accounts.title"));
  const close = () => setOpen(null);
  const changed = () => {
    close();
    reload();
  };
  return html`
    <div class="title-row">
      <h1>${t("staff.accounts.title")}</h1>
      <button type="button" class="button primary" onClick=${() => setOpen({ what: "invite" })}>${t("staff.accounts.invite")}</button>
    </div>
    <p class="lead">${t("staff.accounts.lead")}</p>
    ${error && html`<${Problem} error=${error} retry=${reload} />`}
    ${!error && !value && html`<${Loading} />`}
    ${value && html`<${List} accounts=${value.accounts} elections=${value.elections} open=${setOpen} />`}
    ${open?.what === "invite" && html`<${Invite} elections=${value?.elections ?? []} reload=${reload} onClose=${close} />`}
    ${open?.what === "change" && html`<${Change} account=${open.account} elections=${value.elections} done=${changed} onClose=${close} />`}
    ${open?.what === "renew" && html`<${Renew} account=${open.account} reload=${reload} onClose=${close} />`}
    ${open?.what === "active" && html`<${Activate} account=${open.account} done=${changed} onClose=${close} />`}
    ${open?.what === "signOut" && html`<${SignOut} account=${open.account} onClose=${close} />`}
  `;
}

function List({ accounts, elections, open }) {
  return html`<${DataTable}
    caption=${t("staff.accounts.title")}
    hideCaption
    columns=${[
      { label: t("staff.name"), head: true },
      { label: t("staff.roles") },
      { label: t("staff.accounts.state") },
      { label: t("staff.accounts.last") },
      { label: t("staff.accounts.actions") },
    ]}
    rows=${accounts.map((account) => [
      html`<bdi>${account.name}</bdi><br /><span class="fine staff-email"><bdi>${account.email}</bdi></span>`,
      html`${list(account.roles.map((role) => t(`staff.role.${role}`)))}${account.elections.length > 0 &&
      html`<br /><span class="fine">${list(account.elections.map((id) => titleOf(elections, id)))}</span>`}`,
      html`<${Badge} kind=${STATES[account.state]}>${t(`staff.accounts.state.${account.state}`)}<//>`,
      account.signedIn ? html`<time datetime=${account.signedIn}>${shortTime(account.signedIn)}</time>` : "",
      html`<${Actions} account=${account} open=${open} />`,
    ])}
  />`;
}

function titleOf(elections, id) {
  const found = elections.find((each) => each.election === id);
  return found ? manifestText(found.title) : id.slice(0, 8);
}

function Actions({ account, open }) {
  const own = account.id === session().account.id;
  const button = (what, label) => html`<button type="button" class="button small" aria-label=${`${label}: ${account.name}`} onClick=${() => open({ what, account })}>${label}</button>`;
  return html`<span class="staff-actions">
    ${button("change", t("staff.accounts.change"))}
    ${!own && account.state !== "deactivated" && button("renew", t("staff.accounts.renew"))}
    ${!own && account.state === "active" && button("signOut", t("staff.accounts.signOut"))}
    ${!own && button("active", t(account.state === "deactivated" ? "staff.accounts.reactivate" : "staff.accounts.deactivate"))}
  </span>`;
}

function RolesAndElections({ values, set, faults, elections }) {
  return html`
    <${CheckList}
      label=${t("staff.roles")}
      error=${faults.roles}
      values=${values.roles}
      options=${ROLES.map((role) => [role, t(`staff.role.${role}`), t(`staff.role.${role}.text`)])}
      onInput=${set("roles")}
    />
    ${elections.length > 0 &&
    html`<${CheckList}
      label=${t("staff.accounts.elections")}
      hint=${t("staff.accounts.elections.hint")}
      values=${values.elections}
      options=${elections.map((each) => [each.election, manifestText(each.title)])}
      onInput=${set("elections")}
    />`}
  `;
}

function useAccountForm(initial) {
  const [values, setValues] = useState(initial);
  const [faults, setFaults] = useState({});
  const set = (name) => (value) => setValues((before) => ({ ...before, [name]: value }));
  const check = () => {
    const found = {};
    if (!values.name.trim()) found.name = t("staff.name.missing");
    if (!values.email.trim()) found.email = t("staff.email.missing");
    if (values.roles.length === 0) found.roles = t("staff.roles.missing");
    setFaults(found);
    return Object.keys(found).length === 0;
  };
  return { values, faults, set, check };
}

function Invite({ elections, reload, onClose }) {
  const { values, faults, set, check } = useAccountForm({ name: "", email: "", roles: [], elections: [] });
  const { busy, error, run } = useAction();
  const [link, setLink] = useState(null);
  const submit = async () => {
    if (!check()) return;
    const answer = await run(() => call("POST", "/staff/accounts", { body: values }));
    if (!answer) return;
    setLink(answer.link);
    reload();
  };
  if (link) return html`<${LinkDialog} title=${t("staff.accounts.invited")} link=${link} name=${values.name} onClose=${onClose} />`;
  return html`<${Dialog} title=${t("staff.accounts.invite")} onClose=${onClose} wide>
    <${Form} label=${t("staff.accounts.invite")} onSubmit=${submit}>
      <${TextField} label=${t("staff.name")} autocomplete="off" value=${values.name} error=${faults.name} onInput=${set("name")} />
      <${TextField} label=${t("staff.email")} type="email" autocomplete="off" value=${values.email} error=${faults.email} onInput=${set("email")} />
      <${RolesAndElections} values=${values} set=${set} faults=${faults} elections=${elections} />
      ${error && html`<${Problem} error=${error} />`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.accounts.makeLink")}<//>
        <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}

/** A link that is shown this once, to be handed over. */
function LinkDialog({ title, link, name, onClose }) {
  return html`<${Dialog} title=${title} onClose=${onClose} wide>
    <p>${t("staff.accounts.link", { name })}</p>
    <${Command} text=${link} />
    <p class="fine">${t("staff.accounts.link.fine")}</p>
    <div class="cluster"><button type="button" class="button primary" onClick=${onClose}>${t("staff.close")}</button></div>
  <//>`;
}

function Change({ account, elections, done, onClose }) {
  const { values, faults, set, check } = useAccountForm(account);
  const { busy, error, run } = useAction();
  const submit = async () => {
    if (!check()) return;
    const body = { name: values.name, roles: values.roles, elections: values.elections };
    const finished = await run(async () => {
      await call("PATCH", `/staff/accounts/${account.id}`, { body });
      return true;
    });
    if (!finished) return;
    toast(t("staff.accounts.changed", { name: values.name }));
    done();
  };
  return html`<${Dialog} title=${t("staff.accounts.changeOf", { name: account.name })} onClose=${onClose} wide>
    <${Form} label=${t("staff.accounts.change")} onSubmit=${submit}>
      <${TextField} label=${t("staff.name")} autocomplete="off" value=${values.name} error=${faults.name} onInput=${set("name")} />
      <${RolesAndElections} values=${values} set=${set} faults=${faults} elections=${elections} />
      ${error && html`<${Problem} error=${error} />`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.save")}<//>
        <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}

function Renew({ account, reload, onClose }) {
  const [link, setLink] = useState(null);
  const { busy, error, run } = useAction();
  const renew = async () => {
    const answer = await run(() => call("POST", `/staff/accounts/${account.id}/link`));
    if (!answer) return;
    setLink(answer.link);
    reload();
  };
  if (link) return html`<${LinkDialog} title=${t("staff.accounts.renewed")} link=${link} name=${account.name} onClose=${onClose} />`;
  return html`<${Dialog} title=${t("staff.accounts.renewOf", { name: account.name })} onClose=${onClose}>
    <${Notice} kind="warn" title=${t("staff.accounts.renew.title")}><p>${t("staff.accounts.renew.text")}</p><//>
    ${error && html`<${Problem} error=${error} />`}
    <div class="cluster">
      <${ActionButton} kind="primary" busy=${busy} onClick=${renew}>${t("staff.accounts.makeLink")}<//>
      <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
    </div>
  <//>`;
}

function Activate({ account, done, onClose }) {
  const active = account.state === "deactivated";
  const word = active ? "reactivate" : "deactivate";
  const action = async () => {
    await call("PATCH", `/staff/accounts/${account.id}`, { body: { active } });
    toast(t("staff.accounts.changed", { name: account.name }));
    done();
  };
  return html`<${Confirm} title=${t(`staff.accounts.${word}Of`, { name: account.name })} label=${t(`staff.accounts.${word}`)} action=${action} onClose=${onClose}>
    <p>${t(`staff.accounts.${word}.text`)}</p>
  <//>`;
}

function SignOut({ account, onClose }) {
  const action = async () => {
    await call("DELETE", `/staff/accounts/${account.id}/sessions`);
    toast(t("staff.accounts.signedOut", { name: account.name }));
  };
  return html`<${Confirm} title=${t("staff.accounts.signOutOf", { name: account.name })} label=${t("staff.accounts.signOut")} action=${action} onClose=${onClose}>
    <p>${t("staff.accounts.signOut.text")}</p>
  <//>`;
}
