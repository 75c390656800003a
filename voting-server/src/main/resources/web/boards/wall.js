// SPDX-License-Identifier: Apache-2.0

// What hangs on the wall where observers sit: large type, nothing to press, every language of the election at once. Everything on it is public.
import { apiPath, electionId } from "../app/api.js";
import { html, render, useEffect, useState } from "../app/html.js";
import { language, languages, number, percent, startLanguage, t } from "../app/i18n.js";
import { Failure, Loading } from "../app/components.js";
import { loadElection, useLoad } from "../pages/load.js";
import { CeremonyBoard } from "./ceremony-board.js";
import { useLive } from "./live.js";
import { TallyBoard } from "./tally-board.js";
import { figures, span } from "./times.js";
import { Waiting } from "./waiting.js";
import { speaker } from "./speaker.js";

const STEPS_EVERY = 4;
const TURNOUT_EVERY = 20;
const STALE = 30_000;
const MANY = 6;
const VOTING = ["open", "closed", "tallied", "final"];

function Wall({ speakers }) {
  const id = electionId();
  const { value: election, error, retry } = useLoad(() => loadElection(id));
  const { value: progress, error: lost, at } = useLive(apiPath(id, "/progress"), STEPS_EVERY);
  const now = useNow();
  useEffect(() => {
    // A manifest is there from the key ceremony on; a wall that was put up before reads it then.
    if (election && progress && election.about.state !== progress.state) retry();
  }, [progress?.state]);
  if (error && !election) return html`<main><h1>${t("page.failed")}</h1><${Failure} error=${error} retry=${retry} /></main>`;
  if (!election || !progress) return html`<main><${Loading} /></main>`;
  const shown = election.about.languages.map((tag) => speakers.find((each) => each.tag === tag)).filter(Boolean);
  const say = speaker(shown.length > 0 ? shown : speakers.filter(({ tag }) => tag === language()));
  const serverNow = now + election.skew;
  return html`
    <header class="wall-head">
      <div>
        <h1>${say.texts(election.about.title)}</h1>
        ${election.about.rehearsal && html`<p class="wall-rehearsal">${say("page.rehearsal")}</p>`}
      </div>
      <p class="wall-state" role="status">${say(`page.state.${progress.state}`)}</p>
      <p class="wall-clock">${figures(serverNow, new Date(serverNow))}</p>
    </header>
    <main class=${progress.trustees.length > MANY ? "wall-main wall-many" : "wall-main"}>
      <div>
        <section class="wall-waiting" aria-label=${t("board.waiting")}><h2>${say("board.waiting")}</h2><${Waiting} progress=${progress} now=${serverNow} say=${say} /></section>
        ${VOTING.includes(progress.state) && html`<${Votes} id=${id} say=${say} />`}
      </div>
      <div class="wall-boards">
        ${progress.state === "key-ceremony" || progress.state === "credentials" ? html`<${CeremonyBoard} progress=${progress} say=${say} />` : null}
        ${progress.tally && election.manifest && html`<${TallyBoard} progress=${progress} manifest=${election.manifest} say=${say} />`}
      </div>
    </main>
    <footer class="wall-foot">
      ${lost && Date.now() - (at ?? 0) > STALE ? html`<p class="wall-lost" role="alert">${say("board.lost", { span: span(Date.now() - (at ?? Date.now())) })}</p>` : html`<p>${say("board.live")}</p>`}
      <p dir="ltr">${location.host}/e/${id.slice(0, 8)}…/entries</p>
    </footer>
  `;
}

/** Ballots on the board, which anybody can count. */
function Votes({ id, say }) {
  const { value: turnout } = useLive(apiPath(id, "/turnout"), TURNOUT_EVERY);
  if (!turnout) return null;
  return html`<section class="wall-votes" aria-label=${t("page.turnout")}>
    <p><span class="wall-figure">${number(turnout.ballots)}</span> ${say("board.votes", { electors: number(turnout.electors), share: percent(turnout.ballots, turnout.electors) })}</p>
  </section>`;
}

function useNow() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

async function start() {
  await startLanguage();
  const speakers = await Promise.all(
    languages().map(async ({ tag }) => {
      const response = await fetch(`/assets/app/messages/${tag}.json`);
      return { tag, messages: response.ok ? await response.json() : {} };
    }),
  );
  document.title = `${t("board.wall")} – ${t("app.name")}`;
  const root = document.createElement("div");
  root.className = "wall-page";
  document.body.prepend(root);
  render(html`<${Wall} speakers=${speakers} />`, root);
}

start();
