// SPDX-License-Identifier: Apache-2.0

/** All choices on one page, each with a way to change it, before anything is encrypted. */
import { Notice, Text } from "../../app/components.js";
import { html, useEffect } from "../../app/html.js";
import { isolated, manifestText, t } from "../../app/i18n.js";
import { isPoints, isRanked, isSingle, left, optionsOf, used } from "../choices.js";
import { nameOf } from "./option.js";
import { Actions, Button, Screen } from "./screen.js";

export function ReviewScreen({ state, session }) {
  useEffect(() => {
    session.refresh();
  }, []);
  return html`<${Screen} name="review" state=${state} title=${t("booth.review.title")}>
    ${state.contests.map((contest, at) => html`<${Reviewed} key=${contest.id} contest=${contest} at=${at} state=${state} session=${session} />`)}
    <p>${t("booth.review.next")}</p>
    <${Actions}>
      <${Button} kind="primary" onClick=${() => session.ballot.encrypt()}>${t("booth.review.encrypt")}<//>
      <${Button} onClick=${() => session.dispatch({ type: "back" })}>${t("booth.back")}<//>
    <//>
  <//>`;
}

function Reviewed({ contest, at, state, session }) {
  const choice = state.choices[contest.id];
  const gone = chosenNumbers(choice).filter((number) =>
    (state.election.withdrawn ?? []).some((each) => each.contest === contest.id && each.candidate === number),
  );
  const edit = () => session.dispatch({ type: "edit", at });
  return html`<section class="card booth-reviewed" aria-labelledby=${`review-${contest.id}`}>
    <div class="booth-reviewed-head">
      <h2 id=${`review-${contest.id}`}><${Text} of=${contest.title} /></h2>
      <${Button} kind="small" onClick=${edit} aria-label=${t("booth.review.changeOf", { title: isolated(manifestText(contest.title)) })}>${t("booth.review.change")}<//>
    </div>
    <${Chosen} contest=${contest} choice=${choice} order=${state.orders[contest.id]} />
    <${Unused} contest=${contest} choice=${choice} />
    ${gone.map((number) => html`<${Notice} kind="warn" key=${number}><p>${t("booth.review.withdrawn", { name: nameOf(optionsOf(contest)[number - 1]) })}</p><//>`)}
  </section>`;
}

const chosenNumbers = (choice) =>
  choice.ranking ? choice.ranking.order : choice.marks.flatMap((mark, index) => (mark > 0 ? [index + 1] : []));

function Chosen({ contest, choice, order }) {
  const options = optionsOf(contest);
  if (used(choice) === 0) {
    const blank = choice.blank || contest.blank || isRanked(contest);
    return html`<p class="booth-nothing">${t(blank ? "booth.review.blank" : "booth.review.empty")}</p>`;
  }
  const name = (number) => html`<${Text} of=${options[number - 1].name} />`;
  if (isRanked(contest)) {
    return html`<ol class="booth-chosen">${choice.ranking.order.map((number) => html`<li key=${number}>${name(number)}</li>`)}</ol>`;
  }
  const points = (number) => (isPoints(contest) ? html`: <strong>${t("booth.review.points", { count: choice.marks[number - 1] })}</strong>` : "");
  return html`<ul class="booth-chosen">
    ${order.filter((number) => choice.marks[number - 1] > 0).map((number) => html`<li key=${number}>${name(number)}${points(number)}</li>`)}
  </ul>`;
}

function Unused({ contest, choice }) {
  const count = left(contest, choice);
  if (isSingle(contest) || isRanked(contest) || used(choice) === 0 || count === 0) {
    return null;
  }
  const possible = isPoints(contest) ? count : Math.min(count, optionsOf(contest).length - used(choice));
  const key = isPoints(contest) ? "booth.review.unusedPoints" : "booth.review.unused";
  return possible > 0 ? html`<p class="fine">${t(key, { count: possible })}</p>` : null;
}
