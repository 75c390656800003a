// SPDX-License-Identifier: Apache-2.0

// What came of a verification, for people: the verdict, every check with what it means, the results, and what rests on trust.
import { html, useEffect, useRef } from "../app/html.js";
import { CHECKS, FAIL, NOT_CHECKED, PASS } from "./checks.js";
import { overall } from "./findings.js";

const MARKS = { PASS: "✓", FAIL: "✗", NOT_CHECKED: "?", NOT_APPLICABLE: "–" };
/** Fewer ballots make no rate. */
const FEW = 100;
const GROUPS = [
  ["failed", (row) => row.outcome === FAIL],
  ["open", (row) => row.outcome === NOT_CHECKED],
];
const held = (row) => ![FAIL, NOT_CHECKED].includes(row.outcome);

export function Report({ t, tag, report }) {
  // Looked at once more here: what the workers say counts only if every row of the table says it.
  const outcome = overall(report.rows);
  const heading = useRef();
  useEffect(() => heading.current?.focus(), [report]);
  const rate = report.ballots / Math.max(report.seconds, 0.001);
  const size = report.size ?? 0;
  return html`
    <div class=${`verdict ${outcome === PASS ? "ok" : outcome === FAIL ? "bad" : "open"}`}>
      <h3 tabindex="-1" ref=${heading}>${MARKS[outcome]} ${t(outcome)}</h3>
      <p>${t(`means.${outcome}`)}</p>
    </div>
    <${Facts} t=${t} tag=${tag} report=${report} />
    <p class="fine">${t(report.ballots < FEW ? "speed.few" : "speed", { ballots: report.ballots, entries: size, seconds: report.seconds, rate })}</p>
    <p><button type="button" onClick=${() => save(report, outcome)}>${t("save")}</button></p>
    ${GROUPS.map(([name, of]) => html`<${Group} key=${name} t=${t} name=${name} rows=${report.rows.filter(of)} />`)}
    <${Results} t=${t} tag=${tag} report=${report} />
    <h3>${t("checks")}</h3>
    <${Held} t=${t} rows=${report.rows.filter(held)} />
    <h3>${t("trust")}</h3>
    <p>${t("trust.means")}</p>
    <ul>
      ${report.trust.map(({ key, ...parameters }) => html`<li key=${key}>${t(`trust.${key}`, parameters)}</li>`)}
      <li>${t("trust.page")}</li>
    </ul>
  `;
}

