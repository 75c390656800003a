// SPDX-License-Identifier: Apache-2.0

// The page that checks a test ballot. It is built into one file, check.html, which works from disk as well.
import { html, render, useEffect, useState } from "../app/html.js";
import { checkChallenge } from "../urna/check.js";
import { readElection } from "../urna/election.js";
import { textIn } from "../urna/manifest.js";
import { Answer } from "./answers.js";
import { electionFile, electionFromFile, electionFromServer, fingerprintIn, fingerprintOf, online } from "./sources.js";
import { languages, preferred, wordsIn } from "./words.js";

/** Which words explain a rule that is broken. */
const EXPLANATIONS = { challenge: "challenge", malformed: "malformed", "ballot-form": "form" };

function Page() {
  const [tag, setTag] = useState(preferred());
  const { challenge, election, trouble, take } = useFiles();
  const t = wordsIn(tag);
  useEffect(() => {
    document.documentElement.lang = tag;
    document.title = `${t("title")} – Urna`;
  }, [tag]);

  const found = challenge && resultOf(challenge, election);
  return html`
    <${Header} tag=${tag} setTag=${setTag} />
    <main>
      <h1>${t("title")}</h1>
      <p class="lead">${t("lead")}</p>
      <p class="fine">${t("private")}</p>
      <section aria-labelledby="challenge">
        <h2 id="challenge">${t("challenge.title")}</h2>
        <p>${t("challenge.hint")}</p>
        <${Chooser} label=${t("challenge.choose")} take=${take} />
        ${challenge && html`<p><strong>${t("challenge.chosen", { name: challenge.name })}</strong></p>`}
        ${trouble && html`<p class="bad" role="alert">${t("error.read")}</p>`}
      </section>
      ${(challenge || !online) && html`<${Election} t=${t} tag=${tag} election=${election} take=${take} />`}
      <section aria-labelledby="result">
        <h2 id="result">${t("result.title")}</h2>
        <div role="status">${found ? html`<${Verdict} t=${t} found=${found} />` : html`<p>${t(challenge ? "result.election" : "result.waiting")}</p>`}</div>
        ${found?.ok && html`<${Contents} t=${t} tag=${tag} found=${found} />`}
      </section>
    </main>
  `;
}

/** The files chosen or dropped so far; `take` sorts out by its content which of the two a file is. */
function useFiles() {
  const [challenge, setChallenge] = useState();
  const [election, setElection] = useState({ state: online ? "unknown" : "offline" });
  const [trouble, setTrouble] = useState(false);

  const take = async (file) => {
    const text = await file?.text().catch(() => undefined);
    setTrouble(file !== undefined && text === undefined);
    if (text === undefined) return;
    const entries = electionFromFile(text);
    if (entries) {
      setElection({ state: "file", entries });
      return;
    }
    setChallenge({ name: file.name, text });
    const E = fingerprintIn(text);
    if (online && E && !(election.entries && fingerprintOf(election.entries) === E)) await search(E, setElection);
  };
  useEffect(() => {
    const drop = (event) => {
      event.preventDefault();
      if (event.type === "drop") [...event.dataTransfer.files].forEach(take);
    };
    for (const type of ["dragover", "drop"]) addEventListener(type, drop);
    return () => ["dragover", "drop"].forEach((type) => removeEventListener(type, drop));
  });
  return { challenge, election, trouble, take };
}

/** Undefined until the election is known, unless no election can help. */
function resultOf({ text }, { entries }) {
  if (entries) return checkChallenge(text, entries);
  return fingerprintIn(text) ? undefined : { ok: false, rule: "malformed", detail: "there is no ballot in the file" };
}

function Header({ tag, setTag }) {
  return html`<header>
    <p class="brand">Urna</p>
    <nav aria-label=${languages.map(({ name }) => name).join(" / ")}>
      ${languages.map((each) => html`<button type="button" lang=${each.tag} aria-pressed=${each.tag === tag} onClick=${() => setTag(each.tag)}>${each.name}</button>`)}
    </nav>
  </header>`;
}

/** Looks for the election on the server of this page. */
async function search(E, setElection) {
  setElection({ state: "fetching" });
  const entries = await electionFromServer(E).catch(() => undefined);
  setElection(entries ? { state: "fetched", entries } : { state: "unknown" });
}

function Chooser({ label, take }) {
  return html`<label class="button"><input type="file" accept=".json,application/json" onChange=${(event) => take(event.target.files[0])} /><span>${label}</span></label>`;
}

function Election({ t, tag, election: { state, entries }, take }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([electionFile(entries)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: url, download: `urna-election-${fingerprintOf(entries).slice(0, 8)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
  return html`<section aria-labelledby="election">
    <h2 id="election">${t("election.title")}</h2>
    <p role="status">${t(`election.${state}`, { title: entries && titleOf(entries, tag) })}</p>
    ${state === "fetched" && html`<p><button type="button" onClick=${save}>${t("election.save")}</button></p>`}
    ${["offline", "unknown", "file"].includes(state) && html`<${Chooser} label=${t("election.choose")} take=${take} />`}
  </section>`;
}

function titleOf(entries, tag) {
  try {
    const { manifest } = readElection(entries);
    return textIn(manifest.title, tag, manifest);
  } catch {
    return "?";
  }
}

function Verdict({ t, found }) {
  if (found.ok) {
    return html`<p class="verdict ok"><strong>${t("result.match")}</strong></p><p>${t("result.match.next")}</p>`;
  }
  return html`<p class="verdict bad"><strong>${t(found.rule === "challenge" ? "result.mismatch" : "result.unconfirmed")}</strong></p>
    <p>${t(`result.mismatch.${EXPLANATIONS[found.rule] ?? "election"}`)}</p>
    <p class="fine">${t("result.reason", { reason: `${found.rule}: ${found.detail}` })}</p>`;
}

function Contents({ t, tag, found }) {
  const facts = [["tracker", found.tracker], ["hash", found.ballotHash], ["fingerprint", found.E], ["credential", found.K]];
  return html`
    ${found.contests.map((answer) => html`<${Answer} t=${t} tag=${tag} manifest=${found.manifest} answer=${answer} />`)}
    <dl>
      ${facts.map(([key, value]) => html`<dt>${t(key)}</dt><dd><code>${value}</code>${["fingerprint", "credential"].includes(key) && html`<span class="fine">${t(`${key}.hint`)}</span>`}</dd>`)}
    </dl>
  `;
}

render(html`<${Page} />`, document.body);
