// SPDX-License-Identifier: Apache-2.0

/** The set-up of an election: its steps, the one that is shown, and what is missing, wrong or to be known. */
import { Failure, Loading, Notice, Text } from "../../app/components.js";
import { html, useCallback, useEffect, useMemo, useRef, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { announce } from "../../app/shell.js";
import { fieldId } from "./fields.js";
import { ALSO, MEMBERS, STEPS, stepOf } from "./papers.js";
import { place, said } from "./said.js";
import { StepView } from "./steps/steps.js";
import { setUpOf } from "./store.js";
import { moved, patchOf, put, without } from "./value.js";

/**
 * @param election its id
 * @param step the step in the address, if any
 * @param state where the election stood when the frame around this was drawn
 * @param moved `() → void`: the election has gone on since
 * @param api how the console asks the server
 * @param go `(step) → void`: shows another step
 * @param link `(step) → string`: the address of a step
 * @param opened `(election) → void`: shows another election's set-up, made here
 * @param previewLink `(style) → string`: the address of a paper's preview
 */
export function SetUp({ election, step, state, moved, api, go, link, opened, previewLink }) {
  const store = useMemo(() => setUpOf(election, api), [election, api]);
  const [loaded, setLoaded] = useState(null);
  const [error, setError] = useState(null);
  const load = useCallback(() => {
    setError(null);
    return store.load().then(setLoaded, setError);
  }, [store]);
  useEffect(() => {
    load();
  }, [load]);
  useEffect(() => {
    if (loaded && loaded.about.state !== state) {
      moved();
    }
  }, [loaded]);
  const shown = STEPS.includes(step) ? step : STEPS[0];
  if (error && !loaded) {
    return html`<${Failure} error=${error} retry=${load} />`;
  }
  if (!loaded) {
    return html`<${Loading} />`;
  }
  const frozen = loaded.about.state !== "draft";
  return html`<div class="set-up">
    ${frozen && html`<${Notice} title=${t("setup.frozen")}><p>${t("setup.frozen.text")}</p><//>`}
    <${Steps} report=${loaded.report} shown=${shown} link=${link} />
    <${Step} key=${shown} name=${shown} loaded=${loaded} frozen=${frozen} store=${store} load=${load} go=${go} link=${link} opened=${opened} previewLink=${previewLink} />
  </div>`;
}

/** All steps, with what each lacks. */
function Steps({ report, shown, link }) {
  const open = (step) => [...report.missing, ...report.problems].filter((each) => stepOf(each.pointer) === step).length;
  const warned = (step) => report.warnings.some((each) => stepOf(each.pointer) === step);
  return html`<nav class="set-steps" aria-label=${t("setup.steps")}>
    <ol>
      ${STEPS.map((step) => {
        const count = open(step);
        const state = count > 0 ? t("setup.step.open", { count }) : warned(step) ? t("setup.step.warned") : t("setup.step.done");
        const sign = count > 0 ? "○" : warned(step) ? "!" : "✓";
        return html`<li key=${step}>
          <a href=${link(step)} aria-current=${step === shown ? "step" : undefined}>
            <span class="set-step-sign" aria-hidden="true">${sign}</span>
            <span>${t(`setup.step.${step}`)}<span class="visually-hidden"> (${state})</span></span>
          </a>
        </li>`;
      })}
    </ol>
  </nav>`;
}

/** One step: its form, and the buttons that save it. */
function Step({ name, loaded, frozen, store, load, go, link, opened, previewLink }) {
  const [value, setValue] = useState(loaded.draft);
  const [base, setBase] = useState(loaded);
  const [state, setState] = useState({ saving: false, error: null, problems: [] });
  const heading = useRef(null);
  const dirty = value !== base.draft;
  useUnsaved(dirty);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (!dirty) {
      setValue(loaded.draft);
      setBase(loaded);
    }
  }, [loaded]);
  const save = async (onward, from = base) => {
    setState({ saving: true, error: null, problems: [] });
    try {
      await store.save(from.version, patchOf(from.draft, value, [...MEMBERS[name], ...ALSO[name], "unconfirmed"]));
      setBase({ ...from, draft: value });
      await load();
      setState({ saving: false, error: null, problems: [] });
      announce(t("setup.saved"));
      if (onward) {
        go(STEPS[STEPS.indexOf(name) + 1]);
      }
    } catch (failure) {
      setState({ saving: false, error: failure, problems: failure.problem?.problems ?? [] });
    }
  };
  const own = (list) => list.filter((each) => stepOf(each.pointer) === name);
  const form = {
    value,
    frozen,
    languages: languagesOf(value),
    problems: [...state.problems, ...(dirty ? [] : own(loaded.report.problems))],
    set: (pointer, part) => setValue((now) => put(now, pointer, part)),
    change: (change) => setValue(change),
    remove: (pointer, index) => setValue((now) => without(now, pointer, index)),
    move: (pointer, index, by) => setValue((now) => moved(now, pointer, index, by)),
  };
  const parts = { form, loaded, store, load, link, opened, previewLink, dirty };
  return html`<section class="set-step" aria-labelledby="set-heading">
    <h2 id="set-heading" ref=${heading} tabindex="-1">${t(`setup.step.${name}`)}</h2>
    <p class="lead">${t(`setup.lead.${name}`)}</p>
    <${Trouble} state=${state} form=${form} takeTheirs=${() => takeTheirs(store, setValue, setBase, setState, load)} overwrite=${() => overwrite(store, save)} />
    <${Remarks} report=${loaded.report} own=${own} draft=${loaded.draft} quiet=${name === "check"} />
    <${Unconfirmed} name=${name} form=${form} />
    <${StepView} name=${name} ...${parts} />
    ${!frozen && name !== "check" && html`<div class="set-save no-print">
      <button type="button" class="button primary" aria-disabled=${String(state.saving)} onClick=${() => !state.saving && save(true)}>${t("setup.saveOn")}</button>
      <button type="button" class="button" aria-disabled=${String(state.saving)} onClick=${() => !state.saving && save(false)}>${t("setup.save")}</button>
      <span role="status" class="fine">${state.saving ? t("setup.saving") : dirty ? t("setup.unsaved") : ""}</span>
    </div>`}
  </section>`;
}

const languagesOf = (draft) => ((draft.languages ?? []).filter((each) => each !== "").length > 0 ? draft.languages.filter((each) => each !== "") : ["en"]);

/** A browser asks before it throws away what was typed. */
function useUnsaved(dirty) {
  useEffect(() => {
    const ask = (event) => dirty && event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [dirty]);
}

async function takeTheirs(store, setValue, setBase, setState, load) {
  const theirs = await store.load();
  setValue(theirs.draft);
  setBase(theirs);
  setState({ saving: false, error: null, problems: [] });
  await load();
}

async function overwrite(store, save) {
  await save(false, await store.load());
}

/** Why a step was not saved. */
function Trouble({ state, form, takeTheirs: theirs, overwrite: mine }) {
  const ref = useRef(null);
  useEffect(() => {
    if (state.error) {
      ref.current?.focus();
    }
  }, [state.error]);
  if (!state.error) {
    return null;
  }
  if (state.error.code === "draft-changed") {
    return html`<div ref=${ref} tabindex="-1"><${Notice} kind="warn" role="alert" title=${t("setup.changed")}>
      <p>${t("setup.changed.text")}</p>
      <p class="cluster">
        <button type="button" class="button" onClick=${theirs}>${t("setup.changed.theirs")}</button>
        <button type="button" class="button" onClick=${mine}>${t("setup.changed.mine")}</button>
      </p>
    <//></div>`;
  }
  if (state.problems.length > 0) {
    return html`<div ref=${ref} tabindex="-1"><${Notice} kind="bad" role="alert" title=${t("setup.notSaved")}>
      <ul>${state.problems.map((each, at) => html`<li key=${at}><${FieldLink} pointer=${each.pointer}>${place(form.value, each.pointer)}<//>: ${said(each)}</li>`)}</ul>
    <//></div>`;
  }
  return html`<div ref=${ref} tabindex="-1"><${Failure} error=${state.error} /></div>`;
}

