// SPDX-License-Identifier: Apache-2.0

// The queue of decisions: asked for by one, agreed by another. What is shown is read from the exact texts, and signatures are verified here.
import { apiPath, getJson } from "../../app/api.js";
import { Facts, Failure, Loading, Name, Notice } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { described } from "../../urna/malformed.js";
import { call, may } from "../api.js";
import { SelectField } from "../forms.js";
import { ActionButton, Confirm, Dialog, Problem, toast, useAction } from "../parts.js";
import { linkTo } from "../route.js";
import { signWithKey, useKey } from "../keys/keyring.js";
import { OpenKey } from "../keys/open-key.js";
import { Ask } from "./ask.js";
import { readBoard } from "./board.js";
import { checkDecision } from "./checks.js";
import { readDecision } from "./decision.js";
import { officersInOffice, whoSigned } from "./officers.js";
import { Request } from "./request.js";
import { brief, oneLine } from "./words.js";

export const tab = { name: "decisions", label: "decisions.title", needs: "listDecisionRequests", view: Decisions };

const REFUSING = ["facts-wrong", "times-wrong", "text-wrong", "not-authorised", "not-needed", "disagree"];

function Decisions({ id, election, reload, rest }) {
  if (election.state === "draft") return html`<p>${t("decisions.draft")}</p>`;
  return html`<${Queue} id=${id} election=${election} reload=${reload} asking=${rest[0] === "new"} />`;
}

function Queue({ id, election, reload, asking }) {
  const [round, setRound] = useState(0);
  const { loaded, error } = useQueue(id, round);
  const officer = useKey();
  const [selected, setSelected] = useState([]);
  const [dialog, setDialog] = useState(null);
  const again = () => setRound(round + 1);
  if (error) return html`<${Failure} error=${error} retry=${again} /><p class="fine" lang="en">${described(error).detail}</p>`;
  if (!loaded) return html`<${Loading} label=${t("decisions.reading")} />`;
  const { board, items } = loaded;
  if (asking) return html`<${Ask} id=${id} election=${election} board=${board} onDone=${again} />`;
  const close = (changed) => {
    setDialog(null);
    if (!changed) return;
    setSelected([]);
    again();
    if (changed === "state") reload();
  };
  const act = {
    sign: (chosen) => setDialog(html`<${Sign} id=${id} items=${chosen} board=${board} onClose=${close} />`),
    refuse: (item) => setDialog(html`<${Refuse} id=${id} item=${item} onClose=${close} />`),
    withdraw: (item) => setDialog(html`<${Withdraw} id=${id} item=${item} onClose=${close} />`),
  };
  const select = (item, on) => setSelected(on ? [...selected, item.number] : selected.filter((number) => number !== item.number));
  const chosen = items.filter(({ number }) => selected.includes(number));
  const section = (name, list) => list.length > 0 && html`<section aria-labelledby=${`queue-${name}`}>
    <h2 id=${`queue-${name}`}>${t(`decisions.queue.${name}`)}</h2>
    ${list.map((item) => html`<${Request} key=${item.number} id=${id} item=${item} board=${board} officer=${officer} selected=${selected.includes(item.number)} onSelect=${(on) => select(item, on)} act=${act} />`)}
  </section>`;
  const pending = items.filter(({ state }) => state === "pending");
  return html`
    <p class="lead">${t("decisions.lead")}</p>
    <${Officers} board=${board} officer=${officer} />
    <div class="cluster">
      ${may("draftDecision") && html`<a class="button primary" href=${linkTo("elections", id, "decisions", "new")}>${t("decisions.ask")}</a>`}
      ${chosen.length > 1 && html`<button type="button" class="button" onClick=${() => act.sign(chosen)}>${t("decisions.signMany", { count: chosen.length })}</button>`}
    </div>
    ${items.length === 0 && html`<p>${t("decisions.none")}</p>`}
    ${section("waiting", pending.filter(({ signed }) => signed.length < 2))}
    ${section("agreed", pending.filter(({ signed }) => signed.length >= 2))}
    ${section("past", items.filter(({ state }) => state !== "pending").reverse())}
    ${dialog}
  `;
}

/** The queue with everything that is needed to judge it; findings come in after it. */
function useQueue(id, round) {
  const [state, setState] = useState({});
  useEffect(() => {
    let shown = true;
    load(id).then(
      async (loaded) => {
        if (!shown) return;
        setState({ loaded });
        const items = [];
        for (const item of loaded.items) items.push(item.decision && item.state === "pending" ? { ...item, findings: await findings(item, loaded.board) } : item);
        if (shown) setState({ loaded: { ...loaded, items } });
      },
      (error) => shown && setState({ error }),
    );
    return () => {
      shown = false;
    };
  }, [id, round]);
  return state;
}

