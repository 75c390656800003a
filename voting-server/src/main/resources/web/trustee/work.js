// SPDX-License-Identifier: Apache-2.0

// A trustee's work in one election, step by step: what comes next, what it does, and a button that does it.
import { Loading, Moment, Name, Notice, Progress, Text } from "../app/components.js";
import { html, useEffect, useRef, useState } from "../app/html.js";
import { parts, t } from "../app/i18n.js";
import { ActionButton, useAction } from "../staff/parts.js";
import { fromHex } from "../urna/bytes.js";
import { Keep, Print, Words, save } from "./key-part.js";
import { STAGES, decrypt, holdCeremony, isDecrypted, proveStored, signAgreement, stageOf } from "./steps.js";
import { Seat } from "./seat.js";
import { Trouble } from "./trouble.js";

const REFRESH = 15_000;

export function Work({ election, trustee }) {
  const seat = useRef(new Seat(election, trustee)).current;
  const [stage, setStage] = useState(null);
  const [error, setError] = useState(null);
  const [progress, setProgress] = useState(null);
  const look = async () => {
    try {
      await seat.look(setProgress);
      setError(null);
      setStage(stageOf(seat));
    } catch (failure) {
      setError(failure);
    }
  };
  useEffect(() => {
    look();
  }, []);
  useEffect(() => {
    const news = { stranger: () => seat.hasGrown(), voting: () => seat.isSaidToBeOver() }[stage];
    if (!news) return undefined;
    const timer = setInterval(async () => {
      if (await news().catch(() => false)) await look(); // out of reach now: asked again
    }, REFRESH);
    return () => clearInterval(timer);
  }, [stage]);
  if (error) return html`<${Trouble} error=${error} retry=${look} />`;
  if (!stage) return progress ? html`<${Progress} label=${t("trustee.reading")} done=${progress.entries} total=${progress.size} />` : html`<${Loading} label=${t("trustee.reading")} />`;
  const { manifest } = seat.board;
  return html`
    <p class="sections-title"><${Text} of=${manifest.title} /></p>
    ${stage !== "stranger" && html`<p>${parts("trustee.you", { name: html`<${Name} of=${manifest.trustees[seat.me - 1].name} />`, number: seat.me, trustees: manifest.trustees.length, threshold: manifest.threshold })}</p>`}
    <${Steps} now=${stage} />
    <${Stage} key=${stage} stage=${stage} seat=${seat} trustee=${trustee} again=${look} />
  `;
}

function Steps({ now }) {
  const at = STAGES.indexOf(now);
  if (at < 0) return null;
  return html`<ol class="trustee-steps">${STAGES.map(
    (each, i) => html`<li key=${each} aria-current=${i === at ? "step" : undefined}><span class="trustee-mark">${i < at ? t("trustee.done") : i === at ? t("trustee.now") : ""}</span><span>${i + 1}. ${t(`trustee.stage.${each}`)}</span></li>`,
  )}</ol>`;
}

function Stage({ stage, seat, trustee, again }) {
  if (stage === "stranger") return html`<${Notice} kind="info" title=${t("trustee.stranger")}><p>${t("trustee.stranger.text")}</p><//><${Print} trustee=${trustee} />`;
  if (stage === "ranked") return html`<${Notice} kind="warn" title=${t("trustee.ranked")}><p>${t("trustee.ranked.text")}</p><//>`;
  const view = { ceremony: Ceremony, copy: CopyKey, voting: Voting, agree: Agree, decrypt: Decrypt, over: Over }[stage];
  return html`<section class="card"><h2>${t(`trustee.stage.${stage}`)}</h2><${view} seat=${seat} again=${again} /></section>`;
}

/** A button that does a step which waits for others, and what was done so far. */
function Doing({ seat, label, work, again, kind = "primary" }) {
  const [said, setSaid] = useState([]);
  const [waiting, setWaiting] = useState(null);
  const { busy, error, run } = useAction();
  const names = (numbers) => numbers.map((i) => seat.board.manifest.trustees[i - 1].name).join(", ");
  const report = {
    sent: (type) => setSaid((before) => [...before, t("trustee.sent", { what: t(`page.entry.${type}.name`) })]),
    complained: (trustee) => setSaid((before) => [...before, t("trustee.complained", { who: names([trustee]) })]),
    waiting: (type, trustees) => setWaiting(type && (trustees ? t("trustee.waiting", { what: t(`page.entry.${type}.name`), who: names(trustees) }) : t(`trustee.waiting.${type}`))),
  };
  const begin = () =>
    run(async () => {
      await work(report);
      await again();
    });
  return html`
    ${said.length > 0 && html`<ul class="trustee-log">${said.map((line, i) => html`<li key=${i}>${line}</li>`)}</ul>`}
    <p role="status">${busy && waiting}</p>
    ${error && html`<${Trouble} error=${error} />`}
    <p><${ActionButton} kind=${kind} busy=${busy} onClick=${begin}>${label}<//></p>
  `;
}

