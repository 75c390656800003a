// SPDX-License-Identifier: Apache-2.0

// The ballot office: signing in, the way between screens, and whichever screen the address names. The screens stand in screens.js.
import { Loading } from "../app/components.js";
import { html, useEffect, useState } from "../app/html.js";
import { t } from "../app/i18n.js";
import { mount, usePageTitle } from "../app/shell.js";
import { may, onSession, session, startSession } from "./api.js";
import { Enrol } from "./account/enrol.js";
import { SignedOutDialog, SignIn } from "./account/sign-in.js";
import { MESSAGES, SCREENS } from "./screens.js";
import { Problem, Toasts } from "./parts.js";
import { goTo, useRoute } from "./route.js";

function Office() {
  const [ready, setReady] = useState(false);
  const [error, setError] = useState(null);
  const [, redraw] = useState(0);
  const route = useRoute();
  useEffect(() => onSession(() => redraw((count) => count + 1)), []);
  useEffect(() => {
    startSession().then(() => setReady(true), setError);
  }, []);
  if (error) return html`<h1>${t("staff.title")}</h1><${Problem} error=${error} />`;
  if (!ready) return html`<${Loading} />`;
  if (route[0] === "enrol") return html`<${Enrol} secret=${route[1] ?? ""} />`;
  if (!session()) return html`<${SignIn} refused=${route[0] === "openid" ? route[1] : undefined} />`;
  const screen = SCREENS.find((each) => each.name === (route[0] || SCREENS[0].name));
  return html`
    <${Navigation} current=${screen?.name} />
    ${screen && allowed(screen) ? html`<${screen.view} key=${screen.name} rest=${route.slice(1)} />` : html`<${Nothing} />`}
    <${SignedOutDialog} />
    <${Toasts} />
  `;
}

function allowed(screen) {
  return !screen.needs || may(screen.needs);
}

function Navigation({ current }) {
  return html`<nav class="staff-nav" aria-label=${t("staff.nav")}>
    <ul>
      ${SCREENS.filter(allowed).map(
        ({ name, label }) => html`<li key=${name} class=${name === "account" ? "staff-nav-end" : ""}>
          <a href=${`#/${name}`} aria-current=${name === current ? "page" : undefined}>
            ${name === "account" ? html`<bdi>${session().account.name}</bdi>` : t(label)}
          </a>
        </li>`,
      )}
    </ul>
  </nav>`;
}

function Nothing() {
  usePageTitle(t("staff.nothing"));
  return html`<h1>${t("staff.nothing")}</h1>
    <p>${t("staff.nothing.text")}</p>
    <p><button type="button" class="button" onClick=${() => goTo()}>${t("staff.toStart")}</button></p>`;
}

mount(Office, { wide: true, messages: MESSAGES });
