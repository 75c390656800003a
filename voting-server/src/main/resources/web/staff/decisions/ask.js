// SPDX-License-Identifier: Apache-2.0

// Asking for a decision: what, why, and from when to when. The server writes the exact text, which officers then read in their own browsers.
import { html, useState } from "../../app/html.js";
import { manifestText, t } from "../../app/i18n.js";
import { candidatesOf } from "../../urna/manifest.js";
import { call } from "../api.js";
import { isApart } from "../apart.js";
import { CheckList, Form, SelectField, TextField } from "../forms.js";
import { ActionButton, Problem, toast, useAction } from "../parts.js";
import { goTo } from "../route.js";
import { REASONS } from "./decision.js";
import { actionName } from "./words.js";

const VOTING = ["sealed", "open"];
const BEFORE_RESULT = ["sealed", "open", "closed", "tallied"];

/** In which states officers decide what; the server decides anew. */
const STATES = {
  setup: ["credentials"],
  "deadline-extended": VOTING,
  close: ["open"],
  publish: ["tallied"],
  notice: [...BEFORE_RESULT, "final"],
  "candidate-withdrawn": VOTING,
  "credential-replaced": VOTING,
  "credential-revoked": VOTING,
  "booth-changed": VOTING,
  "officer-changed": BEFORE_RESULT,
  "ceremony-abandoned": ["key-ceremony"],
  void: ["key-ceremony", "credentials", ...BEFORE_RESULT],
  "map-destroyed": ["final", "void"],
};

/** What a registrar apart from the server has to ask for, and sign. */
const REGISTRARS = ["credential-replaced", "map-destroyed"];

/** What the form asks beside action, reason and times. Each is a component with `said` (its values so far), `say` and the board. */
const MORE = {
  "ceremony-abandoned": Trustees,
  "deadline-extended": Deadline,
  "candidate-withdrawn": Candidate,
  "credential-replaced": Credentials,
  "credential-revoked": Credentials,
  "officer-changed": OfficerChange,
  notice: Words,
};

export function Ask({ id, election, board, onDone }) {
  const actions = Object.keys(STATES).filter((action) => STATES[action].includes(election.state) && (action !== "close" || board.manifest.schedule.closeByHand) && !(isApart(election) && REGISTRARS.includes(action)));
  const [action, setAction] = useState(actions[0] ?? "");
  const [reason, setReason] = useState("planned");
  const [times, setTimes] = useState({ notBefore: "", notAfter: "" });
  const [said, setSaid] = useState({});
  const [wrong, setWrong] = useState(null);
  const { busy, error, run } = useAction();
  const back = () => goTo("elections", id, "decisions");
  if (actions.length === 0) return html`<p>${t("decisions.ask.none")}</p><p><button type="button" class="button" onClick=${back}>${t("staff.back")}</button></p>`;
  const choose = (value) => {
    setAction(value);
    setSaid({});
    setWrong(null);
  };
  const submit = () => {
    const args = argumentsOf(action, said, board);
    setWrong(args === null ? t("decisions.ask.wrong") : null);
    if (args === null) return undefined;
    const body = { action, reason, ...(args && { arguments: args }), ...moments(times) };
    return run(async () => {
      const { number } = await call("POST", `/elections/${id}/decisions`, { body });
      toast(t("decisions.asked", { number }));
      onDone();
      back();
    });
  };
  const More = MORE[action];
  return html`
    <h2>${t("decisions.ask")}</h2>
    <p>${t("decisions.ask.text")}</p>
    <${Form} onSubmit=${submit} label=${t("decisions.ask")}>
      <${SelectField} label=${t("decisions.ask.action")} hint=${t(`decisions.means.${action}`)} value=${action} options=${actions.map((each) => [each, actionName(each)])} onInput=${choose} />
      ${More && html`<${More} action=${action} board=${board} said=${said} say=${(more) => setSaid({ ...said, ...more })} />`}
      <${SelectField} label=${t("decisions.reason")} hint=${t("decisions.reason.hint")} value=${reason} options=${REASONS.map((each) => [each, t(`page.reason.${each}`)])} onInput=${setReason} />
      <${TextField} label=${t("decisions.notBefore")} hint=${t("decisions.notBefore.hint")} type="datetime-local" value=${times.notBefore} onInput=${(notBefore) => setTimes({ ...times, notBefore })} />
      <${TextField} label=${t("decisions.notAfter")} hint=${t("decisions.notAfter.hint")} type="datetime-local" value=${times.notAfter} onInput=${(notAfter) => setTimes({ ...times, notAfter })} />
      ${wrong && html`<p class="field-error" role="alert">${wrong}</p>`}
      ${error && html`<${Problem} error=${error} />`}
      ${error?.code === "decision-invalid" && html`<p class="fine" lang="en">${error.message}</p>`}
      <div class="cluster"><${ActionButton} kind="primary" type="submit" busy=${busy}>${t("decisions.ask.send")}<//><button type="button" class="button" onClick=${back}>${t("staff.cancel")}</button></div>
    <//>
  `;
}

