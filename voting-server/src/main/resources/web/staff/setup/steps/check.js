// SPDX-License-Identifier: Apache-2.0

/** The last step: everything that is missing, wrong or to be known; papers, rehearsal, copy, and the beginning of the key ceremony. */
import { DataTable, Facts, Failure, Moment, Notice } from "../../../app/components.js";
import { html, useEffect, useRef, useState } from "../../../app/html.js";
import { isolated, manifestText, number, t } from "../../../app/i18n.js";
import { stepOf } from "../papers.js";
import { place, said } from "../said.js";

export function CheckStep({ form, loaded, store, load, link, opened, previewLink }) {
  const { report, draft } = loaded;
  const list = (items) => html`<ul>${items.map((each, at) => html`<li key=${at}><a href=${link(stepOf(each.pointer))}>${place(draft, each.pointer)}</a>: ${said(each)}</li>`)}</ul>`;
  return html`
    ${report.complete && !form.frozen && html`<${Notice} kind="ok" title=${t("setup.ready")}><p>${t("setup.ready.text")}</p><//>`}
    ${report.missing.length > 0 && html`<${Notice} title=${t("setup.missing", { count: report.missing.length })}>${list(report.missing)}<//>`}
    ${report.problems.length > 0 && html`<${Notice} kind="bad" title=${t("setup.problems", { count: report.problems.length })}>${list(report.problems)}<//>`}
    ${report.warnings.length > 0 && html`<${Notice} kind="warn" title=${t("setup.warnings", { count: report.warnings.length })}>${list(report.warnings)}<//>`}
    <${Summary} draft=${draft} report=${report} />
    <${Papers} draft=${draft} report=${report} previewLink=${previewLink} />
    ${draft.rehearsal ? html`<${Codes} store=${store} election=${loaded.about.election} state=${loaded.about.state} />` : html`<${Rehearse} store=${store} opened=${opened} />`}
    <${Copying} store=${store} opened=${opened} />
    ${!form.frozen && html`<${Freeze} report=${report} store=${store} load=${load} />`}
  `;
}

function Summary({ draft, report }) {
  const { opens, closes } = draft.schedule ?? {};
  return html`<${Facts} rows=${[
    [t("setup.field.opens"), opens && html`<${Moment} time=${opens} />`],
    [t("setup.field.closes"), closes && html`<${Moment} time=${closes} />`],
    [t("setup.check.electors"), report.electors > 0 && `${number(report.electors)} (${t(`setup.check.source.${report.source}`)})`],
    [t("setup.field.trustees"), (draft.trustees ?? []).length > 0 && t("setup.check.trustees", { needed: draft.threshold ?? 0, count: draft.trustees.length })],
  ]} />`;
}

function Papers({ draft, report, previewLink }) {
  const styles = (draft.styles ?? []).filter((style) => report.papers.some((paper) => paper.style === style.id));
  if (styles.length === 0) {
    return null;
  }
  return html`<h3>${t("setup.step.papers")}</h3><${DataTable}
    caption=${t("setup.check.papers")}
    columns=${[{ label: t("setup.papers.paper"), head: true }, { label: t("setup.preview") }, { label: t("setup.check.electors"), numeric: true }, { label: t("setup.check.bytes"), numeric: true }]}
    rows=${styles.map((style) => {
      const paper = report.papers.find((each) => each.style === style.id);
      const name = manifestText(style.title) || style.id;
      return [
        html`<bdi>${name}</bdi>`,
        html`<a href=${previewLink(style.id)}>${t("setup.preview")}<span class="visually-hidden">: ${isolated(name)}</span></a>`,
        report.source === "none" ? "–" : paper.electors,
        `${number(paper.bytes)} / ${number(paper.mostBytes)}`,
      ];
    })}
  />`;
}

/** A form that does one thing on the server and says what came of it. */
function Action({ title, text, label, act, children, kind = "" }) {
  const [state, setState] = useState({ busy: false, error: null });
  const submit = async (event) => {
    event.preventDefault();
    if (state.busy) {
      return;
    }
    setState({ busy: true, error: null });
    try {
      await act();
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const problems = state.error?.problem?.problems ?? [];
  return html`<form class="card no-print" onSubmit=${submit}>
    <h3>${title}</h3>
    <p>${text}</p>
    ${children}
    ${state.error && problems.length === 0 && html`<${Failure} error=${state.error} />`}
    ${problems.length > 0 && html`<${Notice} kind="bad" role="alert" title=${t("setup.problems", { count: problems.length })}><ul>${problems.map((each, at) => html`<li key=${at}>${place({}, each.pointer)}: ${said(each)}</li>`)}</ul><//>`}
    <button type="submit" class="button ${kind}" aria-disabled=${String(state.busy)}>${label}</button>
  </form>`;
}

function Rehearse({ store, opened }) {
  const [plan, setPlan] = useState({ electors: 12, opensInMinutes: 15, openMinutes: 30 });
  const field = (name, most) => html`<div class="field">
    <label for="set-plan-${name}">${t(`setup.rehearsal.${name}`)}</label>
    <input id="set-plan-${name}" class="short" type="number" inputmode="numeric" required min=${name === "opensInMinutes" ? 0 : 1} max=${most} step="1" value=${plan[name]} onInput=${(event) => setPlan({ ...plan, [name]: Number(event.target.value) })} />
  </div>`;
  return html`<${Action} title=${t("setup.rehearsal")} text=${t("setup.rehearsal.text")} label=${t("setup.rehearsal.make")} act=${async () => opened(await store.rehearse(plan))}>
    <div class="set-row">${field("electors", 500)}${field("opensInMinutes", 100000)}${field("openMinutes", 100000)}</div>
  <//>`;
}

