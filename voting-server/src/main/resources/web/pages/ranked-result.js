// SPDX-License-Identifier: Apache-2.0

// The result of a ranked contest: who is elected, what each stage did in words, the flow of votes as a chart, every figure in tables.
import { boardPath } from "../app/api.js";
import { Badge, DataTable, Facts, Failure, Loading, Notice, Text } from "../app/components.js";
import { html, useState } from "../app/html.js";
import { hasText, manifestText, number, parts, percent, t } from "../app/i18n.js";
import { joined, Outcome } from "./additive-result.js";
import { bltOf } from "./blt.js";
import { loadArtifact, useLoad } from "./load.js";
import { Transfers } from "./transfers.js";

const WIDEST_TABLE = 6;

export function RankedResult({ id, contest, manifest, index, result }) {
  const heading = `result-${contest.id}`;
  const { total, counted, withdrawn } = result;
  return html`<section class="card result" aria-labelledby=${heading}>
    <h2 id=${heading}><${Text} of=${contest.title} /></h2>
    ${counted ? html`<${Outcome} contest=${contest} result=${result} />` : html`<${Notice} kind="warn" title=${t("page.results.notCounted")}><p>${t("page.results.notCounted.text", { count: manifest.minBallots })}</p><//>`}
    <${Facts}
      rows=${[
        [t("page.turnout.ballots"), number(total.ballots)],
        [t("page.results.blank"), total.blank === undefined ? undefined : number(total.blank)],
        [t("page.results.spoilt"), total.spoilt === undefined ? undefined : number(total.spoilt)],
        [t("page.results.rule"), hasText(`page.rule.${result.rule}`) ? t(`page.rule.${result.rule}`) : result.rule],
        [t("page.contest.withdrawn"), withdrawn.length > 0 && joined(withdrawn.map((each) => html`<${Text} of=${contest.candidates[each - 1].name} />`))],
      ]}
    />
    ${result.count && html`<${Rounds} id=${id} contest=${contest} artifact=${result.count} withdrawn=${withdrawn} />`}
    <p class="fine">
      ${result.rankings && html`<${Rankings} id=${id} contest=${contest} result=${result} />${" · "}`}
      <a href=${`/e/${id}/entries#${index}`}>${t("page.results.entry", { index })}</a>
    </p>
  </section>`;
}

/** The rankings as they stand on the board, and as a BLT file made of them here. */
function Rankings({ id, contest, result: { rankings, seats, withdrawn } }) {
  const [error, setError] = useState();
  const save = async () => {
    try {
      const lines = new TextDecoder().decode(await loadArtifact(id, rankings));
      const names = contest.candidates.map((each) => manifestText(each.name));
      saveFile(`${contest.id}.blt`, bltOf(lines, { seats, withdrawn, names, title: manifestText(contest.title) }));
    } catch (failure) {
      setError(failure);
    }
  };
  return html`
    <a href=${boardPath(id, `artifact/${rankings.sha256}`)} download=${`rankings-${contest.id}`}>${t("page.results.rankings")}</a>${" "}
    <button type="button" class="button small" onClick=${save}>${t("page.results.blt")}</button>
    ${error && html`<${Failure} error=${error} retry=${save} />`}
  `;
}

function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function Rounds({ id, contest, artifact, withdrawn }) {
  const { value: count, error, retry } = useLoad(async () => JSON.parse(new TextDecoder().decode(await loadArtifact(id, artifact))));
  if (error) return html`<${Failure} error=${error} retry=${retry} />`;
  if (!count) return html`<${Loading} />`;
  const { stages } = count;
  return html`
    <h3>${t("page.rounds.what")}</h3>
    <ol class="stages">${stages.map((stage, at) => html`<li key=${at}>${stageSentence(stage, contest)}</li>`)}</ol>
    <h3>${t("page.rounds.flow")}</h3>
    <${Transfers} stages=${stages} candidates=${contest.candidates} />
    <h3>${t("page.rounds.figures")}</h3>
    ${count.unusable > 0 && html`<p>${t("page.rounds.unusable", { count: count.unusable })}</p>`}
    ${stages.length <= WIDEST_TABLE
      ? html`<${OneTable} count=${count} contest=${contest} withdrawn=${withdrawn} />`
      : stages.map((stage, at) => html`<details key=${at}><summary>${t("page.rounds.stage", { stage: at + 1 })}</summary><${StageTable} stage=${stage} before=${stages[at - 1]} at=${at} contest=${contest} withdrawn=${withdrawn} /></details>`)}
  `;
}

/** A published decimal, as a number for drawing and formatting only; what is counted was counted exactly before it came here. */
export function decimal(value) {
  return Number(value);
}

/** A published decimal as the reader's language writes it, with the digits that the rule gives. */
function written(value) {
  return number(decimal(value), /\.(\d+)$/u.exec(String(value))?.[1].replace(/0+$/u, "").length ?? 0);
}

function stageSentence(stage, contest) {
  const named = (numbers) => joined(numbers.map((each) => html`<${Text} of=${contest.candidates[each - 1].name} />`));
  const what = parts(`page.rounds.kind.${stage.kind}`, { names: named(stage.from) });
  const outcome = [];
  if (stage.elected.length > 0) outcome.push(parts("page.rounds.elected", { names: named(stage.elected) }));
  if (stage.excluded.length > 0) outcome.push(parts("page.rounds.excluded", { names: named(stage.excluded) }));
  return html`<span>${what} ${outcome.map((each, at) => html`<span key=${at}>${each} </span>`)}</span>`;
}

function standing(stages, at, candidate) {
  const until = stages.slice(0, at + 1);
  if (until.some((stage) => stage.elected.includes(candidate))) return "elected";
  return until.some((stage) => stage.excluded.includes(candidate)) ? "excluded" : undefined;
}

/** All stages side by side, for a count short enough. */
function OneTable({ count: { stages, valid }, contest, withdrawn }) {
  const cell = (stage, at, candidate) => {
    const votes = stage.votes[candidate - 1];
    if (withdrawn.includes(candidate)) return "–";
    return decimal(votes) === 0 && standing(stages, at - 1, candidate) === "excluded" ? "–" : `${written(votes)} (${percent(decimal(votes), valid - decimal(stage.nonTransferable))})`;
  };
  const name = (candidate) => {
    const state = standing(stages, stages.length, candidate);
    return html`<span><${Text} of=${contest.candidates[candidate - 1].name} /> ${state && html`<${Badge} kind=${state === "elected" ? "ok" : "plain"}>${t(`page.results.${state}`)}<//>`}<${Withdrawn} of=${candidate} among=${withdrawn} /></span>`;
  };
  const last = stages.at(-1);
  const order = contest.candidates.map((_, at) => at + 1).sort((a, b) => decimal(last.votes[b - 1]) - decimal(last.votes[a - 1]) || decimal(stages[0].votes[b - 1]) - decimal(stages[0].votes[a - 1]));
  return html`<${DataTable}
    caption=${t("page.rounds.caption", { count: valid })}
    columns=${[{ label: t("page.entry.candidate"), head: true }, ...stages.map((_, at) => ({ label: t("page.rounds.stage", { stage: at + 1 }), numeric: true }))]}
    rows=${[
      ...order.map((candidate) => [name(candidate), ...stages.map((stage, at) => cell(stage, at, candidate))]),
      [t("page.rounds.nonTransferable"), ...stages.map((stage) => written(stage.nonTransferable))],
      ...(stages.some((stage) => decimal(stage.roundingLoss) > 0) ? [[t("page.rounds.roundingLoss"), ...stages.map((stage) => written(stage.roundingLoss))]] : []),
      [t("page.rounds.needed"), ...stages.map((stage) => written(stage.quota))],
    ]}
  />`;
}

function Withdrawn({ of, among }) {
  return among.includes(of) ? html` <${Badge}>${t("page.contest.withdrawn")}<//>` : null;
}