function Ceremony({ seat, again }) {
  return html`<p>${t("trustee.ceremony.text")}</p><${Doing} seat=${seat} label=${t("trustee.begin")} work=${(report) => holdCeremony(seat, report)} again=${again} />`;
}

/** The words are compared first; then the file is saved and read back; only then does the board learn that the share works. */
function CopyKey({ seat, again }) {
  const [answer, setAnswer] = useState(null);
  const [kept, setKept] = useState(false);
  if (answer === "differ") return html`<${Notice} kind="bad" role="alert" title=${t("trustee.differ")}><p>${t("trustee.differ.text")}</p><//>`;
  if (!answer) {
    return html`<p>${t("trustee.words.text")}</p>
      <p><${Words} of=${fromHex(seat.board.facts.T)} /></p>
      <p>${t("trustee.words.question")}</p>
      <div class="cluster"><button type="button" class="button primary" onClick=${() => setAnswer("same")}>${t("trustee.words.same")}</button><button type="button" class="button" onClick=${() => setAnswer("differ")}>${t("trustee.words.differ")}</button></div>`;
  }
  if (!kept) return html`<p>${t("trustee.copy.text")}</p><${Keep} file=${seat.key.file} open=${(file, passphrase) => seat.key.isSaved(file, passphrase)} onOpen=${() => setKept(true)} />`;
  return html`<${Notice} kind="ok" title=${t("trustee.kept")}><p>${t("trustee.kept.text")}</p><//><${Doing} seat=${seat} label=${t("trustee.prove")} work=${(report) => proveStored(seat, report)} again=${again} />`;
}

function Voting({ seat }) {
  return html`<p>${t("trustee.voting.text")}</p><p><${Moment} time=${seat.board.manifest.schedule.closes} /></p><p>${t("trustee.voting.keep")}</p>`;
}

function Agree({ seat, again }) {
  const { report, facts, size } = seat.board;
  return html`<p>${t("trustee.agree.text")}</p>
    <${Report} rows=${report.rows} />
    <p>${t("trustee.agree.board", { size, ballots: report.ballots })}</p>
    <p><${Words} of=${fromHex(facts.closed.root)} /></p>
    <p>${t("trustee.agree.words")}</p>
    <${Doing} seat=${seat} label=${t("trustee.agree")} work=${(told) => signAgreement(seat, told)} again=${again} />`;
}

/** What was checked, how many of how many; what could not be checked yet is said in words. */
function Report({ rows }) {
  const shown = rows.filter(({ outcome }) => outcome === "PASS");
  return html`<details><summary>${t("trustee.checks", { checks: shown.length })}</summary>
    <ul class="trustee-log" lang="en">${shown.map(({ check, items, checked }) => html`<li key=${check}><code>${check}</code>: ${checked} ${items}</li>`)}</ul>
  </details>`;
}

function Decrypt({ seat, again }) {
  if (isDecrypted(seat)) return html`<${Notice} kind="ok" role="status" title=${t("trustee.decrypted")}><p>${t("trustee.decrypted.text")}</p><//><${Doing} seat=${seat} label=${t("trustee.decrypt.again")} kind="" work=${(report) => decrypt(seat, report)} again=${again} /><${Farewell} seat=${seat} />`;
  return html`<p>${t("trustee.decrypt.text")}</p><${Doing} seat=${seat} label=${t("trustee.decrypt")} work=${(report) => decrypt(seat, report)} again=${again} />`;
}

function Over({ seat }) {
  return html`<p>${t(seat.board.has("void") ? "trustee.over.void" : "trustee.over.published")}</p><${Farewell} seat=${seat} />`;
}

function Farewell({ seat }) {
  return html`<p>${t("trustee.farewell")}</p><p><${Moment} time=${seat.board.manifest.schedule.disputeEnds} /></p><p><button type="button" class="button" onClick=${() => save(seat.key.file)}>${t("trustee.save.again")}</button></p>`;
}
