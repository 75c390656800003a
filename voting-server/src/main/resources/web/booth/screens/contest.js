// SPDX-License-Identifier: Apache-2.0

/** One contest: what may be chosen, the way to choose it, and on. */
import { Notice, Text } from "../../app/components.js";
import { html, useEffect, useRef } from "../../app/html.js";
import { manifestText, t } from "../../app/i18n.js";
import { isPoints, isRanked, isSingle, used } from "../choices.js";
import { contestAt } from "../state.js";
import { Choosing } from "./choosing.js";
import { EmptyDialog } from "./empty-dialog.js";
import { Points } from "./points.js";
import { Ranking } from "./rank.js";
import { Actions, Button, Screen } from "./screen.js";

export function ContestScreen({ state, session }) {
  const contest = contestAt(state);
  const choice = state.choices[contest.id];
  const withdrawn = new Set((state.election.withdrawn ?? []).filter((each) => each.contest === contest.id).map((each) => each.candidate));
  const change = (what) => session.dispatch({ type: "change", what });
  const parts = { contest, choice, order: state.orders[contest.id], withdrawn, change, session };
  const View = isRanked(contest) ? Ranking : isPoints(contest) ? Points : Choosing;
  const last = state.at === state.contests.length - 1;
  const onward = state.changing ? "booth.contest.backToReview" : last ? "booth.contest.toReview" : "booth.continue";
  return html`<${Screen}
    key=${contest.id}
    name=${`contest-${contest.id}`}
    state=${state}
    title=${manifestText(contest.title)}
    heading=${html`<${Text} of=${contest.title} />`}
    over=${html`<${Steps} state=${state} />`}
  >
    ${contest.description && html`<p class="booth-description"><${Text} of=${contest.description} /></p>`}
    <${Problem} contest=${contest} problem=${state.problem} />
    <p class="booth-rules" id="booth-rules">
      <strong>${rules(contest)}</strong>${" "}
      ${contest.seats > 1 || isRanked(contest) ? t("booth.contest.seats", { count: contest.seats }) : ""}
    </p>
    <${View} ...${parts} />
    ${contest.order === "per-voter" && html`<p class="fine">${t("booth.contest.perVoter")}</p>`}
    <div class="booth-bar no-print">
      <${Count} contest=${contest} choice=${choice} />
      <${Actions}>
        <${Button} kind="primary" onClick=${() => session.dispatch({ type: "next" })}>${t(onward)}<//>
        ${!state.changing && state.at > 0 && html`<${Button} onClick=${() => session.dispatch({ type: "back" })}>${t("booth.back")}<//>`}
      <//>
    </div>
    <${EmptyDialog} open=${state.asking} contest=${contest} session=${session} />
  <//>`;
}

function Steps({ state }) {
  const count = state.contests.length;
  return html`<div class="booth-steps">
    <span>${t("booth.contest.progress", { number: state.at + 1, count })}</span>
    <progress max=${count} value=${state.at + 1} aria-hidden="true"></progress>
  </div>`;
}

/** The rules of the contest in words. */
function rules(contest) {
  const { min, max, maxPerOption, maxRanks } = contest;
  if (isRanked(contest)) {
    const all = maxRanks >= contest.candidates.length;
    return all ? t("booth.contest.rank") : `${t("booth.contest.rank")} ${t("booth.contest.rank.max", { count: maxRanks })}`;
  }
  if (isPoints(contest)) {
    const each = maxPerOption < max ? ` ${t("booth.contest.points.each", { count: maxPerOption })}` : "";
    const least = min > 1 ? ` ${t("booth.contest.points.min", { count: min })}` : "";
    return t("booth.contest.points", { count: max }) + each + least;
  }
  if (isSingle(contest)) {
    return t("booth.contest.single");
  }
  if (min > 1) {
    return min === max ? t("booth.contest.exactly", { count: max }) : t("booth.contest.between", { min, max });
  }
  return t("booth.contest.upTo", { count: max });
}

function Count({ contest, choice }) {
  if (isSingle(contest)) {
    return null;
  }
  const kind = isRanked(contest) ? ".ranks" : isPoints(contest) ? ".points" : "";
  const max = isRanked(contest) ? contest.maxRanks : contest.max;
  return html`<p class="booth-count" role="status">${t(`booth.contest.count${kind}`, { used: used(choice), max })}</p>`;
}

function Problem({ contest, problem }) {
  const ref = useRef(null);
  useEffect(() => {
    ref.current?.focus();
  }, [problem]);
  if (!problem) {
    return null;
  }
  const points = isPoints(contest) && problem.code === "too-few" ? ".points" : "";
  const go = (event) => {
    event.preventDefault();
    document.querySelector(".booth-options input")?.focus();
  };
  return html`<div class="booth-problem" ref=${ref} tabindex="-1" role="group" aria-labelledby="booth-problem-title">
    <${Notice} kind="bad">
      <h2 id="booth-problem-title">${t("booth.code.problem")}</h2>
      <p><a href="#booth-options" onClick=${go}>${t(`booth.contest.problem.${problem.code}${points}`, { count: problem.limit })}</a></p>
    <//>
  </div>`;
}
