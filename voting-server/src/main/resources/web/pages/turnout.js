// SPDX-License-Identifier: Apache-2.0

// How many have voted: as a number, over time, and by section.
import { apiPath, getJson } from "../app/api.js";
import { DataTable, Failure, Loading, Text } from "../app/components.js";
import { html } from "../app/html.js";
import { localTime, number, percent, shortTime, t } from "../app/i18n.js";
import { useLoad } from "./load.js";

const HOUR = 3_600_000;
const MOST_BARS = 96;
/** So that the first hour of an election is not one huge block. */
const FEWEST_PLACES = 12;

export function Turnout({ id, manifest }) {
  const { value: turnout, error, retry } = useLoad(() => getJson(apiPath(id, "/turnout")));
  if (error) return html`<${Failure} error=${error} retry=${retry} />`;
  if (!turnout) return html`<${Loading} />`;
  return html`<div class="card">
    <p class="figure-line"><span class="figure-big">${percent(turnout.ballots, turnout.electors)}</span> ${t("page.turnoutLine", { count: turnout.ballots, electors: turnout.electors })}</p>
    <${OverTime} hours=${turnout.hours} />
    ${turnout.sections.length > 1 && html`<${TurnoutBySection} turnout=${turnout} manifest=${manifest} />`}
  </div>`;
}

/** Ballots and electors of each section, as a table. */
export function TurnoutBySection({ turnout, manifest }) {
  const title = (id) => manifest?.sections.find((each) => each.id === id)?.title ?? { en: id };
  return html`<${DataTable}
    caption=${t("page.turnout.bySection")}
    columns=${[{ label: t("page.section"), head: true }, { label: t("page.turnout.ballots"), numeric: true }, { label: t("page.overview.electors"), numeric: true }, { label: t("page.turnout"), numeric: true }]}
    rows=${turnout.sections.map((each) => [html`<${Text} of=${title(each.section)} />`, each.ballots, each.electors, percent(each.ballots, each.electors)])}
  />`;
}

/** Ballots hour by hour as a chart, with a table behind it. */
export function OverTime({ hours }) {
  if (hours.length === 0) return html`<p>${t("page.turnout.none")}</p>`;
  const bars = spread(hours);
  const most = Math.max(...bars.map((each) => each.ballots));
  const peak = bars.find((each) => each.ballots === most);
  const unit = bars.step === HOUR ? "hour" : "day";
  return html`<figure class="over-time">
    <figcaption>${t(`page.turnout.per.${unit}`)}</figcaption>
    <div class="plot">
      <div class="plot-scale" aria-hidden="true"><span>${number(most)}</span><span>0</span></div>
      <svg viewBox=${`0 0 ${Math.max(bars.length, FEWEST_PLACES)} 100`} preserveAspectRatio="none" role="img" aria-label=${t("page.turnout.summary", { peak: number(peak.ballots), time: localTime(peak.time), from: localTime(bars[0].time), to: localTime(bars.at(-1).time) })}>
        ${bars.map((each, at) => {
          const height = (each.ballots / most) * 100;
          return html`<rect key=${at} class="chart-1" x=${at + 0.08} width="0.84" y=${100 - height} height=${height} />`;
        })}
      </svg>
    </div>
    <div class="plot-times" aria-hidden="true"><span>${shortTime(bars[0].time)}</span>${bars.length >= FEWEST_PLACES && html`<span>${shortTime(bars.at(-1).time)}</span>`}</div>
    <details>
      <summary>${t("page.asTable")}</summary>
      <${DataTable}
        caption=${t(`page.turnout.per.${unit}`)}
        hideCaption
        columns=${[{ label: t("page.time"), head: true }, { label: t("page.turnout.ballots"), numeric: true }, { label: t("page.turnout.soFar"), numeric: true }]}
        rows=${running(bars)}
      />
    </details>
  </figure>`;
}

/** One bar an hour, none left out; one a day where there would be too many. The step in milliseconds is the array's `step`. */
function spread(hours) {
  const first = Date.parse(hours[0].time);
  const last = Date.parse(hours.at(-1).time);
  const step = (last - first) / HOUR >= MOST_BARS ? 24 * HOUR : HOUR;
  const count = Math.floor((last - first) / step) + 1;
  const bars = Array.from({ length: count }, (_, at) => ({ time: new Date(first + at * step).toISOString(), ballots: 0 }));
  for (const { time, ballots } of hours) bars[Math.floor((Date.parse(time) - first) / step)].ballots += ballots;
  return Object.assign(bars, { step });
}

function running(bars) {
  let total = 0;
  return bars.filter((each) => each.ballots > 0).map((each) => [shortTime(each.time), each.ballots, (total += each.ballots)]);
}
