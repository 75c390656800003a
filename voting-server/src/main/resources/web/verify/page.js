// SPDX-License-Identifier: Apache-2.0

// The page that verifies a whole election. It is built into one file, verify.html, which works from disk as well.
import { html, render, useEffect, useRef, useState } from "../app/html.js";
import { Election, Known, anchorsIn, namedSource } from "./choose.js";
import { Report } from "./report.js";
import { verifyInWorkers } from "./run.js";
import { languages, preferred, wordsIn } from "./words.js";

/** @param script text of the page's own script, for its workers */
export function startPage(script) {
  render(html`<${Page} script=${script} />`, document.body);
}

function Page({ script }) {
  const [tag, setTag] = useState(preferred());
  const [source, setSource] = useState(namedSource);
  const [known, setKnown] = useState("");
  const [receipts, setReceipts] = useState([]);
  const [bad, setBad] = useState();
  const [run, start] = useRun(script);
  const t = wordsIn(tag);
  useEffect(() => {
    document.documentElement.lang = tag;
    document.title = `${t("title")} – Urna`;
  }, [tag]);

  const begin = () => {
    const read = anchorsIn(known, receipts);
    setBad(read.bad);
    if (read.bad === undefined) start(source, read.anchors);
  };
  const running = run?.state === "running";
  return html`
    <${Header} tag=${tag} setTag=${setTag} />
    <main>
      <h1>${t("title")}</h1>
      <p class="lead">${t("lead")}</p>
      <p class="fine">${t("private")}</p>
      <${Election} t=${t} tag=${tag} source=${source} setSource=${setSource} disabled=${running} />
      <${Known} t=${t} text=${known} setText=${setKnown} receipts=${receipts} setReceipts=${setReceipts} bad=${bad} disabled=${running} />
      <section aria-labelledby="report">
        <h2 id="report">${t("report")}</h2>
        ${!running && html`<p><button type="button" class="main" disabled=${!source} onClick=${begin}>${t(run ? "again" : "start")}</button></p>`}
        <${Outcome} t=${t} tag=${tag} run=${run} source=${source} />
      </section>
    </main>
  `;
}

/** `{state: "running" | "stopped" | "broken" | "done", …}`, and what begins a run; none is confirmed but by a whole report. */
function useRun(script) {
  const [run, setRun] = useState();
  const latest = useRef(0);
  const start = (source, anchors) => {
    const number = ++latest.current;
    const update = (next) => number === latest.current && setRun(next);
    const { report, stop } = verifyInWorkers(script, source, anchors, (progress) => update({ state: "running", progress, stop }));
    update({ state: "running", stop });
    report.then(
      (found) => update({ state: "done", report: found }),
      (error) => update(error.message === "stopped" ? { state: "stopped" } : { state: "broken", reason: error.message }),
    );
  };
  return [run, start];
}

function Header({ tag, setTag }) {
  return html`<header>
    <p class="brand">Urna</p>
    <nav aria-label=${languages.map(({ name }) => name).join(" / ")}>
      ${languages.map((each) => html`<button type="button" lang=${each.tag} aria-pressed=${each.tag === tag} onClick=${() => setTag(each.tag)}>${each.name}</button>`)}
    </nav>
  </header>`;
}

function Outcome({ t, tag, run, source }) {
  if (!run) return html`<p>${t(source ? "report.waiting" : "report.first")}</p>`;
  if (run.state === "running") return html`<${Progress} t=${t} progress=${run.progress} stop=${run.stop} />`;
  if (run.state === "done") return html`<${Report} t=${t} tag=${tag} report=${run.report} />`;
  return html`<div role="alert">
    <p class="verdict bad"><strong>${t(run.state)}</strong></p>
    ${run.reason && html`<p>${t("broken.why", { reason: run.reason })}</p>`}
  </div>`;
}

function Progress({ t, progress, stop }) {
  const { entries = 0, size = 0, ballots = 0 } = progress ?? {};
  const last = size > 0 && entries === size;
  return html`
    <label for="progress">${t("progress")}</label>
    <progress id="progress" max=${size || 1} value=${size ? entries : undefined}></progress>
    ${size > 0 && html`<p aria-hidden="true">${t("progress.text", { entries, size, ballots })}</p>`}
    <p role="status">${t(last ? "progress.last" : "progress.reading")}</p>
    <p><button type="button" onClick=${stop}>${t("stop")}</button></p>
  `;
}
