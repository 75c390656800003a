// SPDX-License-Identifier: Apache-2.0

// An officer's key: made here, saved, loaded back, and only then shown to be given to others. It never leaves this device.
import { Command, Facts, Name, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { usePageTitle } from "../../app/shell.js";
import { saveFile } from "../../booth/files.js";
import { session } from "../api.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, useAction } from "../parts.js";
import { hasCryptography } from "./keyfile.js";
import { closeKey, openKey, useKey } from "./keyring.js";
import { isName, makeKeyFile, spoken } from "./officer-key.js";
import { Insecure, OpenKey } from "./open-key.js";

export const screen = { name: "key", label: "keys.title", view: Key, needs: "draftDecision" };

function Key() {
  const key = useKey();
  const [making, setMaking] = useState(false);
  usePageTitle(t("keys.title"));
  return html`
    <h1>${t("keys.title")}</h1>
    <p class="lead">${t("keys.lead")}</p>
    ${!hasCryptography() ? html`<${Insecure} />` : making ? html`<${Make} onDone=${() => setMaking(false)} />` : key ? html`<${Opened} officer=${key} />` : html`<${Closed} onMake=${() => setMaking(true)} />`}
  `;
}

function Closed({ onMake }) {
  return html`
    <section class="card"><h2>${t("keys.open.title")}</h2><p>${t("keys.open.text")}</p><${OpenKey} /></section>
    <section class="card"><h2>${t("keys.make.title")}</h2><p>${t("keys.make.text")}</p><p><button type="button" class="button" onClick=${onMake}>${t("keys.make")}</button></p></section>
  `;
}

/** The public half, to be read aloud and given to whoever prepares the election. */
function Opened({ officer }) {
  return html`<section class="card">
    <h2>${t("keys.opened")}</h2>
    <${Facts} rows=${[[t("keys.name"), html`<${Name} of=${officer.name} />`], [t("keys.spoken"), html`<${Spoken} print=${officer.thumbprint} />`], [t("keys.thumbprint"), html`<code>${officer.thumbprint}</code>`]]} />
    <p>${t("keys.spoken.text")}</p>
    <h3>${t("keys.public")}</h3>
    <p>${t("keys.public.text")}</p>
    <${Command} text=${JSON.stringify(officer.entry)} />
    <p>${t("keys.opened.text")}</p>
    <p><button type="button" class="button" onClick=${closeKey}>${t("keys.close")}</button></p>
  </section>`;
}

/** A thumbprint in groups for reading aloud. */
export function Spoken({ print }) {
  return html`<span class="spoken" dir="ltr">${spoken(print).split(" ").map((group, at) => html`<span key=${at}>${group}</span> `)}</span>`;
}

function Make({ onDone }) {
  const [name, setName] = useState(session().account.name);
  const [made, setMade] = useState(null);
  const [saved, setSaved] = useState(false);
  const { busy, error, run } = useAction();
  const wrong = name !== "" && !isName(name);
  const make = () => isName(name) && run(async () => setMade(await makeKeyFile(name)));
  if (!made) {
    return html`<section class="card">
      <h2>${t("keys.make.title")}</h2>
      <${Form} onSubmit=${make} label=${t("keys.make.title")}>
        <${TextField} label=${t("keys.name")} hint=${t("keys.name.hint")} value=${name} onInput=${setName} autocomplete="name" error=${wrong ? t("keys.name.wrong") : undefined} />
        ${error && html`<${Notice} kind="bad" role="alert" title=${t("keys.failed")}><p class="fine" lang="en">${error.message}</p><//>`}
        <div class="cluster"><${ActionButton} kind="primary" type="submit" busy=${busy}>${t("keys.make")}<//><button type="button" class="button" onClick=${onDone}>${t("staff.cancel")}</button></div>
      <//>
    </section>`;
  }
  return html`<section class="card">
    <h2>${t("keys.keep.title")}</h2>
    <ol class="key-steps">
      <li><p>${t("keys.keep.passphrase")}</p><p class="passphrase" dir="ltr">${made.passphrase}</p></li>
      <li><p>${t("keys.keep.file")}</p><p><button type="button" class="button" onClick=${() => { saveFile("officer.key", made.file, "application/octet-stream"); setSaved(true); }}>${t("keys.save")}</button></p></li>
      <li><p>${t("keys.keep.back")}</p>${saved ? html`<${OpenKey} label=${t("keys.loadBack")} open=${(file, passphrase) => sameAs(made.file, file, passphrase)} onOpen=${onDone} />` : html`<p class="fine">${t("keys.keep.first")}</p>`}</li>
    </ol>
    <p><button type="button" class="button quiet" onClick=${onDone}>${t("keys.discard")}</button></p>
  </section>`;
}

/** Opens what was loaded back, if it is the file that was made here: only who has both has kept the key. */
async function sameAs(made, file, passphrase) {
  if (file.trim() !== made.trim()) throw Object.assign(new Error("another file"), { differs: true });
  return openKey(file, passphrase);
}
