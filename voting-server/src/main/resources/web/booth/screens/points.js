// SPDX-License-Identifier: Apache-2.0

/** Giving points: a number per option, with buttons for one more and one fewer, and never more than there are to give. */
import { html } from "../../app/html.js";
import { manifestText, t } from "../../app/i18n.js";
import { announce } from "../../app/shell.js";
import { left, offersBlank, optionsOf } from "../choices.js";
import { Blank } from "./choosing.js";
import { OptionName, Picture, Statement, nameOf } from "./option.js";

export function Points({ contest, choice, order, withdrawn, change, session }) {
  const options = optionsOf(contest);
  return html`<fieldset class="booth-options" id="booth-options" aria-describedby="booth-rules">
    <legend class="visually-hidden">${manifestText(contest.title)}</legend>
    ${order.map(
      (number) => html`<div class="booth-option booth-scored ${choice.marks[number - 1] > 0 ? "is-chosen" : ""}" key=${number}>
        <div class="booth-score">
          <${Picture} option=${options[number - 1]} session=${session} />
          <label for=${`points-${number}`}><${OptionName} option=${options[number - 1]} withdrawn=${withdrawn.has(number)} /></label>
          <${Stepper}
            id=${`points-${number}`}
            name=${nameOf(options[number - 1])}
            value=${choice.marks[number - 1]}
            most=${Math.min(contest.maxPerOption, choice.marks[number - 1] + left(contest, choice))}
            contest=${contest}
            give=${(marks) => change({ kind: "mark", option: number, marks })}
          />
        </div>
        <${Statement} option=${options[number - 1]} session=${session} />
      </div>`,
    )}
    ${offersBlank(contest) && html`<${Blank} contest=${contest} choice=${choice} single=${false} change=${change} />`}
  </fieldset>`;
}

function Stepper({ id, name, value, most, contest, give }) {
  const step = (by) => {
    const next = value + by;
    if (next > most && value < contest.maxPerOption) {
      announce(t("booth.contest.full.points", { max: contest.max }), "assertive");
    }
    if (next >= 0 && next <= most) {
      give(next);
    }
  };
  const type = (event) => {
    const typed = Number.parseInt(event.target.value, 10);
    give(Number.isNaN(typed) ? 0 : Math.max(0, Math.min(most, typed)));
  };
  return html`<span class="booth-stepper">
    <button type="button" class="button" aria-label=${t("booth.points.fewer", { name })} aria-disabled=${String(value === 0)} onClick=${() => step(-1)}>
      <span aria-hidden="true">−</span>
    </button>
    <input id=${id} type="number" inputmode="numeric" min="0" max=${most} step="1" value=${value} aria-label=${t("booth.points.of", { name })} onChange=${type} />
    <button type="button" class="button" aria-label=${t("booth.points.more", { name })} aria-disabled=${String(value >= most)} onClick=${() => step(1)}>
      <span aria-hidden="true">+</span>
    </button>
  </span>`;
}
