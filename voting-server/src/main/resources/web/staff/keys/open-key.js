// SPDX-License-Identifier: Apache-2.0

// Opening a key file: the file is read by this page and goes nowhere.
import { Notice } from "../../app/components.js";
import { html, useId, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { Form, PasswordField } from "../forms.js";
import { ActionButton, useAction } from "../parts.js";
import { hasCryptography } from "./keyfile.js";
import { openKey } from "./keyring.js";

const MOST_BYTES = 512 * 1024;

/** A file and its passphrase. `check` may refuse the opened key by throwing; `onOpen` gets it. */
export function OpenKey({ label = t("keys.open"), onOpen, open = openKey }) {
  const [file, setFile] = useState(null);
  const [passphrase, setPassphrase] = useState("");
  const [missing, setMissing] = useState(false);
  const { busy, error, run } = useAction();
  const id = useId();
  if (!hasCryptography()) return html`<${Insecure} />`;
  const submit = () => {
    setMissing(!file || passphrase === "");
    if (!file || passphrase === "") return undefined;
    return run(async () => {
      const key = await open(await file.text(), passphrase);
      setPassphrase("");
      onOpen?.(key);
    });
  };
  const choose = (event) => {
    const [chosen] = event.target.files;
    setFile(chosen && chosen.size <= MOST_BYTES ? chosen : null);
  };
  return html`<${Form} onSubmit=${submit} label=${label}>
    <div class="field">
      <label for=${id}>${t("keys.file")}</label>
      <p class="hint" id=${`${id}-hint`}>${t("keys.file.hint")}</p>
      <input id=${id} type="file" aria-describedby=${`${id}-hint`} aria-invalid=${missing && !file ? "true" : undefined} onChange=${choose} />
    </div>
    <${PasswordField} label=${t("keys.passphrase")} value=${passphrase} onInput=${setPassphrase} autocomplete="off" error=${missing && passphrase === "" ? t("keys.missing") : undefined} />
    ${missing && !file && html`<p class="field-error">${t("keys.file.missing")}</p>`}
    ${error && html`<${Notice} kind="bad" role="alert" title=${t("keys.notOpened")}><p>${error.differs ? t("keys.differs") : t("keys.notOpened.help")}</p><p class="fine" lang="en">${error.message}</p><//>`}
    <p><${ActionButton} kind="primary" type="submit" busy=${busy}>${label}<//></p>
  <//>`;
}

/** Browsers offer cryptography to pages over HTTPS and on this machine only. */
export function Insecure() {
  return html`<${Notice} kind="bad" title=${t("keys.insecure")}><p>${t("keys.insecure.help")}</p><//>`;
}
