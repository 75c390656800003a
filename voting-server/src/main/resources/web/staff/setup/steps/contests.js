// SPDX-License-Identifier: Apache-2.0

/** Contests: what is decided, how it is counted, and who stands. */
import { html } from "../../../app/html.js";
import { isolated, manifestText, t } from "../../../app/i18n.js";
import { AddButton, CheckField, ChoiceField, ListButtons, NumberField, TextField, TextsField, fieldId } from "../fields.js";
import { RULES, candidatesIn, contestRenamed, inOrder, withRule } from "../papers.js";
import { idOf, idWith, moved, put, without } from "../value.js";
import { Candidates } from "./candidates.js";

export function ContestsStep({ form, store }) {
  const contests = form.value.contests ?? [];
  const add = () => {
    const id = idOf("", contests.map((each) => each.id), "contest");
    form.change((draft) => ({
      ...draft,
      contests: [...contests, withRule({ id, title: {}, seats: 1, order: "per-voter" }, "plurality-1", draft.sections ?? [])],
      // one paper is the usual case, and a contest on no paper never meant
      styles: draft.styles?.length === 1 ? [{ ...draft.styles[0], contests: [...(draft.styles[0].contests ?? []), id] }] : draft.styles,
    }));
  };
  return html`<div id="set-contests" tabindex="-1">
    ${contests.map((contest, index) => html`<${Contest} key=${index} form=${form} store=${store} contest=${contest} index=${index} count=${contests.length} />`)}
    <${AddButton} form=${form} label=${t("setup.contests.add")} onClick=${add} />
  </div>`;
}

function Contest({ form, store, contest, index, count }) {
  const pointer = `/contests/${index}`;
  const name = manifestText(contest.title) || t("setup.numbered", { index: index + 1 });
  const rename = (id) => id !== contest.id && form.change((draft) => contestRenamed(put(draft, `${pointer}/id`, id), contest.id, id));
  const remove = () => form.change((draft) => contestRenamed(without(draft, "/contests", index), contest.id, undefined));
  const move = (by) => form.change((draft) => inOrder(moved(draft, "/contests", index, by)));
  const rules = [...RULES.additive, ...RULES.ranked].map((rule) => [rule, t(`setup.rulename.${rule}`)]);
  const choose = (rule) => form.change((draft) => put(draft, pointer, withRule(draft.contests[index], rule, draft.sections ?? [])));
  return html`<section class="card" id=${fieldId(pointer)} tabindex="-1" aria-label=${name}>
    <div class="set-head"><h3><bdi>${name}</bdi></h3>
      <${ListButtons} form=${form} index=${index} count=${count} name=${isolated(name)} move=${move} remove=${remove} />
    </div>
    <${TextsField} form=${form} pointer="${pointer}/title" label=${t("setup.contests.title")} onLeave=${(title) => rename(idWith(title, contest.id, (form.value.contests ?? []).map((each) => each.id)))} />
    <${TextsField} form=${form} pointer="${pointer}/description" label=${t("setup.field.description")} long=${true} optional=${true} />
    <${ChoiceField} form=${form} pointer="${pointer}/rule" label=${t("setup.field.rule")} options=${rules} onValue=${choose} hint=${t(`setup.ruletext.${contest.rule}`)} />
    <div class="set-row">
      <${NumberField} form=${form} pointer="${pointer}/seats" label=${t("setup.field.seats")} min=${1} />
      ${contest.kind === "ranked" ? html`<${Ranked} form=${form} pointer=${pointer} contest=${contest} />` : html`<${Additive} form=${form} pointer=${pointer} />`}
    </div>
    ${contest.kind !== "ranked" && html`<${CheckField} form=${form} pointer="${pointer}/blank" usually=${true} label=${t("setup.contests.blank")} />`}
    <${CheckField} form=${form} pointer="${pointer}/order" label=${t("setup.contests.perVoter")} hint=${t("setup.contests.perVoter.hint")} ...${orderSwitch(form, pointer, contest)} />
    <${CheckField} form=${form} pointer="${pointer}/bySection" label=${t("setup.contests.bySection")} hint=${t("setup.contests.bySection.hint")} />
    ${contest.sectionWeights && html`<${Weights} form=${form} pointer=${pointer} contest=${contest} />`}
    <${TextField} form=${form} pointer="${pointer}/id" label=${t("setup.field.id")} hint=${t("setup.id.hint")} max=${32} onValue=${rename} />
    <${Candidates} form=${form} store=${store} pointer=${pointer} contest=${contest} />
  </section>`;
}

/** The order is one of two words; people see a tick. */
function orderSwitch(form, pointer, contest) {
  const value = contest.order === "per-voter";
  return { form: { ...form, value: put(form.value, `${pointer}/order`, value) }, onValue: (on) => form.set(`${pointer}/order`, on ? "per-voter" : "fixed") };
}

function Additive({ form, pointer }) {
  return html`
    <${NumberField} form=${form} pointer="${pointer}/min" label=${t("setup.field.min")} empty="0" />
    <${NumberField} form=${form} pointer="${pointer}/max" label=${t("setup.field.max")} min=${1} empty="1" />
    <${NumberField} form=${form} pointer="${pointer}/maxPerOption" label=${t("setup.field.maxPerOption")} min=${1} empty="1" />
  `;
}

function Ranked({ form, pointer, contest }) {
  const count = candidatesIn(contest).length;
  return html`<${NumberField} form=${form} pointer="${pointer}/maxRanks" label=${t("setup.field.maxRanks")} min=${1} empty=${String(count || "")} hint=${t("setup.contests.maxRanks.hint")} />`;
}

function Weights({ form, pointer, contest }) {
  const titles = new Map((form.value.sections ?? []).map((each) => [each.id, manifestText(each.title) || each.id]));
  return html`<fieldset id=${fieldId(`${pointer}/sectionWeights`)} tabindex="-1">
    <legend>${t("setup.field.sectionWeights")}</legend>
    <p class="hint">${t("setup.contests.weights.hint")}</p>
    <div class="set-row">
      ${contest.sectionWeights.map((each, at) => html`<${NumberField} key=${each.section} form=${form} pointer="${pointer}/sectionWeights/${at}/weight" label=${titles.get(each.section) ?? each.section} min=${1} />`)}
    </div>
  </fieldset>`;
}