/** A moment as decisions have it: UTC, whole minutes. */
const minute = (local) => `${new Date(local).toISOString().slice(0, 16)}:00Z`;

function moments(times) {
  return Object.fromEntries(Object.entries(times).filter(([, value]) => value !== "").map(([name, value]) => [name, minute(value)]));
}

/** The arguments of an action; undefined where it has none or the server fills them in, null where something is missing. */
function argumentsOf(action, said, { manifest, about }) {
  switch (action) {
    case "ceremony-abandoned":
      return { attempt: about.attempt, trustees: (said.trustees ?? []).map(Number) };
    case "deadline-extended":
      return said.closes ? { closes: minute(said.closes) } : null;
    case "candidate-withdrawn":
      return said.candidate ? { contest: said.candidate.split("/")[0], candidate: Number(said.candidate.split("/")[1]) } : null;
    case "credential-revoked": {
      const credentials = words(said.credentials);
      return credentials.length > 0 ? { credentials } : null;
    }
    case "credential-replaced": {
      const pairs = (said.credentials ?? "").split("\n").map(words).filter((line) => line.length > 0);
      return pairs.length > 0 && pairs.every((line) => line.length === 2) ? { pairs: pairs.map(([old, replacement]) => ({ old, new: replacement })) } : null;
    }
    case "officer-changed":
      return officerChange(said);
    case "notice":
      return said.text && said.text[manifest.languages[0]] ? { text: Object.fromEntries(manifest.languages.filter((tag) => said.text[tag]).map((tag) => [tag, said.text[tag]])) } : null;
    default:
      return undefined;
  }
}

const words = (text) => (text ?? "").split(/\s+/u).filter(Boolean);

function officerChange({ removed, added }) {
  if (!removed && !added) return null;
  try {
    const { name, key } = added ? JSON.parse(added) : {};
    if (added && !(name && key?.x && key?.y)) return null;
    return { ...(removed && { removed }), ...(added && { added: { name, key: { crv: "P-256", kty: "EC", x: key.x, y: key.y } } }) };
  } catch {
    return null;
  }
}

function Trustees({ board, said, say }) {
  return html`<${CheckList} label=${t("decisions.fault")} values=${said.trustees ?? []} options=${board.manifest.trustees.map(({ name }, at) => [String(at + 1), name])} onInput=${(trustees) => say({ trustees })} />`;
}

function Deadline({ said, say }) {
  return html`<${TextField} label=${t("decisions.newDeadline")} type="datetime-local" value=${said.closes ?? ""} onInput=${(closes) => say({ closes })} />`;
}

function Candidate({ board, said, say }) {
  const options = board.manifest.contests.flatMap((contest) => candidatesOf(contest).map(({ name }, at) => [`${contest.id}/${at + 1}`, `${manifestText(name)} – ${manifestText(contest.title)}`]));
  return html`<${SelectField} label=${t("decisions.candidate")} value=${said.candidate ?? ""} options=${[["", t("decisions.choose")], ...options]} onInput=${(candidate) => say({ candidate })} />`;
}

function Credentials({ action, said, say }) {
  return html`<${TextField} label=${t("decisions.credentials")} hint=${t(`decisions.credentials.hint.${action}`)} multiline value=${said.credentials ?? ""} onInput=${(credentials) => say({ credentials })} spellcheck=${false} />`;
}

function OfficerChange({ board, said, say }) {
  return html`
    <${SelectField} label=${t("decisions.leaves")} value=${said.removed ?? ""} options=${[["", t("decisions.nobody")], ...board.officers.map(({ name, thumbprint }) => [thumbprint, name])]} onInput=${(removed) => say({ removed })} />
    <${TextField} label=${t("decisions.takes")} hint=${t("decisions.takes.hint")} multiline value=${said.added ?? ""} onInput=${(added) => say({ added })} spellcheck=${false} />
  `;
}

function Words({ board, said, say }) {
  return html`${board.manifest.languages.map(
    (tag) => html`<${TextField} key=${tag} label=${t("decisions.text.in", { language: tag })} lang=${tag} value=${said.text?.[tag] ?? ""} onInput=${(text) => say({ text: { ...said.text, [tag]: text } })} />`,
  )}`;
}
