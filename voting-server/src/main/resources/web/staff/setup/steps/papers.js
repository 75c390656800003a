// SPDX-License-Identifier: Apache-2.0

/** Ballot papers: who gets which contests, how many are expected, and how each paper looks. */
import { html } from "../../../app/html.js";
import { isolated, manifestText, number, t } from "../../../app/i18n.js";
import { AddButton, ChoiceField, ListButtons, NumberField, TextField, TextsField, fieldId } from "../fields.js";
import { contestsOn, handedOut } from "../papers.js";
import { idOf, idWith, put, without } from "../value.js";

export function PapersStep({ form, loaded, previewLink, dirty }) {
  const styles = form.value.styles ?? [];
  const [section] = form.value.sections ?? [];
  const add = () => {
    const id = idOf("", styles.map((each) => each.id), "paper");
    form.set("/styles", [...styles, { id, title: {}, section: section?.id, contests: (form.value.contests ?? []).map((each) => each.id) }]);
  };
  const rolled = loaded.report.source === "roll";
  return html`<div id="set-styles" tabindex="-1">
    ${styles.map((style, index) => html`<${Paper} key=${index} form=${form} style=${style} index=${index} count=${styles.length} loaded=${loaded} previewLink=${dirty ? null : previewLink} />`)}
    <${AddButton} form=${form} label=${t("setup.papers.add")} onClick=${add} />
    <section class="card" id="set-expected" tabindex="-1" aria-labelledby="set-expected-title">
      <h3 id="set-expected-title">${t("setup.expected")}</h3>
      <p>${t(rolled ? "setup.expected.roll" : "setup.expected.text", { count: loaded.report.electors })}</p>
      ${!rolled && html`<div class="set-row">
        ${styles.filter((style) => style.id).map((style) => html`<${NumberField} key=${style.id} form=${form} pointer="/expected/electors/${style.id}" label=${t("setup.expected.electors", { paper: isolated(manifestText(style.title) || style.id) })} />`)}
      </div>`}
      <${NumberField} form=${form} pointer="/expected/turnoutPercent" label=${t("setup.expected.turnout")} min=${1} max=${100} empty="30" hint=${t("setup.expected.turnout.hint")} />
    </section>
  </div>`;
}

function Paper({ form, style, index, count, loaded, previewLink }) {
  const pointer = `/styles/${index}`;
  const name = manifestText(style.title) || t("setup.numbered", { index: index + 1 });
  const sections = (form.value.sections ?? []).map((each) => [each.id, manifestText(each.title) || each.id]);
  const rename = (id) => id !== style.id && form.change((draft) => renamed(draft, pointer, style.id, id));
  const size = loaded.report.papers.find((each) => each.style === style.id);
  return html`<section class="card" id=${fieldId(pointer)} tabindex="-1" aria-label=${name}>
    <div class="set-head"><h3><bdi>${name}</bdi></h3>
      <${ListButtons} form=${form} index=${index} count=${count} name=${isolated(name)} move=${(by) => form.move("/styles", index, by)} remove=${() => form.change((draft) => handedOut(without(draft, "/styles", index), style.id, false))} />
    </div>
    <${TextsField} form=${form} pointer="${pointer}/title" label=${t("setup.papers.name")} onLeave=${(title) => rename(idWith(title, style.id, (form.value.styles ?? []).map((each) => each.id)))} />
    <${ChoiceField} form=${form} pointer="${pointer}/section" label=${t("setup.field.section")} options=${sections} />
    <fieldset id=${fieldId(`${pointer}/contests`)} tabindex="-1">
      <legend>${t("setup.papers.contests")}</legend>
      ${(form.value.contests ?? []).map((contest) => html`<div key=${contest.id} class="set-check"><label>
        <input type="checkbox" checked=${(style.contests ?? []).includes(contest.id)} disabled=${form.frozen} onChange=${(event) => form.change((draft) => put(draft, `${pointer}/contests`, contestsOn(draft, style, contest.id, event.target.checked)))} />
        <span><bdi>${manifestText(contest.title) || contest.id}</bdi></span>
      </label></div>`)}
      ${(form.value.contests ?? []).length === 0 && html`<p>${t("setup.papers.noContests")}</p>`}
    </fieldset>
    <div class="field set-check">
      <label><input type="checkbox" checked=${(form.value.door ?? []).includes(style.id)} disabled=${form.frozen} aria-describedby="${fieldId(pointer)}-door-hint" onChange=${(event) => form.change((draft) => handedOut(draft, style.id, event.target.checked))} />
        <span>${t("setup.papers.door")}</span></label>
      <p class="hint" id="${fieldId(pointer)}-door-hint">${t("setup.papers.door.hint")}</p>
    </div>
    <${TextField} form=${form} pointer="${pointer}/id" label=${t("setup.field.id")} hint=${t("setup.papers.id.hint")} max=${32} onValue=${rename} />
    ${size && html`<p class="fine">${t("setup.papers.size", { bytes: size.bytes, most: size.mostBytes, percent: number((100 * size.bytes) / size.mostBytes, 1) })}</p>`}
    ${previewLink && size && html`<p><a class="button" href=${previewLink(style.id)}>${t("setup.preview")}<span class="visually-hidden">: ${isolated(name)}</span></a></p>`}
  </section>`;
}

/** A paper's name for programs is also the key of what is expected of it, and says that it is handed out. */
function renamed(draft, pointer, before, after) {
  const { [before]: expected, ...others } = draft.expected?.electors ?? {};
  const named = put(draft, `${pointer}/id`, after);
  const next = draft.door?.includes(before) ? { ...named, door: draft.door.map((each) => (each === before ? after : each)) } : named;
  return expected === undefined || after === "" ? next : put(next, "/expected/electors", { ...others, [after]: expected });
}
