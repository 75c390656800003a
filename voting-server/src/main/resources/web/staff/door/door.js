// SPDX-License-Identifier: Apache-2.0

// The desk at the door of a meeting: finds a member on the roll, and activates the slip that is handed to them.
import { Badge, Facts, Loading } from "../../app/components.js";
import { html, useRef, useState } from "../../app/html.js";
import { number, t } from "../../app/i18n.js";
import { call, may } from "../api.js";
import { Form, SelectField, TextField } from "../forms.js";
import { day } from "../helpdesk/days.js";
import { ActionButton, Dialog, Problem, toast, useAction, useLoaded } from "../parts.js";

export const tab = { name: "door", label: "door.title", needs: "listAtDoor", when: ({ door }) => door, view: Door };

export const MESSAGES = "/assets/staff/door/messages/";

const PAGE = 20;
const BEFORE = ["draft", "key-ceremony"];
const AT_WORK = ["sealed", "open"];
const BADGES = { nothing: "plain", slip: "ok", voted: "info", sent: "warn", retired: "bad" };

function Door({ id, election }) {
  if (BEFORE.includes(election.state)) return html`<p class="lead">${t("door.before")}</p>`;
  return html`<${Desk} id=${id} election=${election} />`;
}

function Desk({ id, election }) {
  const [round, setRound] = useState(0);
  const atWork = AT_WORK.includes(election.state);
  return html`
    <p class="lead">${t(atWork ? "door.lead" : election.state === "credentials" ? "door.unsealed" : "door.over")}</p>
    <${Counts} id=${id} round=${round} />
    <${Finding} id=${id} atWork=${atWork} changed=${() => setRound((count) => count + 1)} />
  `;
}

function Counts({ id, round }) {
  const { value, error, reload } = useLoaded(() => call("GET", `/elections/${id}/door`), [round]);
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!value) return html`<${Loading} />`;
  return html`<${Facts} rows=${["printed", "activated", "voted", "lost"].map((name) => [t(`door.count.${name}`), number(value[name])])} />`;
}

function Finding({ id, atWork, changed }) {
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState(null);
  const [found, setFound] = useState([]);
  const [more, setMore] = useState(false);
  const [taking, setTaking] = useState(null);
  const { busy, error, run } = useAction();
  const place = useRef(null);
  const load = async (sought, before) => {
    const after = before.length > 0 ? before[before.length - 1].memberNumber : "";
    const page = await run(() => call("GET", `/elections/${id}/door/members?${new URLSearchParams({ search: sought, after })}`));
    if (!page) return;
    setAsked(sought);
    setFound([...before, ...page]);
    setMore(page.length === PAGE);
  };
  const done = async (text) => {
    toast(text);
    changed();
    setTaking(null);
    await load(asked, []);
    // the next in the queue
    const field = place.current?.querySelector("input[type=search]");
    field?.focus();
    field?.select();
  };
  return html`<div ref=${place}>
    <${Form} label=${t("door.search")} onSubmit=${() => search.trim() && load(search.trim(), [])}>
      <${TextField} label=${t("door.search")} hint=${t("door.search.hint")} type="search" autocomplete="off" maxlength="200" value=${search} onInput=${setSearch} />
      <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t("door.find")}<//></div>
    <//>
    ${error && html`<${Problem} error=${error} />`}
    <p role="status">${asked !== null && found.length === 0 && !busy ? t("door.none") : ""}</p>
    ${found.map((each) => html`<${Member} key=${each.memberNumber} id=${id} member=${each} atWork=${atWork} done=${done} take=${() => setTaking(each)} />`)}
    ${more && html`<div class="cluster"><${ActionButton} busy=${busy} onClick=${() => load(asked, found)}>${t("door.more")}<//></div>`}
    ${taking && html`<${Taking} id=${id} member=${taking} done=${done} onClose=${() => setTaking(null)} />`}
  </div>`;
}

const nameOf = ({ name, memberNumber }) => name || memberNumber;

function Member({ id, member, atWork, done, take }) {
  const { holds, votedOn } = member;
  const about = [member.memberNumber, member.class, member.ballotStyle].filter(Boolean);
  return html`<article class="card door-member" aria-label=${nameOf(member)}>
    <h3><bdi>${nameOf(member)}</bdi></h3>
    <p>${about.map((each, index) => html`${index > 0 && " · "}<bdi>${each}</bdi>`)}${member.weight > 1 && html` · ${t("door.weight", { weight: member.weight })}`}</p>
    <p><${Badge} kind=${BADGES[holds]}>${t(`door.holds.${holds}`)}<//> ${votedOn && day(votedOn)}</p>
    ${["sent", "retired"].includes(holds) && html`<p class="fine">${t(`door.holds.${holds}.text`)}</p>`}
    ${atWork && holds === "nothing" && may("activateSlip") && html`<${Activating} id=${id} member=${member} done=${done} />`}
    ${atWork && holds === "slip" && may("deactivateSlip") && html`<p><button type="button" class="button" onClick=${take}>${t("door.take")}<span class="visually-hidden">: ${nameOf(member)}</span></button></p>`}
  </article>`;
}

/** Why not, in words of the rule that the server names; nothing where something else went wrong. */
const ruleIn = (error) => (error?.code === "door-refused" ? t(`door.rule.${error.problem?.rule}`) : null);

function Activating({ id, member, done }) {
  const [serial, setSerial] = useState("");
  const { busy, error, run } = useAction();
  const activate = async () => {
    if (serial.trim() === "" || busy) return;
    const activated = await run(async () => {
      await call("POST", `/elections/${id}/door/activations`, { body: { memberNumber: member.memberNumber, serial: serial.trim() } });
      return true;
    });
    if (activated) await done(t("door.activated", { name: nameOf(member), serial: serial.trim() }));
  };
  return html`<${Form} label=${t("door.activate.of", { name: nameOf(member) })} onSubmit=${activate}>
    <${TextField} label=${t("door.serial")} hint=${t("door.serial.hint")} autocomplete="off" inputmode="numeric" maxlength="40" value=${serial} error=${ruleIn(error)} onInput=${setSerial} />
    ${error && !ruleIn(error) && html`<${Problem} error=${error} />`}
    <div class="cluster"><${ActionButton} type="submit" kind="primary" busy=${busy}>${t("door.activate")}<span class="visually-hidden">: ${nameOf(member)}</span><//></div>
  <//>`;
}

function Taking({ id, member, done, onClose }) {
  const [where, setWhere] = useState("here");
  const { busy, error, run } = useAction();
  const take = async () => {
    const taken = await run(async () => {
      await call("POST", `/elections/${id}/door/deactivations`, { body: { memberNumber: member.memberNumber, lost: where === "lost" } });
      return true;
    });
    if (taken) await done(t("door.taken", { name: nameOf(member) }));
  };
  return html`<${Dialog} title=${t("door.take.title", { name: nameOf(member) })} onClose=${onClose}>
    <p>${t("door.take.text")}</p>
    <${Form} label=${t("door.take")} onSubmit=${take}>
      <${SelectField} label=${t("door.take.where")} hint=${t("door.take.hint")} value=${where} options=${[["here", t("door.take.here")], ["lost", t("door.take.lost")]]} error=${ruleIn(error)} onInput=${setWhere} />
      ${error && !ruleIn(error) && html`<${Problem} error=${error} />`}
      <div class="cluster">
        <${ActionButton} type="submit" kind="primary" busy=${busy}>${t("door.take")}<//>
        <button type="button" class="button" onClick=${onClose}>${t("staff.cancel")}</button>
      </div>
    <//>
  <//>`;
}
