// SPDX-License-Identifier: Apache-2.0

// The flow of votes from stage to stage: a bar per stage, a ribbon for what stays or goes on. It has no words: they stand in the tables and list.
import { Text } from "../app/components.js";
import { html } from "../app/html.js";
import { t } from "../app/i18n.js";

const WIDTH = 1000;
const BAR = 22;
const GAP = 46;
const COLOURS = 8;

export function Transfers({ stages, candidates }) {
  const total = stages[0].votes.reduce((sum, each) => sum + Number(each), Number(stages[0].nonTransferable)) || 1;
  const layouts = stages.map((stage) => layout(stage, total));
  const height = stages.length * BAR + (stages.length - 1) * GAP;
  return html`<figure class="flow" aria-hidden="true">
    <ul class="legend">
      ${candidates.map((candidate, at) => html`<li key=${at}><svg viewBox="0 0 10 10" focusable="false"><rect class=${colour(at + 1)} width="10" height="10" /></svg> <${Text} of=${candidate.name} /></li>`)}
      <li><svg viewBox="0 0 10 10" focusable="false"><rect class="chart-idle" width="10" height="10" /></svg> ${t("page.rounds.nonTransferable")}</li>
    </ul>
    <div class="flow-plot">
      <ol class="flow-stages">${stages.map((_, at) => html`<li key=${at}>${at + 1}</li>`)}</ol>
      <svg viewBox=${`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" focusable="false" style=${{ height: `${height}px` }}>
        ${stages.slice(1).map((stage, at) => html`<g key=${at}>${ribbons(stage, layouts[at], layouts[at + 1], { at, total })}</g>`)}
        ${layouts.map((segments, at) => [...segments].map(([who, { x, width }]) => html`<rect key=${`${at}-${who}`} class=${colour(who)} x=${x} y=${at * (BAR + GAP)} width=${Math.max(0, width - 1)} height=${BAR} />`))}
      </svg>
    </div>
  </figure>`;
}

function colour(candidate) {
  return candidate === 0 ? "chart-idle" : `chart-${((candidate - 1) % COLOURS) + 1}`;
}

/** Where each candidate's votes lie in a stage's bar, in manifest order, what went to nobody (0) last. */
function layout(stage, total) {
  const segments = new Map();
  let x = 0;
  [...stage.votes.map((votes, at) => [at + 1, votes]), [0, stage.nonTransferable]].forEach(([who, votes]) => {
    const width = (Number(votes) / total) * WIDTH;
    segments.set(who, { x, width });
    x += width;
  });
  return segments;
}

/** What stays with its candidate, then what goes on, each from the left of what is still free in its segment. */
function ribbons(stage, from, to, { at, total }) {
  const top = at * (BAR + GAP) + BAR;
  const left = new Map([...from].map(([who, { x }]) => [who, x]));
  const arrived = new Map([...to].map(([who, { x }]) => [who, x]));
  const drawn = [];
  const draw = (source, target, width) => {
    if (width <= 0) return;
    const [a, b] = [left.get(source), arrived.get(target)];
    left.set(source, a + width);
    arrived.set(target, b + width);
    drawn.push(html`<path key=${`${source}-${target}-${drawn.length}`} class=${`ribbon ${colour(source)}`} d=${ribbon(a, b, width, top)} />`);
  };
  for (const [who, { width }] of from) draw(who, who, Math.min(width, to.get(who).width));
  for (const { from: source, to: target, votes } of stage.transfers) draw(source, target, (Number(votes) / total) * WIDTH);
  return drawn;
}

function ribbon(a, b, width, top) {
  const middle = top + GAP / 2;
  const bottom = top + GAP;
  return `M${a} ${top}C${a} ${middle} ${b} ${middle} ${b} ${bottom}L${b + width} ${bottom}C${b + width} ${middle} ${a + width} ${middle} ${a + width} ${top}Z`;
}
