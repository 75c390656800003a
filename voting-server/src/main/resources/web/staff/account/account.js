// SPDX-License-Identifier: Apache-2.0

// One's own account: password, authenticator, recovery codes, sessions.
import { Badge, DataTable, Facts, Loading, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { list, localTime, shortTime, t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { call, session, signOut } from "../api.js";
import { Form, PasswordField, TextField } from "../forms.js";
import { ActionButton, Dialog, Problem, toast, useAction, useLoaded } from "../parts.js";
import { Authenticator, RecoveryCodes } from "./authenticator.js";

export const screen = { name: "account", label: "staff.account.title", view: Account };

const FEW_CODES = 3;

function Account() {
  const { busy, error, run } = useAction();
  const { value: own, error: failed, reload } = useLoaded(() => call("GET", "/staff/account"));
  const [open, setOpen] = useState(null);
  const { account, expires } = session();
  usePageTitle(t("staff.account.title"));
  const close = () => {
    setOpen(null);
    reload();
  };
  return html`
    <div class="title-row">
      <h1>${t("staff.account.title")}</h1>
      <${ActionButton} busy=${busy} onClick=${() => run(signOut)}>${t("staff.signOut")}<//>
    </div>
    ${error && html`<${Problem} error=${error} />`}
    <${Facts}
      rows=${[
        [t("staff.name"), html`<bdi>${account.name}</bdi>`],
        [t("staff.email"), html`<bdi>${account.email}</bdi>`],
        [t("staff.roles"), list(account.roles.map((role) => t(`staff.role.${role}`)))],
        [t("staff.account.until"), localTime(expires)],
        [t("staff.account.recoveryLeft"), own && String(own.recoveryCodesLeft)],
      ]}
    />
    ${own && own.recoveryCodesLeft < FEW_CODES && html`<${Notice} kind="warn" title=${t("staff.account.fewCodes")}><p>${t("staff.account.fewCodes.text")}</p><//>`}
    <div class="cluster">
      <button type="button" class="button" onClick=${() => setOpen("password")}>${t("staff.account.password")}</button>
      <button type="button" class="button" onClick=${() => setOpen("authenticator")}>${t("staff.account.authenticator")}</button>
      <button type="button" class="button" onClick=${() => setOpen("codes")}>${t("staff.account.codes")}</button>
    </div>
    <h2>${t("staff.account.sessions")}</h2>
    ${failed && html`<${Problem} error=${failed} retry=${reload} />`}
    ${!own && !failed && html`<${Loading} />`}
    ${own && html`<${Sessions} sessions=${own.sessions} reload=${reload} />`}
    ${open === "password" && html`<${ChangePassword} onClose=${close} />`}
    ${open === "authenticator" && html`<${ChangeAuthenticator} onClose=${close} />`}
    ${open === "codes" && html`<${NewCodes} onClose=${close} />`}
  `;
}

function Sessions({ sessions, reload }) {
  const { error, run } = useAction();
  const end = (each) =>
    run(async () => {
      await call("DELETE", `/staff/account/sessions/${each.session}`);
      toast(t("staff.account.ended"));
      reload();
    });
  return html`${error && html`<${Problem} error=${error} />`}
    <${DataTable}
      caption=${t("staff.account.sessions")}
      hideCaption
      columns=${[{ label: t("staff.account.begun"), head: true }, { label: t("staff.account.seen") }, { label: t("staff.accounts.actions") }]}
      rows=${sessions.map((each) => [
        html`<time datetime=${each.begun}>${shortTime(each.begun)}</time>`,
        html`<time datetime=${each.seen}>${shortTime(each.seen)}</time>`,
        each.this
          ? html`<${Badge} kind="ok">${t("staff.account.thisSession")}<//>`
          : html`<button type="button" class="button small" onClick=${() => end(each)}>${t("staff.account.end")}</button>`,
      ])}
    />`;
}

function ChangePassword({ onClose }) {
  const { busy, error, run } = useAction();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [short, setShort] = useState(false);
  const rule = error?.problem?.rule;
  const submit = async () => {
    setShort([...next].length < 12);
    if ([...next].length < 12) return;
    const done = await run(async () => {
      await call("PUT", "/staff/account/password", { body: { current, password: next } });
      return true;
    });
    if (!done) return;
    toast(t("staff.account.password.changed"));
    onClose();
  };
  return html`<${Dialog} title=${t("staff.account.password")} onClose=${onClose}>
    <${Form} label=${t("staff.account.password")} onSubmit=${submit}>
      <p>${t("staff.account.othersEnd")}</p>
      <${PasswordField} label=${t("staff.password.present")} autocomplete="current-password" value=${current} onInput=${setCurrent} />
      <${PasswordField}
        label=${t("staff.password.new")}
        hint=${t("staff.password.hint")}
        autocomplete="new-password"
        value=${next}
        error=${short ? t("staff.password.short") : rule && t(`staff.password.${rule}`)}
        onInput=${setNext}
      />
      ${error && html`<${Problem} error=${error} />`}
      <${Buttons} busy=${busy} label=${t("staff.save")} onClose=${onClose} />
    <//>
  <//>`;
}

function ChangeAuthenticator({ onClose }) {
  const [made, setMade] = useState(null);
  const [codes, setCodes] = useState(null);
  const { busy, error, run } = useAction();
  const [code, setCode] = useState("");
  const finish = async () => {
    const answer = await run(() => call("PUT", "/staff/account/authenticator", { body: { secret: made.secret, code } }));
    if (answer) setCodes(answer.recoveryCodes);
  };
  if (codes) return html`<${CodesDialog} title=${t("staff.account.authenticator.changed")} codes=${codes} onClose=${onClose} />`;
  if (!made) return html`<${AskPassword} title=${t("staff.account.authenticator")} text=${t("staff.account.othersEnd")} path="/staff/account/authenticator" next=${setMade} onClose=${onClose} />`;
  return html`<${Dialog} title=${t("staff.account.authenticator")} onClose=${onClose}>
    <${Form} label=${t("staff.account.authenticator")} onSubmit=${finish}>
      <${Authenticator} uri=${made.uri} keyText=${made.key} />
      <${TextField} label=${t("staff.code")} hint=${t("staff.code.hint")} inputmode="numeric" autocomplete="one-time-code" maxlength="7" value=${code} onInput=${setCode} />
      ${error && html`<${Problem} error=${error} />`}
      <${Buttons} busy=${busy} label=${t("staff.save")} onClose=${onClose} />
    <//>
  <//>`;
}

function NewCodes({ onClose }) {
  const [answer, setAnswer] = useState(null);
  if (answer) return html`<${CodesDialog} title=${t("staff.recovery.title")} codes=${answer.recoveryCodes} onClose=${onClose} />`;
  return html`<${AskPassword} title=${t("staff.account.codes")} text=${t("staff.account.codes.text")} path="/staff/account/recovery-codes" next=${setAnswer} onClose=${onClose} />`;
}

function CodesDialog({ title, codes, onClose }) {
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <${RecoveryCodes} codes=${codes} />
    <div class="cluster"><button type="button" class="button primary" onClick=${onClose}>${t("staff.enrol.enter")}</button></div>
  <//>`;
}

/** Nobody who finds a screen left open gets further than this. */
function AskPassword({ title, text, path, next, onClose }) {
  const { busy, error, run } = useAction();
  const [password, setPassword] = useState("");
  const submit = async () => {
    const answer = await run(() => call("POST", path, { body: { password } }));
    if (answer) next(answer);
  };
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <${Form} label=${title} onSubmit=${submit}>
      <p>${text}</p>
      <${PasswordField} label=${t("staff.password.present")} autocomplete="current-password" value=${password} onInput=${setPassword} />
      ${error && html`<${Problem} error=${error} />`}
      <${Buttons} busy=${busy} label=${t("staff.signIn.next")} onClose=${onClose} />
    <//>
  <//>`;
}

function Buttons({ busy, label, onClose }) {
  return html`<div class="cluster">
    <${ActionButton} type="submit" kind="primary" busy=${busy}>${label}<//>
    <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
  </div>`;
}
