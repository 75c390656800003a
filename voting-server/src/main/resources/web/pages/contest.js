// SPDX-License-Identifier: Apache-2.0

// A contest as the manifest describes it: what may be chosen, and each candidate with statement and picture one tap away.
import { boardPath } from "../app/api.js";
import { Badge, Failure, Loading, Text } from "../app/components.js";
import { html, useEffect, useState } from "../app/html.js";
import { language, list, manifestText, parts, t } from "../app/i18n.js";
import { candidatesOf, loadArtifact, withdrawnOf } from "./load.js";

export function ContestCard({ id, contest, about, manifest }) {
  const withdrawn = withdrawnOf(about, contest);
  return html`<section class="card contest" aria-labelledby=${`contest-${contest.id}`}>
    <h3 id=${`contest-${contest.id}`}><${Text} of=${contest.title} /></h3>
    ${contest.description && html`<p class="prewrap"><${Text} of=${contest.description} /></p>`}
    <p class="fine">${howToVote(contest)} ${t("page.contest.seats", { count: contest.seats })} ${whoVotes(contest, manifest)}</p>
    <ul class="candidates">
      ${candidatesOf(contest).map(
        (candidate, at) => html`<li key=${at}><${Candidate} id=${id} candidate=${candidate} withdrawn=${withdrawn.has(at + 1)} /></li>`,
      )}
    </ul>
    ${contest.order === "per-voter" && html`<p class="fine">${t("page.contest.perVoter")}</p>`}
  </section>`;
}

/** What a voter may do in a contest, as one sentence. */
export function howToVote(contest) {
  if (contest.kind === "ranked") {
    const all = contest.candidates.length === contest.maxRanks;
    return all ? t("page.contest.rankAll") : t("page.contest.rank", { count: contest.maxRanks });
  }
  if (contest.maxPerOption > 1) return t("page.contest.points", { count: contest.max, each: contest.maxPerOption });
  if (contest.max === 1) return t("page.contest.one");
  return contest.min > 1 || contest.min === contest.max
    ? t("page.contest.range", { min: contest.min, max: contest.max })
    : t("page.contest.upTo", { count: contest.max });
}

function whoVotes(contest, manifest) {
  const sections = new Set(manifest.styles.filter((style) => style.contests.includes(contest.id)).map((style) => style.section));
  if (sections.size === manifest.sections.length) return "";
  return t("page.contest.only", { names: list(manifest.sections.filter((each) => sections.has(each.id)).map((each) => manifestText(each.title))) });
}

function Candidate({ id, candidate, withdrawn }) {
  const [open, setOpen] = useState(false);
  const more = candidate.statement !== undefined || candidate.picture !== undefined;
  return html`
    <div class="candidate-name">
      <strong class=${withdrawn ? "withdrawn" : ""}><${Text} of=${candidate.name} /></strong>
      ${withdrawn && html`<${Badge} kind="warn">${t("page.contest.withdrawn")}<//>`}
    </div>
    ${candidate.detail && html`<div class="fine"><${Text} of=${candidate.detail} /></div>`}
    ${more &&
    html`<details onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary>${parts("page.contest.about", { name: html`<${Text} of=${candidate.name} />` })}</summary>
      ${open && html`<${Profile} id=${id} candidate=${candidate} />`}
    </details>`}
  `;
}

function Profile({ id, candidate: { statement, picture } }) {
  return html`<div class="profile">
    ${picture && html`<img src=${boardPath(id, `artifact/${picture.artifact.sha256}`)} alt=${manifestText(picture.alternative)} loading="lazy" />`}
    ${statement && html`<${Statement} id=${id} statement=${statement} />`}
  </div>`;
}

function Statement({ id, statement }) {
  const tag = language();
  const chosen = statement.find((each) => each.language === tag) ?? statement[0];
  const [state, setState] = useState({});
  const load = () => {
    setState({});
    loadArtifact(id, chosen.artifact).then(
      (bytes) => setState({ text: new TextDecoder().decode(bytes) }),
      (error) => setState({ error }),
    );
  };
  useEffect(load, [chosen.artifact.sha256]);
  if (state.error) return html`<${Failure} error=${state.error} retry=${load} />`;
  if (state.text === undefined) return html`<${Loading} />`;
  return html`<div class="prewrap statement" dir="auto" lang=${chosen.language}>${state.text}</div>`;
}
