// SPDX-License-Identifier: Apache-2.0

/** Choosing by radio buttons where one may be chosen, by checkboxes where several may, with "blank" as a choice of its own. */
import { html } from "../../app/html.js";
import { manifestText, t } from "../../app/i18n.js";
import { announce } from "../../app/shell.js";
import { isEmpty, isSingle, left, offersBlank, optionsOf } from "../choices.js";
import { OptionName, Picture, Statement } from "./option.js";
import { Button } from "./screen.js";

export function Choosing({ contest, choice, order, withdrawn, change, session }) {
  const single = isSingle(contest);
  const full = !single && left(contest, choice) === 0;
  const options = optionsOf(contest);
  return html`
    <fieldset class="booth-options" id="booth-options" aria-describedby="booth-rules">
      <legend class="visually-hidden">${manifestText(contest.title)}</legend>
      ${order.map((number) => {
        const chosen = choice.marks[number - 1] > 0;
        return html`<${Option}
          key=${number}
          id=${`option-${number}`}
          contest=${contest}
          option=${options[number - 1]}
          chosen=${chosen}
          gone=${withdrawn.has(number) && !chosen && choosable(contest, withdrawn)}
          withdrawn=${withdrawn.has(number)}
          full=${full && !chosen}
          onChoose=${(marks) => change({ kind: "mark", option: number, marks })}
          session=${session}
        />`;
      })}
      ${offersBlank(contest) && html`<${Blank} contest=${contest} choice=${choice} single=${single} change=${change} />`}
    </fieldset>
    ${single && html`<p class="booth-clear">
      <${Button} kind="quiet small" aria-disabled=${String(isEmpty(choice))} onClick=${() => change({ kind: "clear" })}>${t("booth.contest.clear")}<//>
    </p>`}
  `;
}

/** Whether a choice is possible without those who have withdrawn; if not, they stay choosable. */
const choosable = (contest, withdrawn) => contest.blank || (optionsOf(contest).length - withdrawn.size) * contest.maxPerOption >= contest.min;

function Option({ id, contest, option, chosen, gone, withdrawn, full, onChoose, session }) {
  const single = isSingle(contest);
  const shut = gone || full;
  const refuse = (event) => {
    if (shut) {
      event.preventDefault();
      announce(gone ? t("booth.contest.withdrawn.hint") : t("booth.contest.full", { max: contest.max }), "assertive");
    }
  };
  return html`<div class="booth-option ${chosen ? "is-chosen" : ""} ${shut ? "is-shut" : ""}">
    <label for=${id}>
      <input
        type=${single ? "radio" : "checkbox"}
        id=${id}
        name=${contest.id}
        checked=${chosen}
        aria-disabled=${shut ? "true" : undefined}
        onClick=${refuse}
        onChange=${(event) => onChoose(event.target.checked ? 1 : 0)}
      />
      <${Picture} option=${option} session=${session} />
      <${OptionName} option=${option} withdrawn=${withdrawn} />
    </label>
    <${Statement} option=${option} session=${session} />
  </div>`;
}

export function Blank({ contest, choice, single, change }) {
  return html`<div class="booth-option booth-blank ${choice.blank ? "is-chosen" : ""}">
    <label for="option-blank">
      <input
        type=${single ? "radio" : "checkbox"}
        id="option-blank"
        name=${contest.id}
        checked=${choice.blank}
        onChange=${(event) => change({ kind: "blank", blank: event.target.checked })}
      />
      <span class="booth-option-text">
        <span class="booth-option-name">${t("booth.contest.blank")}</span>
        <span class="booth-option-detail">${t("booth.contest.blank.hint")}</span>
      </span>
    </label>
  </div>`;
}
