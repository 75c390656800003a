// SPDX-License-Identifier: Apache-2.0

// The result of a contest that was added up under encryption: who is elected, a chart, and every figure in a table.
import { Badge, DataTable, Notice, Text } from "../app/components.js";
import { html } from "../app/html.js";
import { number, parts, percent, t } from "../app/i18n.js";
import { Bars } from "./bars.js";

export function AdditiveResult({ id, contest, manifest, index, result }) {
  const { total, counted } = result;
  const heading = `result-${contest.id}`;
  return html`<section class="card result" aria-labelledby=${heading}>
    <h2 id=${heading}><${Text} of=${contest.title} /></h2>
    ${counted ? html`<${Outcome} contest=${contest} result=${result} />` : html`<${Notice} kind="warn" title=${t("page.results.notCounted")}><p>${t("page.results.notCounted.text", { count: manifest.minBallots })}</p><//>`}
    ${counted && html`<${Figures} contest=${contest} manifest=${manifest} result=${result} />`}
    <p class="fine">
      ${t("page.ballotsCast", { count: total.ballots })} ${total.weight !== total.ballots && t("page.results.weight", { count: total.weight })}
      ${" "}<a href=${`/e/${id}/entries#${index}`}>${t("page.results.entry", { index })}</a>
    </p>
  </section>`;
}

/** Who is elected, and how ties were settled, in sentences. */
export function Outcome({ contest, result }) {
  const people = contest.options ?? contest.candidates;
  const names = result.elected.map((each) => html`<strong><${Text} of=${people[each - 1].name} /></strong>`);
  return html`
    ${names.length === 0 ? html`<p class="winner">${t("page.results.nobody")}</p>` : html`<p class="winner">${parts(names.length === 1 ? "page.results.winner" : "page.results.winners", { names: joined(names) })}</p>`}
    ${names.length > 0 && names.length < result.seats && html`<p>${t("page.results.vacant", { count: result.seats - names.length })}</p>`}
    ${result.ties.map((tie, at) => html`<p key=${at} class="fine">${tieSentence(tie, people)}</p>`)}
  `;
}

function tieSentence({ candidates, settledBy, first, stage }, people) {
  const named = (each) => html`<${Text} of=${people[each - 1].name} />`;
  return parts(`page.results.tie.${settledBy}`, { names: joined(candidates.map(named)), first: named(first), stage });
}

/** Nodes in a row with commas between them. */
export function joined(nodes) {
  return html`<span>${nodes.map((node, at) => (at === 0 ? node : html`<span key=${at}>, ${node}</span>`))}</span>`;
}

function Figures({ contest, manifest, result }) {
  const { total, sections } = result;
  const base = denominator(contest, total);
  const order = contest.options.map((_, at) => at).sort((a, b) => total.votes[b] - total.votes[a]);
  const name = (at) => nameCell(contest.options[at], at + 1, result);
  const rows = order.map((at) => [name(at), total.votes[at], percent(total.votes[at], base.of)]);
  if (contest.blank) rows.push([t("page.results.blank"), total.blank, ""]);
  return html`
    <${Bars} rows=${order.map((at) => ({ name: contest.options[at].name, value: total.votes[at], share: percent(total.votes[at], base.of), marked: result.elected.includes(at + 1) }))} />
    <${DataTable}
      caption=${t(base.key, { count: base.of })}
      columns=${[{ label: t("page.entry.candidate"), head: true }, { label: t("page.results.votes"), numeric: true }, { label: t("page.results.share"), numeric: true }]}
      rows=${rows}
    />
    ${sections.length > 0 && html`<${BySection} contest=${contest} manifest=${manifest} result=${result} order=${order} name=${name} />`}
  `;
}

/** What the percentages are of: where one choice is allowed, the votes; where several are, the ballots that are not blank; for points, all points. */
function denominator({ max, maxPerOption }, { votes, weight, blank }) {
  const given = votes.reduce((sum, each) => sum + each, 0);
  if (max === 1) return { of: given, key: "page.results.ofVotes" };
  return maxPerOption === 1 ? { of: weight - blank, key: "page.results.ofBallots" } : { of: given, key: "page.results.ofPoints" };
}

function nameCell(candidate, at, { elected, withdrawn }) {
  return html`<span><${Text} of=${candidate.name} /> ${elected.includes(at) && html`<${Badge} kind="ok">${t("page.results.elected")}<//>`} ${withdrawn.includes(at) && html`<${Badge} kind="warn">${t("page.contest.withdrawn")}<//>`}</span>`;
}

function BySection({ contest, manifest, result, order, name }) {
  const title = (id) => manifest.sections.find((each) => each.id === id).title;
  const columns = [{ label: t("page.entry.candidate"), head: true }, ...result.sections.map((each) => ({ label: html`<${Text} of=${title(each.section)} />`, numeric: true }))];
  const share = (section, at) => `${number(section.votes[at])} (${percent(section.votes[at], denominator(contest, section).of)})`;
  const rows = order.map((at) => [name(at), ...result.sections.map((section) => share(section, at))]);
  if (contest.blank) rows.push([t("page.results.blank"), ...result.sections.map((each) => each.blank)]);
  rows.push([t("page.turnout.ballots"), ...result.sections.map((each) => each.ballots)]);
  return html`<details class="by-section"><summary>${t("page.results.bySection")}</summary><${DataTable} caption=${t("page.results.bySection.of")} columns=${columns} rows=${rows} /></details>`;
}
