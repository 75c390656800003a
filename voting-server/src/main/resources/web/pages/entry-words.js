// SPDX-License-Identifier: Apache-2.0

// What an entry of the board says, as a sentence and a few facts in the reader's language (docs/protocol.md §3 and §12.2).
import { Moment, Name, Text, Tracker } from "../app/components.js";
import { html } from "../app/html.js";
import { manifestText, number, parts, t } from "../app/i18n.js";
import { trackerOf } from "../urna/tracker.js";
import { bytesToHex } from "../vendor/noble-hashes/utils.js";
import { sha256 } from "../vendor/noble-hashes/sha2.js";
import { candidatesOf } from "./load.js";

const TRUSTEES = new Set(["trustee", "key-commitment", "key-share", "key-confirmation", "key-check", "complaint", "tally-agreement", "lot", "shuffle", "decryption"]);
const utf8 = new TextEncoder();

/** SHA-256 of the ballot inside a `ballot` entry, from the entry's exact text: its bytes stand between `"ballot":` and the last brace. */
export function ballotHash(text) {
  return bytesToHex(sha256(utf8.encode(text.slice(text.indexOf('"ballot":{') + '"ballot":'.length, -1))));
}

/** One sentence on what `entry` is, as parts for a template. */
export function sentence(entry, manifest) {
  const { type } = entry;
  const message = entry.message ?? entry.tally ?? entry.result ?? {};
  return parts(`page.entry.${type}`, {
    trustee: TRUSTEES.has(type) ? html`<${Name} of=${trusteeName(message.trustee, manifest)} />` : "",
    against: message.against === undefined ? "" : html`<${Name} of=${trusteeName(message.against, manifest)} />`,
    contest: message.contest === undefined ? "" : contestTitle(message.contest, manifest),
    step: message.step ?? "",
    count: factCount(entry),
  });
}

/** The facts of `entry` worth showing without opening it: `[[name, value], …]`. `text` is its exact text. */
export function facts(entry, text, manifest) {
  const body = entry.message ?? entry.decision ?? entry.tally ?? entry.result ?? entry.final ?? {};
  const own = FACTS[entry.type]?.(entry, text, manifest) ?? [];
  return [
    ...own,
    [t("page.entry.reason"), body.reason && body.reason !== "planned" ? t(`page.reason.${body.reason}`) : undefined],
    [t("page.entry.section"), body.section ? sectionTitle(body.section, manifest) : undefined],
  ];
}

const FACTS = {
  ballot: (entry, text) => [[t("page.tracker"), html`<${Tracker} value=${trackerOf(ballotHash(text))} />`]],
  manifest: ({ manifest }) =>
    manifest ? [[t("page.entry.contests"), html`<ul class="plain">${manifest.contests.map((each) => html`<li key=${each.id}><${Text} of=${each.title} /></li>`)}</ul>`]] : [],
  credentials: ({ message }) => [
    [t("page.entry.credentials.count"), number(message.count)],
    [t("page.entry.credentials.reserve"), number(message.reserveCount)],
  ],
  setup: ({ decision }, text) => [
    [t("page.entry.fingerprint"), html`<code>${bytesToHex(sha256(utf8.encode(text)))}</code>`],
    [t("page.entry.booth"), number(decision.arguments.booth.length)],
  ],
  notice: ({ decision }) => [[t("page.entry.text"), html`<${Text} of=${decision.arguments.text} />`]],
  "candidate-withdrawn": ({ decision }, _, manifest) => [[t("page.entry.candidate"), candidateName(decision.arguments, manifest)]],
  "deadline-extended": ({ decision }) => [[t("page.entry.newDeadline"), html`<${Moment} time=${decision.arguments.closes} />`]],
  "credential-revoked": ({ decision }) => [[t("page.entry.credentials.number"), number(decision.arguments.credentials.length)]],
  "credential-replaced": ({ decision }) => [[t("page.entry.credentials.number"), number(decision.arguments.pairs.length)]],
  "officer-changed": ({ decision }) => [
    [t("page.entry.officer.added"), decision.arguments.added && html`<${Name} of=${decision.arguments.added.name} />`],
    [t("page.entry.officer.removed"), decision.arguments.removed],
  ],
  tally: ({ tally }) => [[t("page.turnout.ballots"), number(tally.ballots)], [t("page.entry.counted"), tally.counted ? undefined : t("page.entry.counted.no")]],
  "tally-agreement": ({ message }) => [[t("page.entry.root"), html`<code>${message.root}</code>`]],
  result: ({ result }, _, manifest) => [
    [t("page.turnout.ballots"), number(result.total.ballots)],
    [t("page.results.elected"), result.elected.length > 0 && html`<ul class="plain">${result.elected.map((each) => html`<li key=${each}>${candidateName({ contest: result.contest, candidate: each }, manifest)}</li>`)}</ul>`],
  ],
  final: ({ final }) => [
    [t("page.turnout.ballots"), number(final.ballots)],
    [t("page.entry.final.revoked"), number(final.revoked)],
    [t("page.entry.final.replaced"), number(final.replaced)],
    [t("page.entry.final.replacedCast"), number(final.replacedCast)],
  ],
};

function factCount({ type, decision, message }) {
  if (type === "credentials") return message.count;
  if (type === "credential-revoked") return decision.arguments.credentials.length;
  if (type === "credential-replaced") return decision.arguments.pairs.length;
  return undefined;
}

function trusteeName(index, manifest) {
  return manifest?.trustees[index - 1]?.name ?? t("page.entry.trusteeNumber", { index });
}

function contestTitle(id, manifest) {
  const contest = manifest?.contests.find((each) => each.id === id);
  return contest ? html`<${Text} of=${contest.title} />` : html`<${Name} of=${id} />`;
}

function sectionTitle(id, manifest) {
  const section = manifest?.sections.find((each) => each.id === id);
  return section ? manifestText(section.title) : id;
}

function candidateName({ contest, candidate }, manifest) {
  const found = manifest?.contests.find((each) => each.id === contest);
  const person = found && candidatesOf(found)[candidate - 1];
  return person ? html`<${Text} of=${person.name} />` : number(candidate);
}
