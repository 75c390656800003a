// SPDX-License-Identifier: Apache-2.0

// A decision in words, from its exact text and the board alone.
import { Moment, Name, Text } from "../../app/components.js";
import { html } from "../../app/html.js";
import { manifestText, number, t } from "../../app/i18n.js";
import { pointText } from "../../urna/group.js";
import { thumbprint } from "../../urna/jws.js";
import { candidatesOf } from "../../urna/manifest.js";
import { Spoken } from "../keys/key-screen.js";
import { deadline, officersInOffice } from "./officers.js";

const MANY = 6;

/** What an action is called. */
export const actionName = (action) => t(`decisions.action.${action}`);

/** `[[name, value], …]`: what will be signed, what follows from it, and when. */
export function words(decision, board) {
  return [
    [t("decisions.means"), html`<strong>${t(`decisions.means.${decision.action}`)}</strong>`],
    ...(WORDS[decision.action]?.(decision.arguments, board) ?? []),
    [t("decisions.reason"), t(`page.reason.${decision.reason}`)],
    [t("decisions.notBefore"), html`<${Moment} time=${decision.notBefore} />`],
    [t("decisions.notAfter"), html`<${Moment} time=${decision.notAfter} />`],
    [t("decisions.sequence"), number(decision.sequence)],
    [t(`decisions.anchor.${decision.anchored}`), html`<code>${decision.anchor}</code>`],
  ];
}

/** The same without what takes long to read: for a last look before signing. */
export function brief(decision, board) {
  return [[t("decisions.decision"), oneLine(decision, board)], ...words(decision, board).filter(([name]) => BRIEF.map((key) => t(key)).includes(name))];
}

const BRIEF = ["decisions.means", "decisions.reason", "decisions.notBefore", "decisions.notAfter", "decisions.anchor.M", "decisions.anchor.E"];

const WORDS = {
  setup: (said, { manifest }) => [
    [t("staff.elections.opens"), html`<${Moment} time=${manifest.schedule.opens} />`],
    [t("staff.elections.closes"), html`<${Moment} time=${manifest.schedule.closes} />`],
    [t("decisions.voters"), t("decisions.voters.value", { count: manifest.roll.size, reserve: manifest.roll.reserve })],
    [t("decisions.contests"), html`<ul class="plain">${manifest.contests.map((each) => html`<li key=${each.id}><${Text} of=${each.title} /> <span class="fine">${each.rule}, ${t("decisions.candidates", { count: candidatesOf(each).length })}</span></li>`)}</ul>`],
    [t("decisions.officers"), people(manifest.officers)],
    [t("decisions.trustees"), html`<p>${t("decisions.threshold", { threshold: manifest.threshold, count: manifest.trustees.length })}</p>${people(manifest.trustees)}`],
    [t("decisions.log"), html`${t("decisions.entries", { count: said.size })}, <code>${said.root}</code>`],
    [t("decisions.transcript"), html`${t("decisions.attempt", { number: said.attempt })}, <code>${said.T}</code>`],
    [t("decisions.key"), html`<code>${pointText(said.Y)}</code>`],
    [t("decisions.largest"), t("decisions.bytes", { count: said.maxBallotBytes })],
    [t("decisions.booth"), files(said.booth)],
  ],
  "ceremony-abandoned": (said, { manifest }) => [
    [t("decisions.transcript"), t("decisions.attempt", { number: said.attempt })],
    [t("decisions.fault"), said.trustees.length > 0 ? people(said.trustees.map((i) => manifest.trustees[i - 1] ?? { name: `${i}` })) : undefined],
  ],
  "credential-replaced": (said) => [[t("decisions.credentials"), credentials(said.pairs.map((pair) => `${pointText(pair.old)} → ${pointText(pair.new)}`))]],
  "credential-revoked": (said) => [[t("decisions.credentials"), credentials(said.credentials.map(pointText))]],
  "candidate-withdrawn": (said, { manifest }) => {
    const contest = manifest.contests.find(({ id }) => id === said.contest);
    const candidate = contest && candidatesOf(contest)[said.candidate - 1];
    return [
      [t("decisions.candidate"), candidate ? html`<${Text} of=${candidate.name} />` : number(said.candidate)],
      [t("decisions.contest"), contest ? html`<${Text} of=${contest.title} />` : said.contest],
    ];
  },
  "deadline-extended": (said, { manifest, decided }) => [
    [t("decisions.newDeadline"), html`<${Moment} time=${said.closes} />`],
    [t("decisions.oldDeadline"), html`<${Moment} time=${deadline(manifest, decided)} />`],
  ],
  "booth-changed": (said) => [[t("decisions.booth"), files(said.booth)]],
  "officer-changed": (said, { manifest, decided }) => [
    [t("decisions.leaves"), said.removed && person(officersInOffice(manifest, decided).find((each) => each.thumbprint === said.removed)?.name ?? "?", said.removed)],
    [t("decisions.takes"), said.added && person(said.added.name, thumbprint(said.added.key))],
  ],
  notice: (said) => [[t("decisions.text"), html`${Object.entries(said.text).map(([tag, text]) => html`<p key=${tag} lang=${tag}><bdi>${text}</bdi></p>`)}`]],
  close: (said, { manifest, decided }) => [[t("decisions.oldDeadline"), html`<${Moment} time=${deadline(manifest, decided)} />`]],
};

function person(name, print) {
  return html`<${Name} of=${name} /><br /><${Spoken} print=${print} />`;
}

function people(list) {
  return html`<ul class="plain">${list.map((each, at) => html`<li key=${at}><${Name} of=${each.name} /></li>`)}</ul>`;
}

function credentials(list) {
  return html`<p>${number(list.length)}</p>${long(list)}`;
}

function files(list) {
  if (list.length === 0) return t("decisions.booth.none");
  return html`<p>${t("decisions.files", { count: list.length })}</p>${long(list.map(({ path, sha256 }) => `${sha256} ${path}`))}`;
}

/** A long list, folded away where it is very long. */
function long(list) {
  const items = html`<ul class="plain long">${list.map((each) => html`<li key=${each}><code>${each}</code></li>`)}</ul>`;
  return list.length <= MANY ? items : html`<details><summary>${t("decisions.showAll")}</summary>${items}</details>`;
}

/** One line for lists and dialogs: what, and about whom. */
export function oneLine(decision, board) {
  const about = {
    "candidate-withdrawn": () => candidateOf(decision.arguments, board),
    "deadline-extended": () => decision.arguments.closes.replace("T", " ").replace(":00Z", " UTC"),
    "officer-changed": () => decision.arguments.added?.name,
    "credential-revoked": () => number(decision.arguments.credentials.length),
    "credential-replaced": () => number(decision.arguments.pairs.length),
  }[decision.action]?.();
  return [actionName(decision.action), about].filter(Boolean).join(": ");
}

function candidateOf({ contest, candidate }, { manifest }) {
  const found = manifest.contests.find(({ id }) => id === contest);
  const person = found && candidatesOf(found)[candidate - 1];
  return person && manifestText(person.name);
}
