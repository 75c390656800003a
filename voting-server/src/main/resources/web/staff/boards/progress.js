// SPDX-License-Identifier: Apache-2.0

// What the trustees have done and whom the election waits for, live.
import { apiPath } from "../../app/api.js";
import { Failure, Loading, Notice } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { parts, t } from "../../app/i18n.js";
import { CeremonyBoard } from "../../boards/ceremony-board.js";
import { useLive } from "../../boards/live.js";
import { TallyBoard } from "../../boards/tally-board.js";
import { Waiting } from "../../boards/waiting.js";
import { loadElection, useLoad } from "../../pages/load.js";

export const tab = { name: "progress", label: "boards.title", view: Progress };

const EVERY = 4;

function Progress({ id, election, reload }) {
  const { value: progress, error, at } = useLive(apiPath(id, "/progress"), EVERY);
  const { value: loaded } = useLoad(() => loadElection(id));
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (progress && progress.state !== election.state) reload();
  }, [progress?.state]);
  if (!progress) return error ? html`<${Failure} error=${error} />` : html`<${Loading} />`;
  return html`
    <p class="fine">${error ? t("boards.lost") : t("boards.live", { time: new Date(at).toLocaleTimeString("en-GB") })}</p>
    <h2>${t("board.waiting")}</h2>
    <${Waiting} progress=${progress} now=${now} say=${parts} />
    ${progress.attempts.length > 0 && html`<h2>${t("decisions.transcript")}</h2><${CeremonyBoard} progress=${progress} say=${parts} />`}
    ${progress.tally && loaded?.manifest && html`<h2>${t("boards.afterClose")}</h2><${TallyBoard} progress=${progress} manifest=${loaded.manifest} say=${parts} />`}
    <${Notice} title=${t("boards.wall")}><p>${t("boards.wall.text")}</p><p><a class="button" href=${`/e/${id}/wall`} target="_blank" rel="noopener">${t("boards.wall")}</a></p><//>
  `;
}