function StageTable({ stage, before, at, contest, withdrawn }) {
  const rows = contest.candidates.map((candidate, index) => [
    html`<span><${Text} of=${candidate.name} /> ${stage.elected.includes(index + 1) && html`<${Badge} kind="ok">${t("page.results.elected")}<//>`} ${stage.excluded.includes(index + 1) && html`<${Badge}>${t("page.results.excluded")}<//>`}<${Withdrawn} of=${index + 1} among=${withdrawn} /></span>`,
    before ? change(stage.votes[index], before.votes[index]) : "",
    written(stage.votes[index]),
  ]);
  rows.push([t("page.rounds.nonTransferable"), before ? change(stage.nonTransferable, before.nonTransferable) : "", written(stage.nonTransferable)]);
  if (decimal(stage.roundingLoss) > 0) rows.push([t("page.rounds.roundingLoss"), "", written(stage.roundingLoss)]);
  return html`<${DataTable}
    caption=${parts("page.rounds.quota", { quota: written(stage.quota), stage: at + 1 })}
    columns=${[{ label: t("page.entry.candidate"), head: true }, { label: t("page.rounds.change"), numeric: true }, { label: t("page.results.votes"), numeric: true }]}
    rows=${rows}
  />`;
}

function change(now, before) {
  const digits = /\.(\d+)$/u.exec(String(now))?.[1].length ?? 0;
  const difference = Number((decimal(now) - decimal(before)).toFixed(digits));
  return difference === 0 ? "" : `${difference > 0 ? "+" : "−"}${number(Math.abs(difference), digits)}`;
}
