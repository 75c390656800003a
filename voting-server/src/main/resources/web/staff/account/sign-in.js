// SPDX-License-Identifier: Apache-2.0

// Signing in: address and password, then the code. Also as a dialog over a screen whose session ran out.
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { call, isLost, offered, session, signedIn, signOut } from "../api.js";
import { Form, PasswordField, TextField } from "../forms.js";
import { ActionButton, Dialog, Problem, useAction } from "../parts.js";

export function SignIn({ refused }) {
  usePageTitle(t("staff.signIn.title"));
  return html`<div class="staff-narrow">
    <h1>${t("staff.signIn.title")}</h1>
    ${refused && html`<${Problem} error=${{ code: refused }} />`}
    <${SignInSteps} />
    ${offered.openid &&
    html`<p class="staff-or"><span>${t("staff.signIn.or")}</span></p>
      <p><a class="button" href="/api/v1/staff/openid">${t("staff.signIn.openid", { name: offered.openid.name })}</a></p>`}
  </div>`;
}

/** Shown while the session is lost; what was on the screen is still there afterwards. */
export function SignedOutDialog() {
  if (!isLost()) return null;
  return html`<${Dialog} title=${t("staff.signIn.again")}>
    <p>${t("staff.signIn.again.text")}</p>
    <${SignInSteps} email=${session().account.email} />
    <p><button type="button" class="button quiet" onClick=${signOut}>${t("staff.signIn.leave")}</button></p>
  <//>`;
}

function SignInSteps({ email: known = "" }) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [ticket, setTicket] = useState(null);
  if (ticket) return html`<${CodeStep} ticket=${ticket} back=${() => setTicket(null)} />`;
  return html`<${PasswordStep}
    email=${email}
    setEmail=${known ? undefined : setEmail}
    password=${password}
    setPassword=${setPassword}
    next=${(given) => {
      setPassword("");
      setTicket(given);
    }}
  />`;
}

function PasswordStep({ email, setEmail, password, setPassword, next }) {
  const { busy, error, run } = useAction();
  const [missing, setMissing] = useState({});
  const submit = async () => {
    const found = { email: email.trim() ? "" : t("staff.email.missing"), password: password ? "" : t("staff.password.missing") };
    setMissing(found);
    if (found.email || found.password) return;
    const answer = await run(() => call("POST", "/staff/session", { body: { email, password } }));
    if (answer) next(answer.ticket);
  };
  return html`<${Form} label=${t("staff.signIn.title")} onSubmit=${submit}>
    ${error && html`<${Problem} error=${error} />`}
    <${TextField}
      label=${t("staff.email")}
      type="email"
      autocomplete="username"
      autocapitalize="none"
      value=${email}
      error=${missing.email}
      readonly=${!setEmail}
      onInput=${setEmail}
    />
    <${PasswordField} label=${t("staff.password")} autocomplete="current-password" value=${password} error=${missing.password} onInput=${setPassword} />
    <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.signIn.next")}<//></div>
    <p class="fine">${t("staff.signIn.help")}</p>
  <//>`;
}

function CodeStep({ ticket, back }) {
  const { busy, error, run } = useAction();
  const [code, setCode] = useState("");
  const [recovery, setRecovery] = useState(false);
  const [missing, setMissing] = useState("");
  const submit = async () => {
    setMissing(code.trim() ? "" : t("staff.code.missing"));
    if (!code.trim()) return;
    const answer = await run(() => call("POST", "/staff/session/code", { body: { ticket, code } }));
    if (answer) signedIn(answer);
  };
  return html`<${Form} key=${recovery ? "recovery" : "code"} label=${t("staff.signIn.title")} onSubmit=${submit}>
    ${error && html`<${Problem} error=${error} />`}
    ${recovery
      ? html`<${TextField} label=${t("staff.recovery")} hint=${t("staff.recovery.hint")} autocomplete="off" autocapitalize="none" value=${code} error=${missing} onInput=${setCode} autofocus />`
      : html`<${TextField}
          label=${t("staff.code")}
          hint=${t("staff.code.hint")}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="7"
          value=${code}
          error=${missing}
          onInput=${setCode}
          autofocus
        />`}
    <div class="cluster">
      <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.signIn.finish")}<//>
      <button type="button" class="button" onClick=${back}>${t("staff.back")}</button>
    </div>
    <p>
      <button type="button" class="button quiet" onClick=${() => { setRecovery(!recovery); setCode(""); }}>
        ${t(recovery ? "staff.recovery.code" : "staff.recovery.use")}
      </button>
    </p>
  <//>`;
}
