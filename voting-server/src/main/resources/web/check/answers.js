// SPDX-License-Identifier: Apache-2.0

/** What an opened ballot says in one contest, in words. */
import { html } from "../app/html.js";
import { candidatesOf, textIn } from "../urna/manifest.js";

export function Answer({ t, tag, manifest, answer }) {
  const contest = manifest.contests.find(({ id }) => id === answer.contest);
  const names = candidatesOf(contest).map(({ name }) => textIn(name, tag, manifest));
  const refused = answer.ranking === null || answer.allowed === false;
  return html`<article>
    <h3>${textIn(contest.title, tag, manifest)}</h3>
    ${"ranking" in answer ? html`<${Ranking} t=${t} names=${names} ranking=${answer.ranking ?? []} />` : html`<${Marks} t=${t} names=${names} contest=${contest} answer=${answer} />`}
    ${refused && html`<p class="bad">${t("contest.notAllowed")}</p>`}
  </article>`;
}

function Marks({ t, names, contest, answer: { marks, blank } }) {
  const chosen = names.flatMap((name, i) => (marks[i] > 0 ? [contest.maxPerOption > 1 || marks[i] > 1 ? t("contest.points", { name, points: marks[i] }) : name] : []));
  const left = names.filter((_, i) => marks[i] === 0);
  if (chosen.length === 0) return html`<p class="choice">${t(blank ? "contest.blank" : "contest.nobody")}</p><${Left} t=${t} words="contest.notChosen" names=${left} />`;
  return html`<p>${t("contest.chosen")}</p>
    <ul class="choice">${chosen.map((text) => html`<li>${text}</li>`)}</ul>
    <${Left} t=${t} words="contest.notChosen" names=${left} />`;
}

function Ranking({ t, names, ranking }) {
  const left = names.filter((_, i) => !ranking.includes(i + 1));
  if (ranking.length === 0) return html`<p class="choice">${t("contest.blank")}</p><${Left} t=${t} words="contest.notRanked" names=${left} />`;
  return html`<p>${t("contest.ranking")}</p>
    <ol class="choice">${ranking.map((candidate) => html`<li>${names[candidate - 1]}</li>`)}</ol>
    <${Left} t=${t} words="contest.notRanked" names=${left} />`;
}

function Left({ t, words, names }) {
  return names.length > 0 && html`<p class="fine">${t(words, { names: names.join(", ") })}</p>`;
}
