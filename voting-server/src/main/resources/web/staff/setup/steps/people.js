// SPDX-License-Identifier: Apache-2.0

/** Trustees, officers, who makes the voting codes, witnesses. */
import { html, useState } from "../../../app/html.js";
import { isolated, t } from "../../../app/i18n.js";
import { AddButton, ChoiceField, ListButtons, NumberField, TextField, fieldId } from "../fields.js";
import { keyWords, publicKeyIn, thumbprintWords } from "../keys.js";
import { Invitations } from "./invitations.js";

export function PeopleStep({ form, loaded, store, load }) {
  const trustees = form.value.trustees ?? [];
  const officers = form.value.officers ?? [];
  const witnesses = form.value.witnesses ?? [];
  const ranked = (form.value.contests ?? []).some((contest) => contest.kind === "ranked");
  return html`
    <section class="card" id="set-trustees" tabindex="-1" aria-labelledby="set-trustees-title">
      <h3 id="set-trustees-title">${t("setup.field.trustees")}</h3>
      <p>${t("setup.trustees.text")}</p>
      <${Invitations} form=${form} loaded=${loaded} store=${store} load=${load} />
      <${People} form=${form} list="/trustees" people=${trustees} kind="trustees" view=${Trustee} />
      <${AddButton} form=${form} label=${t("setup.trustees.add")} onClick=${() => form.set("/trustees", [...trustees, { name: "", thumbprint: "" }])} />
      <div class="set-row">
        <${NumberField} form=${form} pointer="/threshold" label=${t("setup.field.threshold")} min=${1} hint=${t("setup.threshold.hint")} />
        ${ranked && html`<${NumberField} form=${form} pointer="/mixers" label=${t("setup.field.mixers")} min=${2} hint=${t("setup.mixers.hint")} />`}
      </div>
    </section>
    <section class="card" id="set-officers" tabindex="-1" aria-labelledby="set-officers-title">
      <h3 id="set-officers-title">${t("setup.field.officers")}</h3>
      <p>${t("setup.officers.text")}</p>
      <${People} form=${form} list="/officers" people=${officers} kind="officers" view=${Officer} />
      <${AddButton} form=${form} label=${t("setup.officers.add")} onClick=${() => form.set("/officers", [...officers, { name: "" }])} />
    </section>
    <section class="card" id="set-registrar" tabindex="-1" aria-labelledby="set-registrar-title">
      <h3 id="set-registrar-title">${t("setup.registrar.title")}</h3>
      <p>${t("setup.registrar.text")}</p>
      <${Registrar} form=${form} />
    </section>
    <section class="card" id="set-witnesses" tabindex="-1" aria-labelledby="set-witnesses-title">
      <h3 id="set-witnesses-title">${t("setup.field.witnesses")}</h3>
      <p>${t("setup.witnesses.text")}</p>
      <${People} form=${form} list="/witnesses" people=${witnesses} kind="witnesses" view=${Witness} />
      <${AddButton} form=${form} label=${t("setup.witnesses.add")} onClick=${() => form.set("/witnesses", [...witnesses, { name: "", key: "" }])} />
      <${NumberField} form=${form} pointer="/quorum" label=${t("setup.field.quorum")} empty="0" hint=${t("setup.quorum.hint")} />
    </section>
  `;
}

function People({ form, list, people, kind, view: View }) {
  return html`<ol class="set-people">
    ${people.map((person, index) => {
      const name = person.name || t("setup.numbered", { index: index + 1 });
      return html`<li key=${index} id=${fieldId(`${list}/${index}`)} tabindex="-1">
        <div class="set-head"><p class="set-candidate-name"><bdi>${name}</bdi></p>
          <${ListButtons} form=${form} index=${index} count=${people.length} name=${isolated(name)} remove=${() => form.remove(list, index)} />
        </div>
        <${TextField} form=${form} pointer="${list}/${index}/name" label=${t("setup.field.name")} />
        <${View} form=${form} pointer="${list}/${index}" person=${person} kind=${kind} />
      </li>`;
    })}
  </ol>`;
}

function Trustee({ form, pointer, person }) {
  return html`
    <${TextField} form=${form} pointer="${pointer}/thumbprint" label=${t("setup.field.thumbprint")} hint=${t("setup.thumbprint.hint")} spellcheck="false" />
    <${Words} words=${thumbprintWords(person.thumbprint)} />
  `;
}

function Witness({ form, pointer }) {
  return html`<${TextField} form=${form} pointer="${pointer}/key" label=${t("setup.field.key")} hint=${t("setup.witnesses.key.hint")} max=${2000} spellcheck="false" />`;
}

/** Who makes the codes: the server, or a registrar apart from it, whose key the draft names. */
function Registrar({ form }) {
  const registrar = form.value.registrar ?? {};
  const apart = registrar.mode === "separate";
  const choose = (mode) => form.set("/registrar", mode === "separate" ? { ...registrar, mode } : undefined);
  const options = ["server", "separate"].map((mode) => [mode, t(`setup.registrar.${mode}`)]);
  const shown = { ...form, value: { ...form.value, registrar: { ...registrar, mode: registrar.mode ?? "server" } } };
  return html`
    <${ChoiceField} form=${shown} pointer="/registrar/mode" label=${t("setup.registrar.who")} options=${options} onValue=${choose} />
    ${apart && html`<p>${t("setup.registrar.separate.text")}</p><${PublicKey} form=${form} pointer="/registrar" of=${registrar} texts="setup.registrar.key" />`}
  `;
}

function Officer({ form, pointer, person }) {
  return html`<${PublicKey} form=${form} pointer=${pointer} of=${person} texts="setup.officers.key" />`;
}

/** A public key is pasted as text; what is kept of it is the public part. */
function PublicKey({ form, pointer, of: person, texts }) {
  const [typed, setTyped] = useState(null);
  const id = fieldId(`${pointer}/key`);
  const shown = typed ?? (person.key ? JSON.stringify(person.key) : "");
  const wrong = shown.trim() !== "" && !person.key;
  const take = (event) => {
    setTyped(event.target.value);
    form.set(`${pointer}/key`, publicKeyIn(event.target.value) ?? undefined);
  };
  return html`<div class="field">
      <label for=${id}>${t("setup.field.publicKey")}</label>
      <p class="hint" id="${id}-hint">${t(`${texts}.hint`)}</p>
      <textarea id=${id} rows="3" class="set-key" spellcheck="false" value=${shown} disabled=${form.frozen} aria-describedby=${wrong ? `${id}-hint ${id}-error` : `${id}-hint`} aria-invalid=${wrong ? "true" : undefined} onInput=${take}></textarea>
      ${wrong && html`<p class="field-error" id="${id}-error">${t(`${texts}.wrong`)}</p>`}
    </div>
    <${Words} words=${keyWords(person.key)} />`;
}

/** A key in words, to be read out and compared. */
export function Words({ words }) {
  return words.length > 0 && html`<p class="set-words"><span class="fine">${t("setup.words")}</span> <strong dir="ltr" lang="und">${words.join(" ")}</strong></p>`;
}
