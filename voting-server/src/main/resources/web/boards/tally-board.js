// SPDX-License-Identifier: Apache-2.0

// The time after the close as tables: who has agreed on the board and given a lot, and for each contest the mixes in turn and the decryptions.
import { Name, Text } from "../app/components.js";
import { html } from "../app/html.js";
import { number } from "../app/i18n.js";
import { Cell, isAwaited } from "./ceremony-board.js";

const STEPS = [["tally-agreement", "agreements"], ["lot", "lots"]];

/** @param manifest for the names of contests and sections, @param say as for the ceremony */
export function TallyBoard({ progress, manifest, say }) {
  const { tally } = progress;
  if (!tally) return null;
  return html`
    <table class="board" role="table">
      <caption>${say("board.tally", { threshold: progress.threshold, count: progress.trustees.length })}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${say("page.entry.trustee.name")}</th>
          ${[...STEPS.map(([step]) => step), "decryption"].map((step) => html`<th key=${step} scope="col" role="columnheader">${say(`board.step.${step}`)}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${progress.trustees.map((name, at) => html`<${Row} key=${at} name=${name} trustee=${at + 1} progress=${progress} say=${say} />`)}
      </tbody>
    </table>
    <div class="parts">${tally.parts.map((part) => html`<${Part} key=${`${part.contest}/${part.section}`} part=${part} progress=${progress} manifest=${manifest} say=${say} />`)}</div>
  `;
}

function Row({ name, trustee, progress, say }) {
  const { tally } = progress;
  const label = (step) => html`<span class="board-label" aria-hidden="true">${say(`board.step.${step}`)}</span>`;
  const wanted = tally.parts.filter((part) => part.decryptionsNeeded > 0);
  const given = wanted.map((part) => part.decryptions.find((each) => each.trustee === trustee)).filter(Boolean);
  const all = wanted.length > 0 && given.length === wanted.length;
  return html`<tr role="row">
    <th scope="row" role="rowheader"><${Name} of=${name} /></th>
    ${STEPS.map(([step, list]) => html`<td key=${step} role="cell">${label(step)}<${Cell} done=${tally[list].find((each) => each.trustee === trustee)} awaited=${isAwaited(progress, step, trustee)} say=${say} /></td>`)}
    <td role="cell">
      ${label("decryption")}<${Cell} done=${all && { time: given.map((each) => each.since).sort().at(-1) }} awaited=${isAwaited(progress, "decryption", trustee)} say=${say} />
      ${!all && given.length > 0 && html` <span class="board-count">${number(given.length)} / ${number(wanted.length)}</span>`}
    </td>
  </tr>`;
}

function Part({ part, progress, manifest, say }) {
  const contest = manifest.contests.find(({ id }) => id === part.contest);
  const section = manifest.sections.find(({ id }) => id === part.section);
  const titled = html`<${Text} of=${contest.title} />${section && html`, <${Text} of=${section.title} />`}`;
  const name = (i) => html`<${Name} of=${progress.trustees[i - 1]} />`;
  return html`<section class="part" aria-label=${Object.values(contest.title)[0]}>
    <h3>${titled}</h3>
    <p>${say("board.ballots", { ballots: number(part.ballots) })}</p>
    ${!part.counted && html`<p>${say("board.notCounted")}</p>`}
    ${part.mixersNeeded > 0 &&
    html`<p class="part-head">${say("board.step.shuffle")} ${number(part.mixes.length)} / ${number(part.mixersNeeded)}</p>
      <ol class="mixes">
        ${part.mixes.map((mix, at) => html`<li key=${at}><${Cell} done=${mix} say=${say} /> ${name(mix.trustee)}</li>`)}
        ${part.mixes.length < part.mixersNeeded && html`<li><${Cell} awaited=${true} say=${say} /> ${waiting(progress).map((i) => html`<span key=${i}>${name(i)} </span>`)}</li>`}
      </ol>`}
    ${part.decryptionsNeeded > 0 &&
    html`<p class="part-head">${say("board.step.decryption")} ${number(part.decryptions.length)} / ${number(part.decryptionsNeeded)}</p>
      <progress max=${part.decryptionsNeeded} value=${Math.min(part.decryptions.length, part.decryptionsNeeded)} aria-label=${`${part.decryptions.length} / ${part.decryptionsNeeded}`}></progress>
      <ul class="plain">${part.decryptions.map(({ trustee, since }) => html`<li key=${trustee}><${Cell} done=${{ since }} say=${say} /> ${name(trustee)}</li>`)}</ul>`}
  </section>`;
}

/** Trustees who may mix next. */
function waiting(progress) {
  return progress.waiting.filter(({ what, who }) => what === "shuffle" && who.startsWith("trustee:")).map(({ who }) => Number(who.slice("trustee:".length)));
}
