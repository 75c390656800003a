// SPDX-License-Identifier: Apache-2.0

// Find my ballot: by tracker or receipt, looked up and checked on this device. Whatever looks like a voting code is refused.
import { Command, Failure, Loading, Moment, Notice, Tracker } from "../app/components.js";
import { html, useEffect, useRef, useState } from "../app/html.js";
import { parts, t } from "../app/i18n.js";
import { announce, mount } from "../app/shell.js";
import { looksLikeCode, parseCode } from "../urna/code.js";
import { parseTracker, trackerOf } from "../urna/tracker.js";
import { findBallot } from "./find-ballot.js";
import { ElectionPage } from "./frame.js";
import { readReceipt, receiptCheck } from "./receipt-file.js";

function Find(election) {
  if (election.about.setupIndex === undefined || ["sealed", "credentials", "key-ceremony"].includes(election.about.state)) return html`<p>${t("page.find.early")}</p>`;
  return html`<${Search} election=${election} />`;
}

function Search({ election }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState(null);
  const [state, setState] = useState({});

  const refuseCode = () => {
    setTyped("");
    setState({});
    setProblem("code");
    announce(`${t("page.find.code")}. ${t("page.find.code.text")}`, "assertive");
  };
  const search = async (wanted, receipt) => {
    setProblem(null);
    setState({ searching: true });
    announce(t("page.find.searching"));
    try {
      const found = await findBallot(election, wanted);
      if (receipt) found.receipt = receipt;
      if (receipt && found.status === "found") found.checks.push(receiptCheck(receipt, found, election));
      setState({ found, wanted });
    } catch (error) {
      setState({ error, again: () => search(wanted, receipt) });
    }
  };
  const find = (text) => {
    const wanted = parseTracker(text);
    if (wanted.ok) return search(wanted);
    if (wanted.reason === "code") return refuseCode();
    setState({});
    setProblem(wanted.reason);
    announce(t(`page.find.error.${wanted.reason}`), "assertive");
  };
  const submit = (event) => {
    event.preventDefault();
    find(typed);
  };
  useEffect(() => {
    const linked = takeFragment();
    if (linked === "") return;
    setTyped(parseTracker(linked).written ?? linked);
    find(linked);
  }, []);
  // a whole code is refused while it is typed; what is only nearly one may still become a tracker
  const input = (event) => (parseCode(event.target.value).ok ? ((event.target.value = ""), refuseCode()) : setTyped(event.target.value));
  const paste = (event) => {
    if (!looksLikeCode(event.clipboardData.getData("text"))) return;
    event.preventDefault();
    refuseCode();
  };
  const file = async (chosen) => {
    const text = await chosen.text();
    if (looksLikeCode(text)) return refuseCode();
    const receipt = readReceipt(text);
    if (receipt === null) {
      setState({});
      setProblem("file");
      return announce(t("page.find.error.file"), "assertive");
    }
    setTyped(trackerOf(receipt.payload.ballot));
    return search(parseTracker(receipt.payload.ballot), receipt);
  };

  const invalid = problem !== null && !["code", "file"].includes(problem);
  return html`
    <p class="lead">${t("page.find.lead")}</p>
    ${problem === "code" && html`<${Notice} kind="warn" title=${t("page.find.code")}><p>${t("page.find.code.text")}</p><//>`}
    <div class="card">
      <form onSubmit=${submit} novalidate>
        <div class="field">
          <label for="tracker">${t("page.find.tracker")}</label>
          <p class="hint" id="tracker-hint">${t("page.find.tracker.hint")}</p>
          <input
            id="tracker" class="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="200"
            aria-describedby=${invalid ? "tracker-hint tracker-error" : "tracker-hint"} aria-invalid=${String(invalid)}
            value=${typed} onInput=${input} onPaste=${paste}
          />
          ${invalid && html`<p class="field-error" id="tracker-error">${t(`page.find.error.${problem}`)}</p>`}
        </div>
        <p><button class="button primary">${t("page.find.go")}</button></p>
      </form>
      <${ReceiptFile} onFile=${file} wrong=${problem === "file"} />
    </div>
    ${state.searching && html`<${Loading} label=${t("page.find.searching")} />`}
    ${state.error && html`<${Failure} error=${state.error} retry=${state.again} />`}
    ${state.found && html`<${Outcome} key=${state.wanted.written} election=${election} found=${state.found} wanted=${state.wanted} />`}
  `;
}

/** What stands after the # of a link or QR code; it is no server's business, and is wiped from the address before anything else. */
function takeFragment() {
  const fragment = location.hash.slice(1);
  if (fragment !== "") history.replaceState(history.state, "", location.pathname);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return "";
  }
}

function ReceiptFile({ onFile, wrong }) {
  const [over, setOver] = useState(false);
  const choose = (event) => {
    const [chosen] = event.target.files;
    if (chosen) onFile(chosen);
    event.target.value = "";
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  const drag = (event) => {
    event.preventDefault();
    setOver(true);
  };
  return html`<div class=${`drop ${over ? "drop-over" : ""}`} onDragOver=${drag} onDragLeave=${() => setOver(false)} onDrop=${drop}>
    <h2 class="drop-title">${t("page.find.or")}</h2>
    <label for="receipt">${t("page.find.file")}</label>
    <input id="receipt" type="file" aria-describedby=${wrong ? "receipt-error" : undefined} onChange=${choose} />
    ${wrong && html`<p class="field-error" id="receipt-error">${t("page.find.error.file")}</p>`}
  </div>`;
}

function Outcome({ election, found, wanted }) {
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), []);
  const title = (text) => html`<h2 ref=${heading} tabindex="-1">${text}</h2>`;
  if (found.status === "absent") {
    return html`<section class="card outcome">
      ${title(t("page.find.absent"))}
      <p><${Tracker} value=${wanted.written} /></p>
      <p>${found.receipt ? t("page.find.absent.receipt") : t("page.find.absent.text")}</p>
    </section>`;
  }
  const good = found.checks.every((each) => each.ok);
  return html`<section class="card outcome">
    ${title(good ? t("page.find.found") : t("page.find.broken"))}
    ${good
      ? html`<p>${parts("page.find.found.text", { index: found.index, time: html`<${Moment} time=${found.time} />` })}</p>`
      : html`<${Notice} kind="bad" role="alert"><p>${t("page.find.broken.text")}</p><//>`}
    <p><${Tracker} value=${wanted.written} /></p>
    <h3>${t("page.find.checks")}</h3>
    <ul class="checks">${found.checks.map((check) => html`<${Check} key=${check.name} check=${check} />`)}</ul>
    <p><a class="button" href=${`/e/${election.id}/entries#${found.index}`}>${t("page.find.found.open")}</a></p>
    <p class="fine">${t("page.find.limits")}</p>
    <${Command} text=${`java -jar verifier.jar receipt urna-receipt-${wanted.written}.jws ${location.origin}/e/${election.id}`} label=${t("page.verify.copy")} />
  </section>`;
}

function Check({ check: { name, ok, detail } }) {
  return html`<li class=${ok ? "check-ok" : "check-bad"} data-check=${name}>
    <span class="check-sign" aria-hidden="true">${ok ? "✓" : "✕"}</span>
    <div class="check-text">
      <p><span class="visually-hidden">${t(ok ? "page.find.check.passed" : "page.find.check.failed")} </span>${t(`page.find.check.${name}${ok ? "" : ".failed"}`)}</p>
      ${detail && html`<p class="fine"><code>${detail}</code></p>`}
    </div>
  </li>`;
}

mount(() => html`<${ElectionPage} page="find">${Find}<//>`);
