// SPDX-License-Identifier: Apache-2.0

/** Classes of elector. */
import { html } from "../../../app/html.js";
import { isolated, manifestText, t } from "../../../app/i18n.js";
import { AddButton, ListButtons, TextField, TextsField, fieldId } from "../fields.js";
import { sectionRenamed } from "../papers.js";
import { idOf, idWith, put } from "../value.js";

export function GroupsStep({ form }) {
  const sections = form.value.sections ?? [];
  const add = () => form.set("/sections", [...sections, { id: idOf("", sections.map((each) => each.id), "group"), title: {} }]);
  return html`<div id="set-sections" tabindex="-1">
    ${sections.map((section, index) => html`<${Group} key=${index} form=${form} section=${section} index=${index} count=${sections.length} />`)}
    <${AddButton} form=${form} label=${t("setup.groups.add")} onClick=${add} />
  </div>`;
}

function Group({ form, section, index, count }) {
  const pointer = `/sections/${index}`;
  const name = manifestText(section.title) || t("setup.numbered", { index: index + 1 });
  const rename = (id) => id !== section.id && form.change((draft) => sectionRenamed(put(draft, `${pointer}/id`, id), section.id, id));
  return html`<section class="card" id=${fieldId(pointer)} tabindex="-1" aria-label=${name}>
    <div class="set-head"><h3><bdi>${name}</bdi></h3>
      <${ListButtons} form=${form} index=${index} count=${count} name=${isolated(name)} move=${(by) => form.move("/sections", index, by)} remove=${() => form.remove("/sections", index)} />
    </div>
    <${TextsField} form=${form} pointer="${pointer}/title" label=${t("setup.groups.name")} onLeave=${(title) => rename(idWith(title, section.id, (form.value.sections ?? []).map((each) => each.id)))} />
    <${TextField} form=${form} pointer="${pointer}/id" label=${t("setup.field.id")} hint=${t("setup.id.hint")} max=${32} onValue=${rename} />
  </section>`;
}
