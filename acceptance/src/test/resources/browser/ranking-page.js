// SPDX-License-Identifier: Apache-2.0

// Shows the booth's screen of one ranked contest, with the booth's own state behind it, and nothing else.
import { html, useEffect, useState } from "/assets/app/html.js";
import { mount } from "/assets/app/shell.js";
import { ContestScreen } from "/assets/booth/screens/contest.js";
import { ReviewScreen } from "/assets/booth/screens/review.js";
import { START, answersIn, reduce } from "/assets/booth/state.js";

const CONTEST = {
  id: "deputy",
  kind: "ranked",
  title: { en: "Deputy" },
  rule: "irv-1",
  seats: 1,
  order: "fixed",
  bySection: false,
  candidates: ["Ada", "Ben", "Cai", "Dee", "Eve"].map((name) => ({ name: { en: name } })),
  maxRanks: 4,
};

let state = START;
let redraw = () => {};
const session = {
  dispatch(event) {
    state = reduce(state, event);
    redraw(state);
  },
  refresh() {},
};

function Shown() {
  const [now, setNow] = useState(state);
  useEffect(() => {
    redraw = setNow;
  }, []);
  return html`<${now.screen === "review" ? ReviewScreen : ContestScreen} state=${now} session=${session} />`;
}

/** Shows the contest. */
export async function start() {
  const manifest = { title: { en: "Society" }, contests: [CONTEST] };
  session.dispatch({ type: "loaded", election: { state: "open", withdrawn: [{ contest: "deputy", candidate: 5 }] }, manifest });
  session.dispatch({ type: "checking" });
  session.dispatch({ type: "admitted", credential: {}, contests: [CONTEST], orders: { deputy: [1, 2, 3, 4, 5] } });
  await mount(Shown);
}

/** What would be encrypted now. */
export const ranking = () => answersIn(state)[0].ranking;
