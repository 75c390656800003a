// SPDX-License-Identifier: Apache-2.0

// What the reader gives: which election, and what is known of it from elsewhere.
import { html, useEffect, useState } from "../app/html.js";
import { parseVkey } from "../urna/form.js";

/** Whether the page came from a server, rather than from the reader's disk. */
export const online = /^https?:$/.test(location.protocol);

const asked = new URLSearchParams(location.search).get("e");

const served = (id) => ({ address: new URL(`/e/${id}/board/`, location.href).href, id });

/** The election that the page's address names, if any. */
export const namedSource = () => (online && /^[0-9a-f]{32}$/.test(asked ?? "") ? served(asked) : undefined);

/** A trustee's name and the thumbprint of its signing key. */
const TRUSTEE = /^(.{1,200})=([A-Za-z0-9_-]{43})$/;

/** Reads what is known from elsewhere: `{anchors, bad}`, `bad` the first line that is no key, fingerprint or trustee. */
export function anchorsIn(text, receipts) {
  const anchors = { boardKey: undefined, fingerprints: [], receipts, trustees: new Map() };
  for (const line of text.split("\n").map((each) => each.trim()).filter((each) => each !== "")) {
    const hex = line.replace(/[\s:-]/g, "").toLowerCase();
    if (/^[0-9a-f]{64}$/.test(hex)) anchors.fingerprints.push(hex);
    else if (isKey(line) && anchors.boardKey === undefined) anchors.boardKey = line;
    else if (TRUSTEE.test(line)) anchors.trustees.set(...TRUSTEE.exec(line).slice(1));
    else return { anchors, bad: line };
  }
  return { anchors };
}

function isKey(line) {
  try {
    return parseVkey(line).type === 1;
  } catch {
    return false;
  }
}

export function Election({ t, tag, source, setSource, disabled }) {
  const elections = useElections();
  return html`<section aria-labelledby="election">
    <h2 id="election">${t("election")}</h2>
    ${source && html`<p role="status"><strong>${sourceName(t, tag, source, elections)}</strong></p>`}
    ${online && html`<${Served} t=${t} tag=${tag} elections=${elections} source=${source} setSource=${setSource} disabled=${disabled} />`}
    <p>${t(online ? "election.copy" : "election.offline")}</p>
    <div class="row">
      <${Picker} label=${t("election.folder")} folder take=${(files) => setSource(folderOf(files))} disabled=${disabled} />
      <${Picker} label=${t("election.archive")} accept=".zip,.tar" take=${([file]) => setSource({ archive: file, name: file.name })} disabled=${disabled} />
    </div>
  </section>`;
}

function Served({ t, tag, elections, source, setSource, disabled }) {
  if (!elections) return html`<p role="status">${t("election.finding")}</p>`;
  if (elections.length === 0) return source?.id ? null : html`<p>${t("election.none")}</p>`;
  return html`<fieldset disabled=${disabled}>
    <legend>${t("election.choose")}</legend>
    ${elections.map(({ election, title }) => html`<label class="choice" key=${election}>
      <input type="radio" name="e" checked=${source?.id === election} onChange=${() => setSource(served(election))} /> ${titleIn(title, tag) ?? election}
    </label>`)}
  </fieldset>`;
}

/** The server's list; undefined while it is asked for, empty where there is none. It only helps to choose. */
function useElections() {
  const [list, setList] = useState();
  useEffect(() => {
    if (!online) return;
    fetch("/api/v1/elections")
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((found) => setList(Array.isArray(found) ? found.filter(({ election }) => /^[0-9a-f]{32}$/.test(election)) : []))
      .catch(() => setList([]));
  }, []);
  return list;
}

function titleIn(texts, tag) {
  if (typeof texts === "string") return texts;
  return texts && (texts[tag] ?? Object.values(texts)[0]);
}

function sourceName(t, tag, { id, name }, elections) {
  if (name) return t("election.chosen", { name });
  const known = elections?.find(({ election }) => election === id);
  return `${t("election.server")} ${titleIn(known?.title, tag) ?? id}`;
}

function folderOf(list) {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return { files, name: files[0]?.path.split("/")[0] ?? "" };
}

function Picker({ label, folder, accept, multiple, take, disabled }) {
  const change = (event) => {
    if (event.target.files.length > 0) take(event.target.files);
    event.target.value = "";
  };
  return html`<label class="button"><input type="file" disabled=${disabled} webkitdirectory=${folder} multiple=${multiple} accept=${accept} onChange=${change} /><span>${label}</span></label>`;
}

export function Known({ t, text, setText, receipts, setReceipts, bad, disabled }) {
  const add = async (files) => setReceipts([...receipts, ...(await Promise.all([...files].map((file) => file.text())))]);
  return html`<section aria-labelledby="anchors">
    <h2 id="anchors">${t("anchors")}</h2>
    <p id="anchors-hint">${t("anchors.hint")}</p>
    <label for="anchor">${t("anchors.label")}</label>
    <textarea id="anchor" rows="3" spellcheck="false" autocomplete="off" disabled=${disabled} aria-describedby=${bad ? "anchors-hint anchors-bad" : "anchors-hint"} aria-invalid=${Boolean(bad)} value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    ${bad && html`<p id="anchors-bad" class="bad" role="alert">${t("anchors.bad", { text: bad })}</p>`}
    <div class="row">
      <${Picker} label=${t("anchors.receipts")} accept=".jws,.txt" multiple take=${add} disabled=${disabled} />
      ${receipts.length > 0 && html`<p role="status">${t(receipts.length === 1 ? "anchors.added.one" : "anchors.added", { count: receipts.length })}</p>`}
    </div>
  </section>`;
}
