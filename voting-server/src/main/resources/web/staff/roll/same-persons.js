// SPDX-License-Identifier: Apache-2.0

// Rows that may be one person: staff decide which one keeps a vote, or that they are two people.
import { html, useState } from "../../app/html.js";
import { list, number, t } from "../../app/i18n.js";
import { call } from "../api.js";
import { Form, TextField } from "../forms.js";
import { ActionButton, Problem, useAction, useLoaded } from "../parts.js";

export function SamePersons({ id, summary, done }) {
  const possible = summary.undecided + (summary.notedByRule?.["possible-duplicate"] ?? 0);
  const { value: pairs, error } = useLoaded(() => (possible > 0 ? call("GET", `/elections/${id}/roll/same-persons`) : Promise.resolve([])), [id]);
  const { busy, error: refused, run } = useAction();
  const decide = async (body) => {
    const answer = await run(() => call("POST", `/elections/${id}/roll/same-persons`, { body }));
    if (answer) done(answer);
  };
  if (error) return html`<${Problem} error=${error} />`;
  if (!pairs || pairs.length === 0) return null;
  return html`<section aria-labelledby="same-persons">
    <h3 id="same-persons">${t("roll.pairs")}</h3>
    <p>${t("roll.pairs.text")}</p>
    ${refused && html`<${Problem} error=${refused} />`}
    <ul class="roll-pairs">
      ${pairs.map((pair) => html`<${Pair} key=${`${pair.member.line} ${pair.other.line}`} pair=${pair} busy=${busy} decide=${(decision) => decide({ decisions: [decision] })} />`)}
    </ul>
    ${summary.undecided > 1 && html`<${Rest} busy=${busy} decide=${(rest) => decide({ rest })} />`}
  </section>`;
}

function Pair({ pair, busy, decide }) {
  const { member, other } = pair;
  const names = { member: member.memberNumber, other: other.memberNumber };
  const why = [pair.sameEmail && t("roll.pairs.email"), pair.sameNameAndPostcode && t("roll.pairs.name")].filter(Boolean);
  const keep = (one) => html`<${ActionButton} kind="small" busy=${busy} onClick=${() => decide({ ...names, keep: one.memberNumber })}>${t("roll.pairs.keep", { number: one.memberNumber })}<//>`;
  return html`<li class="roll-pair">
    <p class="fine">${t("roll.pairs.why", { why: list(why) })}${pair.twoClasses && html` <strong>${t("roll.pairs.classes")}</strong>`}</p>
    <div class="roll-two"><${Person} person=${other} /><${Person} person=${member} /></div>
    <div class="staff-actions">
      ${keep(other)} ${keep(member)}
      <${ActionButton} kind="small" busy=${busy} onClick=${() => decide(names)}>${t("roll.pairs.both")}<//>
    </div>
  </li>`;
}

function Person({ person }) {
  return html`<div>
    <p><strong><bdi>${person.name}</bdi></strong><br />
      <bdi>${person.memberNumber}</bdi> · ${t("roll.pairs.line", { line: number(person.line) })}</p>
    <p><bdi>${[person.email, person.postcode].filter(Boolean).join(" · ")}</bdi><br />
      ${t("roll.field.class")}: <bdi>${person.class || "–"}</bdi> · ${t("roll.field.ballot_style")}: <bdi>${person.ballotStyle}</bdi>
      ${person.joined && html`<br />${t("roll.field.joined")}: ${person.joined}`}</p>
  </div>`;
}

/** For many pairs at once. */
function Rest({ busy, decide }) {
  const [order, setOrder] = useState("");
  const [missing, setMissing] = useState("");
  const submit = () => {
    const classes = order.split(",").map((each) => each.trim()).filter(Boolean);
    setMissing(classes.length > 0 ? "" : t("roll.pairs.order.missing"));
    if (classes.length > 0) decide({ keep: "first-class", classes });
  };
  return html`<${Form} label=${t("roll.pairs.rest")} onSubmit=${submit}>
    <h4>${t("roll.pairs.rest")}</h4>
    <${TextField} label=${t("roll.pairs.order")} hint=${t("roll.pairs.order.hint")} error=${missing} value=${order} onInput=${setOrder} />
    <div class="staff-actions">
      <${ActionButton} type="submit" busy=${busy}>${t("roll.pairs.order.apply")}<//>
      <${ActionButton} busy=${busy} onClick=${() => decide({ keep: "both" })}>${t("roll.pairs.rest.both")}<//>
    </div>
  <//>`;
}
