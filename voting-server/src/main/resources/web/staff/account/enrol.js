// SPDX-License-Identifier: Apache-2.0

// Following a one-time link: who one is, a password, an authenticator, and recovery codes to put away.
import { Loading } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { list, t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { call, signedIn } from "../api.js";
import { CheckField, Form, PasswordField, TextField } from "../forms.js";
import { ActionButton, Problem, useAction, useLoaded } from "../parts.js";
import { goTo } from "../route.js";
import { Authenticator, RecoveryCodes } from "./authenticator.js";

export function Enrol({ secret }) {
  const { value: link, error } = useLoaded(() => call("POST", "/staff/enrolments", { body: { secret } }), [secret]);
  const [done, setDone] = useState(null);
  usePageTitle(t("staff.enrol.title"));
  return html`<div class="staff-narrow">
    <h1>${t("staff.enrol.title")}</h1>
    ${error && html`<${Problem} error=${error} /><p><a href="#/">${t("staff.signIn.title")}</a></p>`}
    ${!error && !link && html`<${Loading} />`}
    ${link && !done && html`<${Steps} link=${link} secret=${secret} finish=${setDone} />`}
    ${done && html`<${Finished} answer=${done} />`}
  </div>`;
}

function Steps({ link, secret, finish }) {
  const { busy, error, run } = useAction();
  const [values, setValues] = useState({ email: "", name: "", runsElections: true, password: "", code: "" });
  const [faults, setFaults] = useState({});
  const first = link.kind === "first";
  const set = (name) => (value) => setValues((before) => ({ ...before, [name]: value }));
  const submit = async () => {
    const found = missing(values, first);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const { email, name, runsElections, password, code } = values;
    const body = { secret, password, code, ...(first ? { email, name, runsElections } : {}) };
    const answer = await run(() => call("PUT", "/staff/enrolments", { body }));
    if (answer) finish(answer);
  };
  const rule = error?.problem?.rule;
  return html`
    <p class="lead">${first ? t("staff.enrol.first") : t(`staff.enrol.${link.kind}`, { name: link.name })}</p>
    <${Form} label=${t("staff.enrol.title")} onSubmit=${submit}>
      ${!first && html`<p>${t("staff.enrol.roles", { roles: list(link.roles.map((role) => t(`staff.role.${role}`))) })}</p>`}
      <h2>${t("staff.enrol.you")}</h2>
      ${first
        ? html`
            <${TextField} label=${t("staff.name")} autocomplete="name" value=${values.name} error=${faults.name} onInput=${set("name")} />
            <${TextField} label=${t("staff.email")} hint=${t("staff.email.hint")} type="email" autocomplete="username" value=${values.email} error=${faults.email} onInput=${set("email")} />
            <${CheckField} label=${t("staff.enrol.runsElections")} hint=${t("staff.enrol.runsElections.hint")} checked=${values.runsElections} onInput=${set("runsElections")} />
          `
        : html`<${TextField} label=${t("staff.email")} type="email" autocomplete="username" value=${link.email} readonly onInput=${() => {}} />`}
      <${PasswordField}
        label=${t("staff.password.new")}
        hint=${t("staff.password.hint")}
        autocomplete="new-password"
        value=${values.password}
        error=${faults.password ?? (rule && t(`staff.password.${rule}`))}
        onInput=${set("password")}
      />
      <h2>${t("staff.authenticator")}</h2>
      <${Authenticator} uri=${link.uri} keyText=${link.key} />
      <${TextField}
        label=${t("staff.code")}
        hint=${t("staff.code.hint")}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="7"
        value=${values.code}
        error=${faults.code ?? (error?.code === "code-wrong" && t("staff.error.code-wrong"))}
        onInput=${set("code")}
      />
      ${error && html`<${Problem} error=${error} />`}
      <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.enrol.finish")}<//></div>
    <//>
  `;
}

function missing({ email, name, password, code }, first) {
  const found = {};
  if (first && !name.trim()) found.name = t("staff.name.missing");
  if (first && !email.trim()) found.email = t("staff.email.missing");
  if ([...password].length < 12) found.password = t("staff.password.short");
  if (!code.trim()) found.code = t("staff.code.missing");
  return found;
}

function Finished({ answer }) {
  const enter = () => {
    signedIn({ ...answer, recoveryCodes: undefined });
    goTo();
  };
  return html`
    <h2>${t("staff.recovery.title")}</h2>
    <${RecoveryCodes} codes=${answer.recoveryCodes} />
    <div class="cluster"><button type="button" class="button primary" onClick=${enter}>${t("staff.enrol.enter")}</button></div>
  `;
}
