// SPDX-License-Identifier: Apache-2.0

// How to check this election oneself: the exact commands, the trust anchor, and what is left to trust.
import { apiPath, getBytes } from "../app/api.js";
import { Command, Copy, Facts, Failure, Loading, Notice } from "../app/components.js";
import { html } from "../app/html.js";
import { t } from "../app/i18n.js";
import { mount } from "../app/shell.js";
import { bytesToHex } from "../vendor/noble-hashes/utils.js";
import { sha256 } from "../vendor/noble-hashes/sha2.js";
import { ElectionPage } from "./frame.js";
import { useLoad } from "./load.js";

const CHECKED = ["log", "roll", "key", "ballots", "tally", "result", "decisions"];

function Verify({ id, about, manifest }) {
  const address = `${location.origin}/e/${id}`;
  if (!manifest) return html`<p>${t("page.verify.early")}</p>`;
  const anchor = `--board-key ${about.boardKey}`;
  return html`
    <p class="lead">${t("page.verify.lead")}</p>
    <ol class="steps">
      <li>
        <h2>${t("page.verify.browser")}</h2>
        <p>${t("page.verify.browser.text")}</p>
        <p><a class="button" href=${`/verify?e=${id}`}>${t("page.verify.browser.open")}</a></p>
      </li>
      <li><h2>${t("page.verify.get")}</h2><p>${t("page.verify.get.text")}</p></li>
      <li>
        <h2>${t("page.verify.run")}</h2>
        <p>${t("page.verify.run.text")}</p>
        <${Command} text=${`java -jar verifier.jar verify ${address} ${anchor}`} label=${t("page.verify.copy")} />
        <p>${t("page.verify.status")}</p>
      </li>
      <li>
        <h2>${t("page.verify.anchor")}</h2>
        <p>${t("page.verify.anchor.text")}</p>
        <${Anchors} id=${id} about=${about} />
        <${Notice} kind="warn" title=${t("page.verify.elsewhere")}><p>${t("page.verify.elsewhere.text")}</p><//>
      </li>
      <li>
        <h2>${t("page.verify.mirror")}</h2>
        <p>${t("page.verify.mirror.text")}</p>
        <${Command} text=${`java -jar verifier.jar mirror ${address} urna-${id.slice(0, 8)} ${anchor}`} label=${t("page.verify.copy")} />
      </li>
      <li>
        <h2>${t("page.verify.own")}</h2>
        <p>${t("page.verify.own.text")}</p>
        <${Command} text=${`java -jar verifier.jar receipt urna-receipt.jws ${address}`} label=${t("page.verify.copy")} />
        <${Command} text=${`java -jar verifier.jar challenge urna-challenge.json --place ${address} ${anchor}`} label=${t("page.verify.copy")} />
      </li>
    </ol>
    <h2>${t("page.verify.checks")}</h2>
    <ul>${CHECKED.map((each) => html`<li key=${each}>${t(`page.verify.checks.${each}`)}</li>`)}</ul>
    <h2>${t("page.verify.trust")}</h2>
    <ul>
      <li>${t("page.verify.trust.secrecy", { count: manifest.threshold, trustees: manifest.trustees.length })}</li>
      <li>${t(`page.verify.trust.registrar.${manifest.registrar.mode}`)}</li>
      <li>${manifest.quorum > 0 ? t("page.verify.trust.witnesses", { count: manifest.quorum }) : t("page.verify.trust.noWitnesses")}</li>
      <li>${t("page.verify.trust.device")}</li>
    </ul>
  `;
}

function Anchors({ id, about }) {
  const { value, error, retry } = useLoad(() => fingerprints(id, about));
  if (error) return html`<${Failure} error=${error} retry=${retry} />`;
  if (!value) return html`<${Loading} />`;
  const row = (name, text) => [name, text && html`<code class="anchor" dir="ltr">${text}</code> <${Copy} text=${text} />`];
  return html`<div class="card">
    <${Facts} rows=${[row(t("page.verify.boardKey"), about.boardKey), row(t("page.verify.setup"), value.setup), row(t("page.verify.manifest"), value.manifest)]} />
  </div>`;
}

/** SHA-256 of the set-up entry and of the first manifest entry, computed here from the entries themselves. */
async function fingerprints(id, about) {
  const of = async (index) => bytesToHex(sha256(await getBytes(apiPath(id, `/entries/${index}`))));
  const setup = about.setupIndex === undefined ? undefined : await of(about.setupIndex);
  return { setup, manifest: await of(0) };
}

mount(() => html`<${ElectionPage} page="verify">${Verify}<//>`);
