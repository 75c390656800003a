// SPDX-License-Identifier: Apache-2.0

/** Invitations of trustees: a link to send, what came back, and its comparison. */
import { Badge, Command, Failure } from "../../../app/components.js";
import { html, useState } from "../../../app/html.js";
import { isolated, t } from "../../../app/i18n.js";
import { announce } from "../../../app/shell.js";
import { thumbprintWords } from "../keys.js";
import { Words } from "./people.js";

export function Invitations({ form, loaded, store, load }) {
  const [label, setLabel] = useState("");
  const [made, setMade] = useState(null);
  const [error, setError] = useState(null);
  const attempt = async (action) => {
    setError(null);
    try {
      await action();
    } catch (failure) {
      setError(failure);
    }
  };
  const invite = (event) => {
    event.preventDefault();
    attempt(async () => {
      const { secret } = await store.invite(label.trim());
      setMade({ label: label.trim(), link: `${location.origin}/e/${loaded.about.election}/invitation#${secret}` });
      setLabel("");
      await load();
    });
  };
  const live = loaded.invitations.filter((each) => each.state === "open" || each.state === "answered");
  return html`<div class="set-invitations">
    ${!form.frozen && html`<form onSubmit=${invite}>
      <div class="field">
        <label for="set-invite">${t("setup.invite")}</label>
        <p class="hint" id="set-invite-hint">${t("setup.invite.hint")}</p>
        <input id="set-invite" type="text" required maxlength="200" autocomplete="off" dir="auto" aria-describedby="set-invite-hint" value=${label} onInput=${(event) => setLabel(event.target.value)} />
      </div>
      <button type="submit" class="button">${t("setup.invite.make")}</button>
    </form>`}
    ${error && html`<${Failure} error=${error} />`}
    ${made && html`<div role="status"><p>${t("setup.invite.link", { name: isolated(made.label) })}</p><${Command} text=${made.link} /></div>`}
    ${live.length > 0 && html`<ul class="set-list">${live.map((each) => html`<li key=${each.number}><${Invitation} each=${each} form=${form} store=${store} load=${load} attempt=${attempt} /></li>`)}</ul>`}
  </div>`;
}

function Invitation({ each, form, store, load, attempt }) {
  const accept = () =>
    attempt(async () => {
      await store.accept(each.number, each.thumbprint);
      await load();
      announce(t("setup.invite.accepted"));
    });
  const withdraw = () =>
    attempt(async () => {
      await store.withdraw(each.number);
      await load();
    });
  return html`
    <p class="set-head"><bdi>${each.label}</bdi> <${Badge} kind=${each.state === "answered" ? "warn" : "plain"}>${t(`setup.invite.state.${each.state}`)}<//></p>
    ${each.state === "answered" && html`
      <p>${t("setup.invite.compare", { name: isolated(each.name) })}</p>
      <${Words} words=${thumbprintWords(each.thumbprint)} />
      <p class="fine"><code dir="ltr">${each.thumbprint}</code></p>`}
    ${!form.frozen && html`<p class="cluster">
      ${each.state === "answered" && html`<button type="button" class="button primary" onClick=${accept}>${t("setup.invite.accept")}<span class="visually-hidden">: ${isolated(each.label)}</span></button>`}
      <button type="button" class="button small" onClick=${withdraw}>${t("setup.invite.withdraw")}<span class="visually-hidden">: ${isolated(each.label)}</span></button>
    </p>`}
  `;
}
