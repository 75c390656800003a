// SPDX-License-Identifier: Apache-2.0

// The key ceremony as a table: a row for each trustee, a column for each step. `say` gives the words of a key, in one language or in several.
import { Name, Notice } from "../app/components.js";
import { html } from "../app/html.js";
import { TimeOf } from "./times.js";

const STEPS = ["trustee", "key-commitment", "key-share", "key-confirmation", "key-check"];

/** @param progress what the API says, @param say from a key and parameters to view nodes */
export function CeremonyBoard({ progress, say }) {
  const latest = progress.attempts.at(-1);
  if (!latest) return html`<p>${say("board.notBegun")}</p>`;
  return html`
    ${progress.attempts.map((attempt) => html`<${Ending} key=${attempt.number} attempt=${attempt} trustees=${progress.trustees} say=${say} />`)}
    <table class="board" role="table">
      <caption>${say("board.ceremony", { number: latest.number, threshold: progress.threshold, count: progress.trustees.length })}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${say("page.entry.trustee.name")}</th>
          ${STEPS.map((step) => html`<th key=${step} scope="col" role="columnheader">${say(`board.step.${step}`)}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${progress.trustees.map(
          (name, at) => html`<tr key=${at} role="row">
            <th scope="row" role="rowheader"><${Name} of=${name} /></th>
            ${STEPS.map((step) => html`<td key=${step} role="cell"><span class="board-label" aria-hidden="true">${say(`board.step.${step}`)}</span><${Cell} done=${stepOf(latest, step, at + 1)} awaited=${isAwaited(progress, step, at + 1)} say=${say} /></td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** One step of one trustee: done with its time, awaited, or not yet. */
export function Cell({ done, awaited, say }) {
  if (done) return html`<span class="step step-done"><span class="step-sign" aria-hidden="true">✓</span> <span class="visually-hidden">${say("board.done")} </span><${TimeOf} time=${done.time ?? done.since} /></span>`;
  if (awaited) return html`<span class="step step-awaited"><span class="step-sign" aria-hidden="true">…</span> ${say("board.awaited")}</span>`;
  return html`<span class="step step-later"><span aria-hidden="true">–</span><span class="visually-hidden">${say("board.later")}</span></span>`;
}

function stepOf(attempt, what, trustee) {
  return attempt.steps.find((each) => each.what === what && each.trustee === trustee);
}

/** Whether the election waits for this step of this trustee. */
export function isAwaited(progress, what, trustee) {
  return progress.waiting.some((each) => each.what === what && each.who === `trustee:${trustee}`);
}

/** How an attempt ended that did not succeed, with the culprits by name. */
function Ending({ attempt, trustees, say }) {
  const name = (i) => html`<strong><${Name} of=${trustees[i - 1]} /></strong>`;
  const { complaint, abandoned } = attempt;
  if (complaint) {
    return html`<${Notice} kind="bad" title=${say("board.complaint", { number: attempt.number })}>
      <p>${say("board.complaint.text", { trustee: name(complaint.trustee), against: name(complaint.against) })} ${say("board.complaint.fault", { trustee: name(complaint.atFault) })} <${TimeOf} time=${complaint.time} /></p>
    <//>`;
  }
  if (abandoned) {
    return html`<${Notice} kind="warn" title=${say("board.abandoned", { number: attempt.number })}>
      <p>${say(`page.reason.${abandoned.reason}`)} ${abandoned.trustees.map((i) => html`<span key=${i}>${name(i)} </span>`)} <${TimeOf} time=${abandoned.time} /></p>
    <//>`;
  }
  return null;
}
