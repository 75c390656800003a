// SPDX-License-Identifier: Apache-2.0

/** The short form of the set-up, for a vote in a meeting: one question, codes at the door, closed by hand, the result minutes later. */
import { html, useState } from "../../app/html.js";
import { language, languages, t } from "../../app/i18n.js";
import { call } from "../api.js";
import { Form, SelectField, TextField } from "../forms.js";
import { ActionButton, Problem, useAction } from "../parts.js";
import { goTo } from "../route.js";
import { firstDraft } from "./first.js";
import { withRule } from "./papers.js";

/** Of three trustees two are enough: one may be late. */
const THRESHOLD = 2;

/** Codes that two officers can send to members whose slip is lost when none is left. */
const RESERVE = 5;

const EMPTY = { title: "", question: "", options: "", seats: "1", opens: "", minutes: "60" };

/** The lines of a text, without empty ones. */
export const linesIn = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** What is wrong with the form, by field: keys of messages. */
export function faultsIn({ title, question, options, seats, opens, minutes }) {
  const count = linesIn(options).length;
  const whole = (text, least, most) => /^[0-9]{1,6}$/u.test(text) && Number(text) >= least && Number(text) <= most;
  return Object.fromEntries(
    Object.entries({
      title: title.trim() === "" && "setup.rule.required",
      question: question.trim() === "" && "setup.rule.required",
      options: count < 2 && "setup.meeting.options.few",
      seats: !whole(seats, 1, Math.max(1, count)) && "setup.meeting.seats.wrong",
      opens: Number.isNaN(Date.parse(opens)) && "setup.rule.required",
      minutes: !whole(minutes, 1, 10_080) && "setup.meeting.minutes.wrong",
    }).filter(([, fault]) => fault),
  );
}

/** The draft of a form that has no faults: what the ordinary set-up would save, and is held to by the same rules. */
export function meetingDraft({ title, question, options, seats, opens, minutes }, tag) {
  const minute = (time) => `${new Date(time).toISOString().slice(0, 16)}:00Z`;
  const text = (words) => ({ [tag]: words });
  const draft = firstDraft(title.trim(), tag);
  const [style] = draft.styles;
  const most = Number(seats);
  const contest = {
    id: "question",
    title: text(question.trim()),
    seats: most,
    order: "fixed",
    options: linesIn(options).map((name) => ({ name: text(name) })),
    max: most,
  };
  return {
    ...draft,
    contests: [withRule(contest, most === 1 ? "plurality-1" : "block-1", draft.sections)],
    styles: [{ ...style, contests: [contest.id] }],
    door: [style.id],
    schedule: { opens: minute(opens), closes: minute(Date.parse(opens) + Number(minutes) * 60_000), closeByHand: true },
    threshold: THRESHOLD,
    roll: { reserve: RESERVE, replacements: RESERVE },
  };
}

export function Meeting() {
  const [form, setForm] = useState(EMPTY);
  const [tag, setTag] = useState(language());
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAction();
  const faults = faultsIn(form);
  const begin = async () => {
    setTried(true);
    if (busy || Object.keys(faults).length > 0) return;
    const made = await run(() => call("POST", "/drafts", { body: meetingDraft(form, tag) }));
    if (made) goTo("elections", made.election, "setup", "people");
  };
  const field = (name, more = {}) => html`<${TextField}
    label=${t(`setup.meeting.${name}`)}
    value=${form[name]}
    dir="auto"
    autocomplete="off"
    maxlength="2000"
    error=${tried && faults[name] ? t(faults[name]) : null}
    onInput=${(value) => setForm((before) => ({ ...before, [name]: value }))}
    ...${more}
  />`;
  const number = { type: "number", inputmode: "numeric", min: "1", dir: undefined, maxlength: undefined };
  return html`<section class="card" aria-labelledby="set-meeting"><h2 id="set-meeting">${t("setup.meeting")}</h2>
    <p>${t("setup.meeting.text")}</p>
    <${Form} onSubmit=${begin} label=${t("setup.meeting")}>
      ${field("title")}
      <${SelectField} label=${t("setup.new.language")} value=${tag} options=${languages().map((each) => [each.tag, each.name])} onInput=${setTag} />
      ${field("question")}
      ${field("options", { multiline: true, hint: t("setup.meeting.options.hint") })}
      ${field("seats", { ...number, hint: t("setup.meeting.seats.hint") })}
      ${field("opens", { type: "datetime-local", dir: undefined, maxlength: undefined })}
      ${field("minutes", { ...number, hint: t("setup.meeting.minutes.hint") })}
      ${error && html`<${Problem} error=${error} />`}
      <${ActionButton} kind="primary" type="submit" busy=${busy}>${t("setup.meeting.make")}<//>
    <//>
  </section>`;
}
