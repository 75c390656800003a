// SPDX-License-Identifier: Apache-2.0

/** The tab of an election in which it is set up: `#/elections/ID/setup/STEP`, and `…/setup/preview/PAPER`. */
import { html } from "../../app/html.js";
import { callRaw } from "../api.js";
import { goTo, linkTo } from "../route.js";
import { Preview } from "./preview.js";
import { SetUp } from "./setup.js";

export const tab = { name: "setup", label: "setup.tab", needs: "readDraft", view: Tab };

/** Folder of this tab's messages. */
export const MESSAGES = "/assets/staff/setup/messages/";

function Tab({ id, election, reload, rest }) {
  const [step, style] = rest;
  const link = (name) => linkTo("elections", id, "setup", name);
  if (step === "preview") {
    return html`<${Preview} key=${style} election=${id} style=${style} api=${callRaw} back=${link("papers")} />`;
  }
  return html`<${SetUp}
    key=${id}
    election=${id}
    step=${step}
    state=${election.state}
    moved=${reload}
    api=${callRaw}
    go=${(name) => goTo("elections", id, "setup", name)}
    link=${link}
    opened=${(other) => goTo("elections", other, "setup", "times")}
    previewLink=${(paper) => linkTo("elections", id, "setup", "preview", paper)}
  />`;
}
