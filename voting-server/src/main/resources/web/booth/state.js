// SPDX-License-Identifier: Apache-2.0

/**
 * What the booth shows, and how events change it. Pure: no page, no network, no secret (the code and the randomness are the worker's).
 * An event that does not belong to the screen changes nothing, so that a late answer or a second click cannot do harm.
 */
import { answersOf, change, isEmpty, noChoice, problemOf } from "./choices.js";

export const START = Object.freeze({
  screen: "loading",
  why: null, // reason of the screens "closed" (the booth is not usable), "refused" and "mismatch"
  late: false, // a ballot was refused because voting is over
  election: null, // what the server says of the election
  manifest: null,
  codeProblem: null, // why the last code was not taken
  codeFromLink: false,
  credential: null, // the public credential K
  contests: [],
  orders: {}, // per contest: option numbers in the order in which they are shown
  choices: {}, // per contest: see choices.js
  at: 0, // index of the contest shown
  changing: false, // the contest was reached from the review, and leads back there
  problem: null, // what keeps the member from leaving the contest
  asking: false, // the contest was left empty, and the page asks whether that is meant
  confirmed: [], // contests which the member said to leave empty
  progress: null,
  ballot: null, // { tracker, ballotHash } of the encrypted ballot
  test: null, // { tracker, told } of the ballot that was opened for testing
  sending: null, // { attempt, seconds } while casting
  standing: null, // { tracker, time, index } of the ballot that this code has cast
});

/** Screens that show something of a ballot that has not been cast, and say so. */
const NOT_CAST = new Set(["contest", "review", "encrypting", "encrypted", "test", "tested"]);

/** Screens that a member shall not leave by mistake. */
const ASKS_BEFORE_LEAVING = new Set([...NOT_CAST, "casting", "unknown", "refused", "mismatch"]);

export const isNotCast = (state) => NOT_CAST.has(state.screen);
export const asksBeforeLeaving = (state) => ASKS_BEFORE_LEAVING.has(state.screen);

/** The contest that is shown. */
export const contestAt = (state) => state.contests[state.at];

/** What the worker is to encrypt. */
export const answersIn = (state) => answersOf(state.contests, state.choices);

/** Whether "back" leads to another screen of the booth. */
export const canGoBack = (state) =>
  (state.screen === "contest" && (state.changing || state.at > 0)) || ["review", "encrypted", "test"].includes(state.screen);

/** Whether the page must stay as it is although "back" leads nowhere: something is on its way. */
export const isBusy = (state) => ["encrypting", "casting"].includes(state.screen);

/** The state after an event `{type, …}`. */
export function reduce(state, event) {
  const handle = ON[state.screen]?.[event.type] ?? ANYWHERE[event.type];
  return handle ? handle(state, event) : state;
}

const ANYWHERE = {
  // the answer to a test may come when the member has gone on
  mismatch: (state, event) => (NOT_CAST.has(state.screen) ? toStop("mismatch")(state, event) : state),
  refreshed: (state, { election }) => ({ ...state, election: { ...state.election, ...election } }),
};

const closed = (state, { why, election, standing, late }) => ({
  ...START,
  screen: "closed",
  why,
  late: late ?? false,
  election: election ?? state.election,
  manifest: state.manifest,
  standing: standing ?? null,
});

const toContest = (state, at, changing = false) => ({
  ...state,
  standing: null,
  screen: "contest",
  at,
  changing,
  problem: null,
  asking: false,
  ballot: null,
  test: null,
  why: null,
});

const toReview = (state) => ({
  ...state,
  screen: "review",
  problem: null,
  asking: false,
  changing: false,
  ballot: null,
  why: null,
});

const toEncrypting = (state) => ({
  ...state,
  screen: "encrypting",
  progress: null,
  ballot: null,
  test: null,
  why: null,
  standing: null,
});

const admitted = (state, { credential, contests, orders }) => ({
  ...toContest(state, 0),
  credential,
  contests,
  orders,
  choices: Object.fromEntries(contests.map((contest) => [contest.id, noChoice(contest)])),
  confirmed: [],
  codeProblem: null,
});