/** The dummy codes of a rehearsal. */
function Codes({ store, election, state }) {
  const [codes, setCodes] = useState(null);
  useEffect(() => {
    store.codes().then(setCodes, () => setCodes([]));
  }, [state]);
  return html`<section class="card" aria-labelledby="set-codes"><h3 id="set-codes">${t("setup.codes")}</h3>
    <p>${t("setup.codes.text")}</p>
    ${codes?.length === 0 && html`<p>${t("setup.codes.none")}</p>`}
    ${codes?.length > 0 && html`<${DataTable} caption=${t("setup.codes")} hideCaption=${true}
      columns=${[{ label: t("setup.codes.member"), head: true }, { label: t("setup.papers.paper") }, { label: t("setup.codes.code") }]}
      rows=${codes.map(({ memberNumber, style, code }) => [memberNumber, style, html`<a href="/e/${election}/vote#${code}"><code>${code}</code></a>`])} />`}
  </section>`;
}

function Copying({ store, opened }) {
  return html`<${Action} title=${t("setup.copy")} text=${t("setup.copy.text")} label=${t("setup.copy.make")} act=${async () => opened(await store.copy())} />`;
}

/** Nothing of a manifest can be changed: a dialogue asks once more. */
function Freeze({ report, store, load }) {
  const dialog = useRef(null);
  const freeze = async () => {
    if (report.complete) {
      dialog.current.showModal();
    }
  };
  const [error, setError] = useState(null);
  const go = async () => {
    dialog.current.close();
    try {
      await store.freeze();
      await load();
    } catch (failure) {
      setError(failure);
    }
  };
  return html`<${Action} title=${t("setup.freeze")} text=${t(report.complete ? "setup.freeze.text" : "setup.freeze.notYet")} label=${t("setup.freeze.go")} kind=${report.complete ? "primary" : ""} act=${freeze}>
      ${error && html`<${Failure} error=${error} />`}
    <//>
    <dialog ref=${dialog} class="set-dialog" aria-labelledby="set-freeze-title">
      <h2 id="set-freeze-title">${t("setup.freeze.ask")}</h2>
      <p>${t("setup.freeze.ask.text")}</p>
      <p class="cluster">
        <button type="button" class="button primary" onClick=${go}>${t("setup.freeze.yes")}</button>
        <button type="button" class="button" onClick=${() => dialog.current.close()}>${t("setup.freeze.no")}</button>
      </p>
    </dialog>`;
}
