// SPDX-License-Identifier: Apache-2.0

/** Who stands in a contest, with statements and pictures. */
import { html, useEffect, useState } from "../../../app/html.js";
import { isolated, manifestText, t } from "../../../app/i18n.js";
import { announce } from "../../../app/shell.js";
import { AddButton, ListButtons, TextsField, fieldId, languageName } from "../fields.js";
import { candidatesIn, listOf } from "../papers.js";
import { said } from "../said.js";

const PICTURES = "image/jpeg,image/png,image/webp";

export function Candidates({ form, store, pointer, contest }) {
  const list = `${pointer}/${listOf(contest)}`;
  const candidates = candidatesIn(contest);
  const [several, setSeveral] = useState("");
  const language = form.languages[0];
  const named = (name) => ({ name: { [language]: name } });
  const addSeveral = () => {
    const names = several.split("\n").map((name) => name.trim()).filter((name) => name !== "");
    form.set(list, [...candidates, ...names.map(named)]);
    announce(t("setup.candidates.added", { count: names.length }));
    setSeveral("");
  };
  return html`<section class="set-candidates" aria-labelledby="${fieldId(list)}">
    <h4 id=${fieldId(list)} tabindex="-1">${t("setup.candidates", { count: candidates.length })}</h4>
    <ol>
      ${candidates.map((candidate, index) => html`<li key=${index} id=${fieldId(`${list}/${index}`)} tabindex="-1">
        <${Candidate} form=${form} store=${store} list=${list} candidate=${candidate} index=${index} count=${candidates.length} />
      </li>`)}
    </ol>
    <div class="cluster"><${AddButton} form=${form} label=${t("setup.candidates.add")} onClick=${() => form.set(list, [...candidates, { name: {} }])} /></div>
    ${!form.frozen && html`<details>
      <summary>${t("setup.candidates.several")}</summary>
      <div class="field">
        <label for="${fieldId(list)}-several">${t("setup.candidates.several.label", { language: languageName(language) })}</label>
        <textarea id="${fieldId(list)}-several" rows="5" lang=${language} dir="auto" value=${several} onInput=${(event) => setSeveral(event.target.value)}></textarea>
      </div>
      <button type="button" class="button" onClick=${addSeveral}>${t("setup.candidates.several.add")}</button>
    </details>`}
  </section>`;
}

function Candidate({ form, store, list, candidate, index, count }) {
  const pointer = `${list}/${index}`;
  const name = manifestText(candidate.name) || t("setup.numbered", { index: index + 1 });
  return html`
    <div class="set-head"><p class="set-candidate-name"><bdi>${name}</bdi></p>
      <${ListButtons} form=${form} index=${index} count=${count} name=${isolated(name)} move=${(by) => form.move(list, index, by)} remove=${() => form.remove(list, index)} />
    </div>
    <${TextsField} form=${form} pointer="${pointer}/name" label=${t("setup.field.name")} />
    <details>
      <summary>${t("setup.candidates.more")}<span class="visually-hidden">: ${isolated(name)}</span></summary>
      <${TextsField} form=${form} pointer="${pointer}/detail" label=${t("setup.field.detail")} optional=${true} />
      ${form.languages.map((language) => html`<${Statement} key=${language} form=${form} store=${store} pointer=${pointer} candidate=${candidate} language=${language} />`)}
      <${Picture} form=${form} store=${store} pointer=${pointer} candidate=${candidate} />
    </details>
  `;
}

/** A statement is uploaded when its field is left, and named in the draft by its hash. */
function Statement({ form, store, pointer, candidate, language }) {
  const found = candidate.statement?.find((each) => each.language === language);
  const [text, setText] = useState(null);
  const [state, setState] = useState(null);
  const id = `${fieldId(`${pointer}/statement`)}-${language}`;
  useEffect(() => {
    let gone = false;
    setText(found ? null : "");
    if (found) {
      store.uploaded(found.artifact.sha256).then(
        (bytes) => !gone && setText(new TextDecoder().decode(bytes)),
        (error) => !gone && setState(error),
      );
    }
    return () => {
      gone = true;
    };
  }, [found?.artifact.sha256]);
  const keep = async () => {
    const rest = (candidate.statement ?? []).filter((each) => each.language !== language);
    setState(null);
    if (text.trim() === "") {
      form.set(`${pointer}/statement`, rest.length > 0 ? rest : undefined);
      return;
    }
    try {
      const artifact = await store.upload(text, "text/plain; charset=utf-8");
      if (artifact.sha256 !== found?.artifact.sha256) {
        form.set(`${pointer}/statement`, [...rest, { language, artifact }]);
      }
    } catch (error) {
      setState(error);
    }
  };
  return html`<div class="field">
    <label for=${id}>${t("setup.optional", { label: t("setup.candidates.statement", { language: languageName(language) }) })}</label>
    <textarea id=${id} rows="5" lang=${language} dir="auto" value=${text ?? ""} disabled=${form.frozen || text === null} onInput=${(event) => setText(event.target.value)} onBlur=${keep}></textarea>
    ${state && html`<p class="field-error" role="alert">${t("setup.uploadFailed")} ${state.problem?.detail ?? ""}</p>`}
  </div>`;
}

function Picture({ form, store, pointer, candidate }) {
  const [state, setState] = useState(null);
  const id = fieldId(`${pointer}/picture`);
  const { picture } = candidate;
  const take = async (event) => {
    const [file] = event.target.files;
    setState(null);
    if (!file) {
      return;
    }
    try {
      const artifact = await store.upload(file, file.type);
      form.set(`${pointer}/picture`, { artifact, mediaType: file.type, alternative: picture?.alternative ?? {} });
      announce(t("setup.uploaded"));
    } catch (error) {
      setState(error);
    }
  };
  return html`<div class="field">
      <label for=${id}>${t("setup.optional", { label: t("setup.field.picture") })}</label>
      <p class="hint" id="${id}-hint">${t("setup.picture.hint")}</p>
      ${picture && html`<${Shown} store=${store} picture=${picture} />`}
      <input id=${id} type="file" accept=${PICTURES} aria-describedby="${id}-hint" disabled=${form.frozen} onChange=${take} />
      ${picture && !form.frozen && html`<button type="button" class="button small" onClick=${() => form.set(`${pointer}/picture`, undefined)}>${t("setup.picture.remove")}</button>`}
      ${state && html`<p class="field-error" role="alert">${t("setup.uploadFailed")} ${said({ rule: state.code, reason: state.problem?.detail ?? "" })}</p>`}
    </div>
    ${picture && html`<${TextsField} form=${form} pointer="${pointer}/picture/alternative" label=${t("setup.field.alternative")} />`}`;
}

function Shown({ store, picture }) {
  const [url, setUrl] = useState(null);
  useEffect(() => {
    let made = null;
    let gone = false;
    store.uploaded(picture.artifact.sha256).then((bytes) => {
      if (!gone) {
        made = URL.createObjectURL(new Blob([bytes], { type: picture.mediaType }));
        setUrl(made);
      }
    }, () => {});
    return () => {
      gone = true;
      if (made) {
        URL.revokeObjectURL(made);
      }
    };
  }, [picture.artifact.sha256]);
  return url && html`<img class="set-picture" src=${url} alt=${manifestText(picture.alternative)} />`;
}