async function load(id) {
  const [read, listed, requests] = await Promise.all([readBoard(id), getJson(apiPath(id, "/decisions")), call("GET", `/elections/${id}/requests`)]);
  const board = { ...read, officers: officersInOffice(read.manifest, read.decided) };
  const items = listed.map(({ number, decision: text, state, signatures, index }) => {
    const request = requests.find((each) => each.number === number);
    const item = { number, text, state, index, request, ...whoSigned(text, signatures, board.officers) };
    try {
      return { ...item, decision: readDecision(text) };
    } catch (error) {
      return { ...item, decision: null, broken: described(error).detail };
    }
  });
  return { board, items };
}

async function findings(item, board) {
  try {
    return await checkDecision(item.decision, board, Date.now());
  } catch (error) {
    return { problems: [{ key: "notChecked", params: { detail: described(error).detail } }], checked: [], unchecked: [] };
  }
}

/** Who is in office, and the key with which one signs here. */
function Officers({ board, officer }) {
  const [opening, setOpening] = useState(false);
  const own = officer && board.officers.some((each) => each.thumbprint === officer.thumbprint);
  return html`<section class="card" aria-label=${t("decisions.officers")}>
    <${Facts} rows=${[[t("decisions.officers"), html`<ul class="plain">${board.officers.map((each) => html`<li key=${each.thumbprint}><${Name} of=${each.name} />${officer?.thumbprint === each.thumbprint && html` <span class="fine">${t("decisions.yourKey")}</span>`}</li>`)}</ul>`]]} />
    ${officer && !own && html`<${Notice} kind="warn" title=${t("decisions.hint.notInOffice")}><p><${Name} of=${officer.name} /></p><//>`}
    ${!officer && !opening && html`<p><button type="button" class="button" onClick=${() => setOpening(true)}>${t("decisions.openKey")}</button></p>`}
    ${!officer && opening && html`<${OpenKey} onOpen=${() => setOpening(false)} />`}
  </section>`;
}

function Sign({ id, items, board, onClose }) {
  const { busy, error, run } = useAction();
  const [done, setDone] = useState(0);
  const sign = () =>
    run(async () => {
      let changed = true;
      for (const item of items) {
        const jws = await signWithKey(item.text);
        const standing = await call("POST", `/elections/${id}/decisions/${item.number}/signatures`, { body: jws, type: "text/plain" });
        if (standing.state === "appended") changed = "state";
        setDone((count) => count + 1);
      }
      toast(t("decisions.signed", { count: items.length }));
      onClose(changed);
    });
  return html`<${Dialog} title=${t("decisions.sign.title", { count: items.length })} wide onClose=${() => onClose(done > 0)}>
    <p>${t("decisions.sign.text")}</p>
    ${items.length === 1 ? html`<${Facts} rows=${brief(items[0].decision, board)} />` : html`<ul>${items.map((item) => html`<li key=${item.number}>#${item.number} ${oneLine(item.decision, board)}</li>`)}</ul>`}
    ${error && html`<${Problem} error=${error} />`}
    <div class="cluster">
      <${ActionButton} kind="primary" busy=${busy} onClick=${sign}>${t("decisions.sign.confirm")}<//>
      <button type="button" class="button" onClick=${() => onClose(done > 0)}>${t("staff.cancel")}</button>
    </div>
  <//>`;
}

function Refuse({ id, item, onClose }) {
  const [reason, setReason] = useState(REFUSING[0]);
  const refuse = async () => {
    await call("POST", `/elections/${id}/decisions/${item.number}/refusal`, { body: { reason } });
    toast(t("decisions.refused"));
  };
  return html`<${Confirm} title=${t("decisions.refuse.title")} label=${t("decisions.refuse")} action=${refuse} onClose=${() => onClose("again")}>
    <p>${t("decisions.refuse.text")}</p>
    <${SelectField} label=${t("decisions.refuse.reason")} value=${reason} options=${REFUSING.map((each) => [each, t(`decisions.why.${each}`)])} onInput=${setReason} />
  <//>`;
}

function Withdraw({ id, item, onClose }) {
  const withdraw = async () => {
    await call("POST", `/elections/${id}/decisions/${item.number}/withdrawal`);
    toast(t("decisions.withdrawn"));
  };
  return html`<${Confirm} title=${t("decisions.withdraw.title")} label=${t("decisions.withdraw")} action=${withdraw} onClose=${() => onClose("again")}>
    <p>${t("decisions.withdraw.text")}</p>
  <//>`;
}
