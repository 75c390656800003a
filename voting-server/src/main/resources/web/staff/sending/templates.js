// SPDX-License-Identifier: Apache-2.0

// What members are written: the server's words or the organisation's own, by kind and language, with a preview.
import { Badge, Facts, Loading, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, Dialog, languageName, Problem, toast, useAction, useLoaded } from "../parts.js";

const OVER = ["final", "void"];

export function Templates({ id, election }) {
  const { value: templates, error, reload } = useLoaded(() => call("GET", `/elections/${id}/messages/templates`));
  const [open, setOpen] = useState(null);
  const editable = may("saveMessageTemplate") && !OVER.includes(election.state);
  const close = (saved) => {
    setOpen(null);
    if (saved) reload();
  };
  return html`
    <h2>${t("sending.messages")}</h2>
    <p>${t("sending.messages.text")}</p>
    ${error && html`<${Problem} error=${error} retry=${reload} />`}
    ${!error && !templates && html`<${Loading} />`}
    ${templates &&
    html`<ul class="sending-templates">
      ${templates.map(
        (each) => html`<li key=${`${each.kind}/${each.language}`}>
          <button type="button" class="button small" onClick=${() => setOpen(each)}>${t(editable ? "sending.edit" : "sending.show")}<span class="visually-hidden"> ${t(`sending.kind.${each.kind}`)}, ${languageName(each.language)}</span></button>
          <span><strong>${t(`sending.kind.${each.kind}`)}</strong>, ${languageName(each.language)}: <bdi lang=${each.language}>${each.subject}</bdi>
          ${each.own && html` <${Badge} kind="info">${t("sending.own")}<//>`}</span>
        </li>`,
      )}
    </ul>`}
    ${open && html`<${Editor} id=${id} template=${open} editable=${editable} onClose=${close} />`}
  `;
}

function Editor({ id, template, editable, onClose }) {
  const { busy, error, run } = useAction();
  const [subject, setSubject] = useState(template.subject);
  const [text, setText] = useState(template.text);
  const [preview, setPreview] = useState(null);
  const path = `/elections/${id}/messages/templates/${template.kind}/${encodeURIComponent(template.language)}`;
  const show = async () => {
    const seen = await run(() => call("POST", path, { body: { subject, text } }));
    if (seen) setPreview(seen);
  };
  const save = async (body) => {
    const saved = await run(async () => {
      await call("PUT", path, { body });
      return true;
    });
    if (!saved) return;
    toast(t("sending.saved"));
    onClose(true);
  };
  const changed = (set) => (value) => {
    set(value);
    setPreview(null);
  };
  return html`<${Dialog} wide title=${`${t(`sending.kind.${template.kind}`)}, ${languageName(template.language)}`} onClose=${() => onClose(false)}>
    <${Form} label=${t("sending.messages")} onSubmit=${() => save({ subject, text })}>
      <${TextField} label=${t("sending.subject")} hint=${t("sending.subject.hint")} maxlength="150" lang=${template.language} readonly=${!editable} value=${subject} onInput=${changed(setSubject)} />
      <${TextField} multiline rows="14" label=${t("sending.text")} hint=${t("sending.text.hint", { fields: template.fields.map((name) => `{${name}}`).join(", ") })} maxlength="8000" lang=${template.language} readonly=${!editable} value=${text} onInput=${changed(setText)} />
      ${error && html`<${Problem} error=${error} /><p class="fine" lang="en">${error.message}</p>`}
      <div class="cluster">
        ${editable && html`<${ActionButton} type="submit" kind="primary" busy=${busy}>${t("staff.save")}<//>`}
        ${editable && html`<${ActionButton} busy=${busy} onClick=${show}>${t("sending.preview")}<//>`}
        ${editable && template.own && html`<${ActionButton} busy=${busy} onClick=${() => save({ subject: "", text: "" })}>${t("sending.reset")}<//>`}
        <button type="button" class="button" onClick=${() => onClose(false)}>${t("staff.close")}</button>
      </div>
    <//>
    ${preview && html`<${Preview} preview=${preview} language=${template.language} />`}
  <//>`;
}

function Preview({ preview, language }) {
  return html`<${Notice} title=${t("sending.preview.title")} role="status">
    <${Facts} rows=${[[t("sending.sender"), html`<bdi>${preview.from}</bdi>`], [t("sending.subject"), html`<bdi lang=${language}>${preview.subject}</bdi>`]]} />
    <pre class="sending-preview" lang=${language} tabindex="0">${preview.text}</pre>
  <//>`;
}
