// SPDX-License-Identifier: Apache-2.0

/** The first screen: what this is, and the code, unless the link brought it. */
import { Loading, Moment, Notice } from "../../app/components.js";
import { html, useEffect, useRef, useState } from "../../app/html.js";
import { manifestText, t } from "../../app/i18n.js";
import { Actions, Button, Screen } from "./screen.js";

export function LoadingScreen() {
  return html`<${Loading} label=${t("booth.loading")} />`;
}

export function StartScreen({ state, session }) {
  const title = manifestText(state.manifest.title);
  return html`<${Screen} name="start" state=${state} title=${title}>
    <p class="lead">${t("booth.start.text")}</p>
    <ul class="booth-points">
      <li>${t("booth.start.once")}</li>
      <li>${t("booth.start.secret")}</li>
    </ul>
    ${state.codeFromLink ? html`<${Linked} state=${state} session=${session} />` : html`<${CodeForm} state=${state} session=${session} />`}
    <p class="fine">${t("booth.start.closes")}: <${Moment} time=${state.election.closes} /></p>
  <//>`;
}

function Linked({ state, session }) {
  const checking = state.screen === "checking";
  return html`
    ${state.codeProblem && html`<${Problem} why=${state.codeProblem} />`}
    <p class="booth-linked"><span aria-hidden="true">✓</span> ${t("booth.start.linked")}</p>
    <${Actions}>
      <${Button} kind="primary" aria-disabled=${String(checking)} onClick=${() => session.enterLinked()}>${t("booth.start.begin")}<//>
      <${Button} kind="quiet" onClick=${() => session.forgetLinked()}>${t("booth.start.notYou")}<//>
    <//>
    <${Checking} shown=${checking} />
  `;
}

function CodeForm({ state, session }) {
  const [text, setText] = useState("");
  const checking = state.screen === "checking";
  const why = state.codeProblem;
  const submit = (event) => {
    event.preventDefault();
    session.enterTyped(text);
  };
  return html`<form class="card" onSubmit=${submit} novalidate autocomplete="off">
    ${why && !checking && html`<${Problem} why=${why} field="booth-code" />`}
    <div class="field">
      <label for="booth-code">${t("booth.code.label")}</label>
      <p class="hint" id="booth-code-hint">${t("booth.code.hint")}</p>
      <input
        class="code"
        id="booth-code"
        type="text"
        value=${text}
        onInput=${(event) => setText(event.target.value)}
        aria-describedby=${why ? "booth-code-hint booth-code-error" : "booth-code-hint"}
        aria-invalid=${why ? "true" : undefined}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        maxlength="100"
      />
      ${why && html`<p class="field-error" id="booth-code-error">${t(`booth.code.problem.${why}`)}</p>`}
    </div>
    <${Actions}>
      <button type="submit" class="button primary" aria-disabled=${String(checking)}>${t("booth.start.begin")}</button>
    <//>
    <${Checking} shown=${checking} />
  </form>`;
}

/** The error summary: takes the focus, leads to the field. */
function Problem({ why, field }) {
  const ref = useRef(null);
  useEffect(() => ref.current.focus(), [why]);
  const go = (event) => {
    event.preventDefault();
    document.getElementById(field).focus();
  };
  const text = t(`booth.code.problem.${why}`);
  return html`<div class="booth-problem" ref=${ref} tabindex="-1" role="group" aria-labelledby="booth-problem-title">
    <${Notice} kind="bad">
      <h2 id="booth-problem-title">${t("booth.code.problem")}</h2>
      <p>${field ? html`<a href="#${field}" onClick=${go}>${text}</a>` : text}</p>
    <//>
  </div>`;
}

function Checking({ shown }) {
  return html`<div role="status">${shown && html`<${Loading} label=${t("booth.code.checking")} />`}</div>`;
}