function changed(state, { what }) {
  const contest = contestAt(state);
  const choice = change(contest, state.choices[contest.id], what);
  return { ...state, choices: { ...state.choices, [contest.id]: choice }, problem: null };
}

function next(state) {
  const contest = contestAt(state);
  const choice = state.choices[contest.id];
  const problem = problemOf(contest, choice);
  if (problem) {
    return { ...state, problem };
  }
  if (isEmpty(choice) && !state.confirmed.includes(contest.id)) {
    return { ...state, asking: true };
  }
  return onward(state);
}

function onward(state) {
  const last = state.at === state.contests.length - 1;
  return state.changing || last ? toReview(state) : toContest(state, state.at + 1);
}

function leftEmpty(state) {
  return state.asking ? onward({ ...state, confirmed: [...state.confirmed, contestAt(state).id] }) : state;
}

function backFromContest(state) {
  if (state.changing) {
    const { contests, choices } = state;
    const ready = contests.every((contest) => problemOf(contest, choices[contest.id]) === null);
    return ready ? toReview(state) : next(state);
  }
  return state.at > 0 ? toContest(state, state.at - 1) : state;
}

const toStop = (screen) => (state, { why, standing }) => ({ ...state, screen, why, standing: standing ?? null, sending: null });

const ON = {
  loading: {
    loaded: (state, { election, manifest, codeFromLink, codeProblem }) => ({
      ...state,
      screen: "start",
      election,
      manifest,
      codeFromLink,
      codeProblem: codeProblem ?? null,
    }),
    closed,
  },
  closed: {
    reload: () => START,
  },
  start: {
    linked: (state, { codeFromLink, codeProblem }) => ({ ...state, codeFromLink, codeProblem: codeProblem ?? null }),
    "code-refused": (state, { why }) => ({ ...state, codeProblem: why, codeFromLink: false }),
    checking: (state) => ({ ...state, screen: "checking", codeProblem: null }),
    closed,
  },
  checking: {
    admitted,
    closed,
    "code-refused": (state, { why, codeFromLink }) => ({ ...state, screen: "start", codeProblem: why, codeFromLink: codeFromLink ?? false }),
  },
  contest: {
    change: changed,
    next,
    "leave-empty": leftEmpty,
    stay: (state) => ({ ...state, asking: false }),
    back: backFromContest,
  },
  review: {
    edit: (state, { at }) => toContest(state, at, true),
    back: (state) => toContest(state, state.contests.length - 1),
    encrypt: toEncrypting,
  },
  encrypting: {
    progress: (state, { done, total }) => ({ ...state, progress: { done, total } }),
    encrypted: (state, { ballot }) => ({ ...state, screen: "encrypted", ballot, progress: null }),
    refused: toStop("refused"),
  },
  encrypted: {
    back: toReview,
    test: (state) => ({ ...state, screen: "test" }),
    cast: (state) => ({ ...state, screen: "casting", sending: { attempt: 1, seconds: 0 } }),
  },
  test: {
    back: (state) => ({ ...state, screen: "encrypted" }),
    edit: (state) => toContest(state, 0),
    opening: (state) => ({ ...state, screen: "tested", test: { tracker: state.ballot.tracker, told: "telling" } }),
  },
  tested: {
    refused: toStop("refused"),
    told: (state, { told }) => ({ ...state, test: { ...state.test, told } }),
    encrypt: toEncrypting,
    edit: (state) => toContest(state, 0),
  },
  casting: {
    waiting: (state, { attempt, seconds }) => ({ ...state, sending: { attempt, seconds } }),
    unknown: (state) => ({ ...state, screen: "unknown", sending: null }),
    accepted: (state, { standing }) => ({ ...state, screen: "cast", standing, sending: null, choices: {}, orders: {} }),
    mismatch: toStop("mismatch"),
    refused: toStop("refused"),
    closed,
  },
  unknown: {
    cast: (state) => ({ ...state, screen: "casting", sending: { attempt: 1, seconds: 0 } }),
  },
  refused: {
    encrypt: toEncrypting,
    edit: (state) => toContest(state, 0),
  },
  cast: {
    finish: (state) => ({ ...START, screen: "finished", election: state.election, manifest: state.manifest }),
    dated: (state, { time }) => ({ ...state, standing: { ...state.standing, time } }),
  },
};