/** A link to a field of this step. */
export function FieldLink({ pointer, children }) {
  const go = (event) => {
    event.preventDefault();
    let at = pointer;
    while (at !== "" && document.getElementById(fieldId(at)) === null) {
      at = at.slice(0, at.lastIndexOf("/"));
    }
    const field = document.getElementById(fieldId(at)) ?? document.querySelector(`[id^="${fieldId(pointer)}-"]`);
    field?.closest("details")?.setAttribute("open", "");
    field?.focus();
  };
  return html`<a href="#${fieldId(pointer)}" onClick=${go}>${children}</a>`;
}

/** What this step still lacks, breaks, and should be known of it. */
function Remarks({ report, own, draft, quiet }) {
  if (quiet) {
    return null;
  }
  const missing = own(report.missing).filter((each) => each.rule !== "unconfirmed");
  const problems = own(report.problems);
  const warnings = own(report.warnings);
  const list = (items) => html`<ul>${items.map((each, at) => html`<li key=${at}><${FieldLink} pointer=${each.pointer}>${place(draft, each.pointer)}<//>: ${said(each)}</li>`)}</ul>`;
  return html`
    ${missing.length > 0 && html`<${Notice} title=${t("setup.missing", { count: missing.length })}>${list(missing)}<//>`}
    ${problems.length > 0 && html`<${Notice} kind="bad" title=${t("setup.problems", { count: problems.length })}>${list(problems)}<//>`}
    ${warnings.length > 0 && html`<${Notice} kind="warn" title=${t("setup.warnings", { count: warnings.length })}>${list(warnings)}<//>`}
  `;
}

const CONFIRMED_AT = { times: ["schedule"], people: ["trustees", "officers"], safety: ["overrides"] };

/** What was copied from another election and waits for somebody to look at it. */
function Unconfirmed({ name, form }) {
  const waiting = (form.value.unconfirmed ?? []).filter((part) => CONFIRMED_AT[name]?.includes(part));
  if (waiting.length === 0) {
    return null;
  }
  const confirm = (part) => form.set("/unconfirmed", form.value.unconfirmed.filter((each) => each !== part));
  return html`<${Notice} kind="warn" title=${t("setup.unconfirmed")}>
    <p>${t("setup.unconfirmed.text")}</p>
    ${!form.frozen && html`<p class="cluster">${waiting.map((part) => html`<button key=${part} type="button" class="button" onClick=${() => confirm(part)}>${t(`setup.confirm.${part}`)}</button>`)}</p>`}
  <//>`;
}

/** The election's name, or that it has none. */
export function Titled({ of }) {
  return of ? html`<${Text} of=${of} />` : t("setup.untitled");
}
