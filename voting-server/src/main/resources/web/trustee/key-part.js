// SPDX-License-Identifier: Apache-2.0

// The key: made here, saved and loaded back, or opened from its file.
import { Command, Facts, Name, Notice } from "../app/components.js";
import { html, useState } from "../app/html.js";
import { t } from "../app/i18n.js";
import { saveFile } from "../booth/files.js";
import { Form, TextField } from "../staff/forms.js";
import { OpenKey } from "../staff/keys/open-key.js";
import { isName } from "../staff/keys/officer-key.js";
import { ActionButton, useAction } from "../staff/parts.js";
import { fromBase64Url } from "../urna/bytes.js";
import { words } from "../urna/words.js";
import { makeKeyFile, openTrusteeKey } from "./key.js";

const FILE = "trustee.key";

export const save = (text) => saveFile(FILE, text, "application/octet-stream");

export function KeyPart({ onOpen }) {
  const [making, setMaking] = useState(false);
  if (making) return html`<${Make} onOpen=${onOpen} onCancel=${() => setMaking(false)} />`;
  return html`
    <section class="card"><h2>${t("trustee.open")}</h2><p>${t("trustee.open.text")}</p><${OpenKey} open=${openTrusteeKey} onOpen=${onOpen} /></section>
    <section class="card"><h2>${t("trustee.make")}</h2><p>${t("trustee.make.text")}</p><p><button type="button" class="button" onClick=${() => setMaking(true)}>${t("trustee.make")}</button></p></section>
  `;
}

function Make({ onOpen, onCancel }) {
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState(null);
  const { busy, error, run } = useAction();
  const make = () => {
    setTried(true);
    return isName(name) && run(async () => setMade(await makeKeyFile(name.trim())));
  };
  if (made) return html`<section class="card"><h2>${t("keys.keep.title")}</h2><${Keep} file=${made.file} passphrase=${made.passphrase} open=${(file, typed) => sameAs(made.file, file, typed)} onOpen=${onOpen} /></section>`;
  return html`<section class="card"><h2>${t("trustee.make")}</h2>
    <${Form} onSubmit=${make} label=${t("trustee.make")}>
      <${TextField} label=${t("keys.name")} hint=${t("keys.name.hint")} value=${name} onInput=${setName} autocomplete="name" error=${tried && !isName(name) ? t("keys.name.wrong") : undefined} />
      ${error && html`<${Notice} kind="bad" role="alert" title=${t("keys.failed")}><p class="fine" lang="en">${error.message}</p><//>`}
      <div class="cluster"><${ActionButton} kind="primary" type="submit" busy=${busy}>${t("trustee.make")}<//><button type="button" class="button" onClick=${onCancel}>${t("staff.cancel")}</button></div>
    <//>
  </section>`;
}

/** The file saved, loaded back and opened: nothing goes on before. The passphrase is shown where it is new. */
export function Keep({ file, passphrase, open, onOpen }) {
  const [saved, setSaved] = useState(false);
  const keep = () => {
    save(file);
    setSaved(true);
  };
  return html`<ol class="key-steps">
    ${passphrase && html`<li><p>${t("keys.keep.passphrase")}</p><p class="passphrase" dir="ltr">${passphrase}</p></li>`}
    <li><p>${t("trustee.keep.file")}</p><p><button type="button" class="button" onClick=${keep}>${t("keys.save")}</button></p></li>
    <li><p>${t("trustee.keep.back")}</p>${saved ? html`<${OpenKey} label=${t("keys.loadBack")} open=${open} onOpen=${onOpen} />` : html`<p class="fine">${t("keys.keep.first")}</p>`}</li>
  </ol>`;
}

/** Opens what was loaded back, if it is the file that was made here. */
async function sameAs(made, file, passphrase) {
  if (file.trim() !== made.trim()) throw Object.assign(new Error("another file"), { differs: true });
  return openTrusteeKey(file, passphrase);
}

/** The public half: what the ballot office is given, and reads back over the telephone. */
export function Print({ trustee }) {
  return html`<section class="card"><h2>${t("trustee.print")}</h2>
    <p>${t("trustee.print.text")}</p>
    <${Facts} rows=${[[t("keys.name"), html`<${Name} of=${trustee.name} />`], [t("trustee.words"), html`<${Words} of=${fromBase64Url(trustee.thumbprint)} />`]]} />
    <${Command} text=${trustee.thumbprint} />
  </section>`;
}

/** Six words to say aloud. */
export function Words({ of }) {
  return html`<span class="trustee-words" dir="ltr">${words(of).map((word, at) => html`<span key=${at}>${word}</span> `)}</span>`;
}
