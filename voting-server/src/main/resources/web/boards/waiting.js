// SPDX-License-Identifier: Apache-2.0

// What is awaited, from whom, since when: one line for each thing, with all those who have to do it.
import { Name } from "../app/components.js";
import { html } from "../app/html.js";
import { TimeOf, span } from "./times.js";

export function Waiting({ progress, now, say }) {
  const groups = grouped(progress.waiting);
  if (groups.length === 0) return html`<p class="waiting-none">${say("board.nothing")}</p>`;
  return html`<ul class="waiting">
    ${groups.map(
      (group) => html`<li key=${group.what}>
        <span class="waiting-what">${say(`page.entry.${group.what}.name`)}</span>
        <span class="waiting-who">${group.who.map((who, at) => html`<span key=${who}>${at > 0 && ", "}<${Who} who=${who} trustees=${progress.trustees} say=${say} /></span>`)}</span>
        <span class="waiting-since">
          ${group.due ? html`${say("board.due")} <${TimeOf} time=${group.due} />` : group.since && html`${say("board.since")} <${TimeOf} time=${group.since} /> (${span(now - Date.parse(group.since))})`}
        </span>
      </li>`,
    )}
  </ul>`;
}

function Who({ who, trustees, say }) {
  const index = /^trustee:(\d+)$/u.exec(who)?.[1];
  return index === undefined ? say(`board.who.${who}`) : html`<${Name} of=${trustees[index - 1]} />`;
}

/** One group for each thing that is awaited; since when is since the first could do it. */
function grouped(waiting) {
  const groups = new Map();
  for (const { what, who, since, due } of waiting) {
    const group = groups.get(what) ?? { what, who: [], since, due };
    group.who.push(who);
    if (since && since < group.since) group.since = since;
    groups.set(what, group);
  }
  return [...groups.values()];
}
