// SPDX-License-Identifier: Apache-2.0

/** The views of the steps by their names. */
import { html } from "../../../app/html.js";
import { CheckStep } from "./check.js";
import { ContestsStep } from "./contests.js";
import { GroupsStep } from "./groups.js";
import { NameStep } from "./name.js";
import { PapersStep } from "./papers.js";
import { PeopleStep } from "./people.js";
import { SafetyStep } from "./safety.js";
import { TimesStep } from "./times.js";

const VIEWS = {
  name: NameStep,
  times: TimesStep,
  groups: GroupsStep,
  contests: ContestsStep,
  papers: PapersStep,
  people: PeopleStep,
  safety: SafetyStep,
  check: CheckStep,
};

export function StepView({ name, ...parts }) {
  return html`<${VIEWS[name]} ...${parts} />`;
}
