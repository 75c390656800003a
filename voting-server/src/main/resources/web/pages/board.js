// SPDX-License-Identifier: Apache-2.0

// The board, entry by entry: a page of entries, the address's fragment naming the one meant (#12).
import { apiPath, getText } from "../app/api.js";
import { Badge, Facts, Failure, Loading } from "../app/components.js";
import { html, useEffect, useState } from "../app/html.js";
import { hasText, number, shortTime, t, utcTime } from "../app/i18n.js";
import { announce, mount } from "../app/shell.js";
import { bytesToHex } from "../vendor/noble-hashes/utils.js";
import { sha256 } from "../vendor/noble-hashes/sha2.js";
import { facts, sentence } from "./entry-words.js";
import { ElectionPage } from "./frame.js";

const PAGE = 25;

function Board({ id, about, manifest }) {
  const total = about.entries ?? 0;
  const [target, setTarget] = useState(() => wanted(total));
  useEffect(() => {
    const moved = () => setTarget(wanted(total));
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  if (total === 0) return html`<p>${t("page.board.empty")}</p>`;
  const from = Math.floor((target ?? 0) / PAGE) * PAGE;
  return html`
    <p class="lead">${t("page.board.lead")}</p>
    <${Jump} total=${total} />
    <${Entries} key=${from} id=${id} from=${from} total=${total} target=${target} manifest=${manifest} />
    <${Pager} from=${from} total=${total} />
  `;
}

/** The entry that the address names, or null. */
function wanted(total) {
  const index = /^#(\d{1,9})$/u.exec(location.hash)?.[1];
  return index === undefined ? null : Math.min(Number(index), Math.max(0, total - 1));
}

function Jump({ total }) {
  const [sought, setSought] = useState("");
  const [wrong, setWrong] = useState(false);
  const go = (event) => {
    event.preventDefault();
    const index = Number(sought);
    const good = /^\d{1,9}$/u.test(sought.trim()) && index < total;
    setWrong(!good);
    if (good) location.hash = `#${index}`;
    else announce(t("page.board.noSuch", { last: total - 1 }), "assertive");
  };
  return html`<form class="jump" onSubmit=${go}>
    <div class="field">
      <label for="jump">${t("page.board.jump", { last: total - 1 })}</label>
      <div class="jump-row">
        <input id="jump" type="text" inputmode="numeric" autocomplete="off" value=${sought} aria-invalid=${String(wrong)} aria-describedby=${wrong ? "jump-error" : undefined} onInput=${(event) => setSought(event.target.value)} />
        <button class="button">${t("page.board.go")}</button>
      </div>
      ${wrong && html`<p id="jump-error" class="field-error">${t("page.board.noSuch", { last: total - 1 })}</p>`}
    </div>
  </form>`;
}

function Entries({ id, from, total, target, manifest }) {
  const [{ lines, error }, setState] = useState({});
  const load = () => {
    setState({});
    getText(apiPath(id, `/entries?from=${from}&count=${PAGE}`)).then(
      (text) => setState({ lines: text.split("\n").filter(Boolean) }),
      (failure) => setState({ error: failure }),
    );
  };
  useEffect(load, []);
  useEffect(() => {
    const entry = target !== null && document.getElementById(String(target));
    if (!entry) return;
    entry.scrollIntoView();
    entry.focus({ preventScroll: true });
  }, [lines, target]);
  if (error) return html`<${Failure} error=${error} retry=${load} />`;
  if (!lines) return html`<${Loading} />`;
  return html`
    <p class="fine" role="status">${t("page.board.showing", { from, to: from + lines.length - 1, count: total })}</p>
    <ol class="entries">
      ${lines.map((text, at) => html`<li key=${at}><${Entry} id=${id} index=${from + at} text=${text} manifest=${manifest} marked=${from + at === target} /></li>`)}
    </ol>
  `;
}

function Entry({ id, index, text, manifest, marked }) {
  const [open, setOpen] = useState(false);
  const entry = JSON.parse(text);
  const name = hasText(`page.entry.${entry.type}.name`) ? t(`page.entry.${entry.type}.name`) : entry.type;
  return html`<article id=${String(index)} tabindex="-1" class=${`card entry ${marked ? "entry-marked" : ""}`} aria-labelledby=${`entry-${index}`}>
    <header class="title-row">
      <h2 id=${`entry-${index}`}><a href=${`#${index}`} class="entry-number">#${number(index)}</a> ${name}</h2>
      <${Badge}><time datetime=${entry.time} title=${utcTime(entry.time)}>${shortTime(entry.time)}</time><//>
    </header>
    <p>${sentence(entry, manifest)}</p>
    <${Facts} rows=${facts(entry, text, manifest)} />
    <details onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary>${t("page.board.raw")}</summary>
      ${open &&
      html`<p class="fine">${t("page.board.raw.hash")} <code>${bytesToHex(sha256(new TextEncoder().encode(text)))}</code></p>
        <pre class="raw" tabindex="0" role="group" aria-label=${`${t("page.board.raw")} #${index}`}><code dir="ltr">${text}</code></pre>
        <p><a href=${apiPath(id, `/entries/${index}`)} download=${`entry-${index}.json`}>${t("page.board.download")}</a></p>`}
    </details>
  </article>`;
}

function Pager({ from, total }) {
  const last = Math.floor((total - 1) / PAGE) * PAGE;
  if (last === 0) return null;
  const link = (label, target, possible) =>
    possible ? html`<a class="button small" href=${`#${target}`}>${label}</a>` : html`<span class="button small" aria-disabled="true">${label}</span>`;
  return html`<nav class="cluster pager" aria-label=${t("page.board.pages")}>
    ${link(t("page.board.first"), 0, from > 0)} ${link(t("page.board.previous"), from - PAGE, from > 0)} ${link(t("page.board.next"), from + PAGE, from < last)}
    ${link(t("page.board.last"), last, from < last)}
  </nav>`;
}

mount(() => html`<${ElectionPage} page="board">${Board}<//>`);
