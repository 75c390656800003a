// SPDX-License-Identifier: Apache-2.0

/** Elections that are being set up, and the way to begin one. */
import { Badge, DataTable, Loading, Text } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { language, languages, shortTime, t } from "../../app/i18n.js";
import { call, may, session } from "../api.js";
import { Form, SelectField, TextField } from "../forms.js";
import { ActionButton, Problem, useAction, useLoaded } from "../parts.js";
import { goTo, linkTo } from "../route.js";
import { firstDraft } from "./first.js";
import { Meeting } from "./meeting.js";

/** The drafts that somebody may see: all, or those among the elections in their care. */
async function listed() {
  const { elections: confined } = session().account;
  if (!may("listDrafts")) {
    return [];
  }
  if (confined.length === 0) {
    return call("GET", "/drafts");
  }
  const all = await Promise.all(confined.map((id) => call("GET", `/elections/${id}`).catch(() => null)));
  return all.filter((each) => each?.state === "draft");
}

export function Drafts() {
  const { value: shown, error, reload } = useLoaded(listed);
  return html`
    ${error && html`<${Problem} error=${error} retry=${reload} />`}
    ${!error && !shown && html`<${Loading} />`}
    ${shown?.length > 0 && html`<h2>${t("setup.drafts")}</h2><${DataTable}
      caption=${t("setup.drafts")}
      hideCaption
      columns=${[{ label: t("staff.elections.election"), head: true }, { label: t("staff.elections.state") }, { label: t("setup.drafts.saved") }]}
      rows=${shown.map(({ election, title, rehearsal, saved }) => [
        html`<a href=${linkTo("elections", election, "setup")}><${Text} of=${title} /></a>`,
        rehearsal ? html`<${Badge} kind="warn">${t("page.rehearsal.badge")}<//>` : t("page.state.draft"),
        saved ? html`<time datetime=${saved}>${shortTime(saved)}</time>` : "",
      ])}
    />`}
    ${may("beginDraft") && session().account.elections.length === 0 && html`<${Begin} /><${Meeting} />`}
  `;
}

function Begin() {
  const [title, setTitle] = useState("");
  const [tag, setTag] = useState(language());
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useAction();
  const begin = async () => {
    setTried(true);
    if (title.trim() === "") {
      return;
    }
    const made = await run(() => call("POST", "/drafts", { body: firstDraft(title.trim(), tag) }));
    if (made) {
      goTo("elections", made.election, "setup", "name");
    }
  };
  return html`<section class="card" aria-labelledby="set-new"><h2 id="set-new">${t("setup.new")}</h2>
    <${Form} onSubmit=${begin} label=${t("setup.new")}>
      <${TextField} label=${t("setup.new.title")} value=${title} maxlength="2000" dir="auto" autocomplete="off" error=${tried && title.trim() === "" ? t("setup.rule.required") : null} onInput=${setTitle} />
      <${SelectField} label=${t("setup.new.language")} value=${tag} options=${languages().map((each) => [each.tag, each.name])} onInput=${setTag} />
      ${error && html`<${Problem} error=${error} />`}
      <${ActionButton} kind="primary" type="submit" busy=${busy}>${t("setup.new.make")}<//>
    <//>
  </section>`;
}