function save(report, outcome) {
  const file = new Blob([`${JSON.stringify({ program: "urna /verify", verifiedAt: new Date().toISOString(), ...report, outcome }, null, 2)}\n`], { type: "application/json" });
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: url, download: `urna-verification-${(report.election?.id ?? "unknown").slice(0, 8)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const inLanguage = (texts, tag) => texts?.[tag] ?? Object.values(texts ?? {})[0];

function Facts({ t, tag, report }) {
  const { election, phase, size } = report;
  const rows = [
    ["facts", inLanguage(election?.title, tag)],
    ["state", t(`phase.${phase}`)],
    ["entries", size === undefined ? undefined : t("count", { count: size })],
    ["fingerprint", election?.E && html`<code>${election.E}</code>`],
    ["boardKey", election?.boardKey && html`<code>${election.boardKey}</code>`],
  ];
  return html`<dl>${rows.filter(([, value]) => value).map(([key, value]) => html`<dt key=${key}>${t(key)}</dt><dd>${value}</dd>`)}</dl>`;
}

function Group({ t, name, rows }) {
  if (rows.length === 0) return null;
  return html`
    <h3>${t(`filter.${name}`)}</h3>
    ${name === "failed" && html`<p class="fine">${t("row.reasons")}</p>`}
    <ul class="rows">${rows.map((row) => html`<${Row} key=${row.check} t=${t} row=${row} />`)}</ul>
  `;
}

/** The rest, which people need not see to believe it, and can. */
function Held({ t, rows }) {
  return html`<details>
    <summary>${t("filter.held", { count: rows.length })}</summary>
    <ul class="rows">${rows.map((row) => html`<${Row} key=${row.check} t=${t} row=${row} />`)}</ul>
  </details>`;
}

function Row({ t, row }) {
  const { check, expected, checked, outcome, failures, failed, notes } = row;
  const more = failed - failures.length;
  return html`<li class=${outcome.toLowerCase()} data-check=${check} data-outcome=${outcome}>
    <p><span class="mark" aria-hidden="true">${MARKS[outcome]}</span> <strong>${t(`check.${check}`)}</strong> – ${t(`outcome.${outcome}`)}</p>
    ${[FAIL, PASS].includes(outcome) && html`<p>${t(`${outcome === FAIL ? "fails" : "holds"}.${check}`)}</p>`}
    ${failures.length > 0 && html`<ul>
      ${failures.map((failure, i) => html`<li key=${i}><${Where} t=${t} failure=${failure} /><${Said} t=${t} of=${failure.reason} /></li>`)}
      ${more > 0 && html`<li>${t("row.more", { count: more })}</li>`}
    </ul>`}
    ${notes.length > 0 && html`<ul>${notes.map((note, i) => html`<li key=${i}><${Said} t=${t} of=${note} /></li>`)}</ul>`}
    <p class="fine"><code>${check}</code> · ${t("row", { checked, expected })} <${Said} t=${t} of=${CHECKS[check]} /></p>
  </li>`;
}

/** In the reader's language where the page has words for it. */
function Said({ t, of }) {
  const words = t.said(of);
  return words === undefined ? html`<span lang="en">${of}</span>` : html`<span>${words}</span>`;
}

function Where({ t, failure: { entry, contest } }) {
  const parts = [entry === undefined ? undefined : t("row.where", { entry }), contest === "" ? undefined : t("row.contest", { contest })];
  const text = parts.filter((part) => part).join(", ");
  return text === "" ? null : html`<strong>${text}: </strong>`;
}

function Results({ t, tag, report: { results, election } }) {
  return html`
    <h3>${t("results")}</h3>
    ${results.length === 0 ? html`<p>${t("results.nothing")}</p>` : html`<p>${t("results.means")}</p>`}
    ${results.map((result) => html`<${Result} key=${result.contest} t=${t} tag=${tag} result=${result} contest=${election.contests.find(({ id }) => id === result.contest)} />`)}
  `;
}

function Result({ t, tag, result, contest }) {
  const title = html`<h4>${inLanguage(contest.title, tag)}</h4>`;
  if (!result.counted) return html`<article>${title}<p>${t("results.notCounted")}</p></article>`;
  const names = contest.candidates.map((name) => inLanguage(name, tag));
  const said = (candidate) => (result.elected.includes(candidate) ? t("results.elected") : result.withdrawn.includes(candidate) ? t("results.withdrawn") : "");
  const ranked = result.kind === "ranked";
  return html`<article>
    ${title}
    ${!ranked && html`<div class="wide" tabindex="0" role="region" aria-label=${inLanguage(contest.title, tag)}><table>
      <thead><tr><th scope="col">${t("results.candidate")}</th><th scope="col" class="number">${t("results.votes")}</th></tr></thead>
      <tbody>${names.map((name, i) => html`<tr key=${i}><th scope="row">${name} ${said(i + 1) && html`<strong>(${said(i + 1)})</strong>`}</th><td class="number">${t("count", { count: result.total.votes[i] })}</td></tr>`)}</tbody>
    </table></div>
    <p>${t("results.blank", { blank: result.total.blank })}</p>`}
    ${ranked && html`
      <p>${t("results.ranked", { ...result.total, rule: result.rule })}</p>
      ${result.elected.length === 0 ? html`<p>${t("results.nobody")}</p>` : html`<ol>${result.elected.map((candidate) => html`<li key=${candidate}><strong>${names[candidate - 1]}</strong> (${t("results.elected")})</li>`)}</ol>`}
    `}
  </article>`;
}
