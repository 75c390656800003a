// SPDX-License-Identifier: Apache-2.0

// The frame of every page: skip link, header with the language switch, one main landmark, footer, live regions.
import { html, render, useEffect, useLayoutEffect, useState } from "./html.js";
import { language, languages, onLanguage, setLanguage, startLanguage, t } from "./i18n.js";

/**
 * Shows `view` (a component without properties) as the page's main part, inside the frame. A change of language draws everything anew
 * and loses no state. `wide` is for pages of tables, `messages` are further folders of texts.
 */
export async function mount(view, { wide = false, messages = [] } = {}) {
  try {
    await startLanguage(messages);
  } catch {
    // without messages there is no sentence to say in any language but the one written here
    document.body.append(Object.assign(document.createElement("p"), { textContent: "This page could not be loaded. Check your connection and try again." }));
    return;
  }
  addLiveRegions();
  const root = document.createElement("div");
  root.className = "page";
  document.body.prepend(root);
  render(html`<${Shell} view=${view} wide=${wide} />`, root);
}

/** Says `text` to screen readers: "polite" waits for its turn, "assertive" is for what must not be missed. */
export function announce(text, manner = "polite") {
  const region = document.getElementById(`live-${manner}`);
  if (region === null) return;
  region.textContent = "";
  // an unchanged text would not be read again
  setTimeout(() => (region.textContent = text), 60);
}

/** Sets the title of the window while the component that calls it is shown. */
export function usePageTitle(title) {
  useLayoutEffect(() => {
    document.title = title ? `${title} – ${t("app.name")}` : t("app.name");
  });
}

function Shell({ view, wide }) {
  const [, redraw] = useState("");
  useEffect(() => onLanguage(redraw), []);
  const skip = (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  };
  return html`
    <a class="skip" href="#main" onClick=${skip}>${t("app.skip")}</a>
    <header class="site-header">
      <div class="site-header-in">
        <a class="brand" href="/" aria-label=${t("app.home")}><${Mark} /><span>${t("app.name")}</span></a>
        <${LanguageSwitch} />
      </div>
    </header>
    <main id="main" tabindex="-1" class=${wide ? "wide" : ""}><${view} /></main>
    <footer class="site-footer">
      <div class="site-footer-in">
        <p>${t("app.footer")}</p>
        <p><a href="/check">${t("app.footerCheck")}</a></p>
      </div>
    </footer>
  `;
}

function Mark() {
  return html`<svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    <path class="mark-paper" d="M21 5h22v24H21z" />
    <path class="mark-tick" d="m26 16 5 5 8-10" />
    <path class="mark-lid" d="M8 29h48v7H8z" />
    <path class="mark-box" d="M12 36h40l-4 23H16z" />
  </svg>`;
}

function LanguageSwitch() {
  const change = async (tag) => {
    await setLanguage(tag);
    announce(t("app.languageChanged"));
  };
  return html`<nav class="languages" aria-label=${t("app.language")}>
    ${languages().map(
      ({ tag, name }) => html`<button key=${tag} type="button" lang=${tag} aria-pressed=${String(tag === language())} onClick=${() => change(tag)}>
        ${name}
      </button>`,
    )}
  </nav>`;
}

function addLiveRegions() {
  for (const manner of ["polite", "assertive"]) {
    const region = document.createElement("div");
    region.id = `live-${manner}`;
    region.className = "visually-hidden";
    region.setAttribute("role", manner === "polite" ? "status" : "alert");
    region.setAttribute("aria-live", manner);
    document.body.append(region);
  }
}
