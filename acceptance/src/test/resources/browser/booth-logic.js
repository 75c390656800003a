// SPDX-License-Identifier: Apache-2.0

// Tests of the booth's pure modules: each is a sentence and a function that throws. `names` lists them, `run` runs one.
const [order, ranking, choices, state, server, complaint] = await Promise.all(
  ["order", "ranking", "choices", "state", "server", "complaint"].map((name) => import(`/assets/booth/${name}.js`)),
);

const CHAIR = { id: "chair", kind: "additive", order: "per-voter", options: [{}, {}, {}], min: 1, max: 1, maxPerOption: 1, blank: true };
const COUNCIL = { id: "council", kind: "additive", order: "fixed", options: [{}, {}, {}, {}], min: 2, max: 3, maxPerOption: 1, blank: false };
const BUDGET = { id: "budget", kind: "additive", order: "fixed", options: [{}, {}, {}], min: 0, max: 6, maxPerOption: 5, blank: true };
const MOTION = { id: "motion", kind: "additive", order: "fixed", options: [{}], min: 0, max: 1, maxPerOption: 1, blank: false };
const DEPUTY = { id: "deputy", kind: "ranked", order: "per-voter", candidates: [{}, {}, {}, {}, {}], maxRanks: 3 };
const CONTESTS = [CHAIR, COUNCIL, BUDGET, DEPUTY];
const MANIFEST = { title: { en: "E" }, contests: CONTESTS };

function same(found, expected) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`found ${a}, expected ${b}`);
}

function holds(condition, what) {
  if (!condition) throw new Error(what);
}

/** A repeatable generator, for tests only. */
function generator(seed) {
  let value = seed >>> 0;
  return (bound) => {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    return Math.floor((value / 2 ** 32) * bound);
  };
}

const marks = (contest, choice, ...changes) => changes.reduce((now, [option, n]) => choices.change(contest, now, { kind: "mark", option, marks: n }), choice);
const events = (start, ...list) => list.reduce((now, event) => state.reduce(now, typeof event === "string" ? { type: event } : event), start);
const pick = (option, n = 1) => ({ type: "change", what: { kind: "mark", option, marks: n } });

const started = (contests = CONTESTS) =>
  events(
    state.START,
    { type: "loaded", election: { state: "open" }, manifest: MANIFEST, codeFromLink: true },
    "checking",
    { type: "admitted", credential: { K: "K", style: "s" }, contests, orders: order.displayOrders(contests) },
  );
const reviewed = () => events(started([CHAIR]), pick(2), "next");
const encrypted = () => events(reviewed(), "encrypt", { type: "encrypted", ballot: { tracker: "T-1", ballotHash: "aa" } });

function failing(...answers) {
  const sent = [];
  const send = async (url, options) => {
    sent.push(options.body);
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return new Response(answer.body ?? "", { status: answer.status, headers: answer.headers ?? {} });
  };
  return { sent, server: server.connect("e", { send }) };
}

const problem = (status, code, more = {}, headers = {}) => ({ status, headers, body: JSON.stringify({ type: `urn:urna:problem:${code}`, ...more }) });

const TESTS = {
  "a shuffled order has every number once"() {
    const draw = generator(1);
    for (let count = 0; count < 40; count++) {
      same([...order.shuffled(count, draw)].sort((a, b) => a - b), Array.from({ length: count }, (_, i) => i + 1));
    }
  },
  "every order comes about equally often"() {
    const seen = new Map();
    for (let i = 0; i < 6000; i++) {
      const found = order.shuffled(3, order.drawBelow).join("");
      seen.set(found, (seen.get(found) ?? 0) + 1);
    }
    same(seen.size, 6);
    holds(Math.min(...seen.values()) > 800 && Math.max(...seen.values()) < 1200, `uneven: ${[...seen]}`);
  },
  "only contests that say so are shuffled"() {
    const orders = order.displayOrders(CONTESTS, () => 0);
    same(orders.council, [1, 2, 3, 4]);
    holds(orders.chair.join() !== "1,2,3", "the chair is per voter");
  },

  "a ranking stays well formed whatever is done to it"() {
    const draw = generator(7);
    const kinds = ["append", "place", "move", "remove", "undo", "clear", "blank"];
    let choice = choices.noChoice(DEPUTY);
    for (let i = 0; i < 5000; i++) {
      const kind = kinds[draw(i % 50 === 0 ? 7 : 5)];
      choice = choices.change(DEPUTY, choice, { kind, candidate: draw(8) - 1, by: draw(5) - 2, position: draw(9) - 2, blank: draw(2) === 1 });
      const { order: ranked } = choice.ranking;
      holds(ranked.length <= 3 && new Set(ranked).size === ranked.length, `malformed: ${ranked}`);
      holds(ranked.every((candidate) => Number.isInteger(candidate) && candidate >= 1 && candidate <= 5), `unknown candidate: ${ranked}`);
      holds(!(choice.blank && ranked.length > 0), "blank and ranked");
    }
  },
  "tapping in order ranks in that order"() {
    const tapped = [4, 1, 5, 2].reduce((now, candidate) => ranking.append(now, candidate, DEPUTY), ranking.NO_RANKING);
    same(tapped.order, [4, 1, 5]);
  },
  "moving, placing and removing keep the others in order"() {
    const all = { ...DEPUTY, maxRanks: 5 };
    const tapped = [1, 2, 3, 4].reduce((now, candidate) => ranking.append(now, candidate, all), ranking.NO_RANKING);
    same(ranking.move(tapped, 3, -1, all).order, [1, 3, 2, 4]);
    same(ranking.move(tapped, 1, -1, all).order, [1, 2, 3, 4]);
    same(ranking.move(tapped, 4, 1, all).order, [1, 2, 3, 4]);
    same(ranking.place(tapped, 4, 0, all).order, [4, 1, 2, 3]);
    same(ranking.place(tapped, 1, 2, all).order, [2, 3, 1, 4]);
    same(ranking.place(tapped, 5, 1, all).order, [1, 5, 2, 3, 4]);
    same(ranking.remove(tapped, 2).order, [1, 3, 4]);
  },
  "undo takes back one change after the other, clearing too"() {
    const tapped = [1, 2].reduce((now, candidate) => ranking.append(now, candidate, DEPUTY), ranking.NO_RANKING);
    const cleared = ranking.clear(tapped);
    same(cleared.order, []);
    same(ranking.undo(cleared).order, [1, 2]);
    same(ranking.undo(ranking.undo(cleared)).order, [1]);
    same(ranking.undo(ranking.NO_RANKING).order, []);
  },

  "of one contest with one vote only the last choice stands"() {
    same(marks(CHAIR, choices.noChoice(CHAIR), [1, 1], [3, 1]).marks, [0, 0, 1]);
  },
  "more than the maximum cannot be chosen"() {
    same(marks(COUNCIL, choices.noChoice(COUNCIL), [1, 1], [2, 1], [3, 1], [4, 1]).marks, [1, 1, 1, 0]);
    same(marks(BUDGET, choices.noChoice(BUDGET), [1, 5], [2, 2]).marks, [5, 0, 0]);
    same(marks(BUDGET, choices.noChoice(BUDGET), [1, 6], [2, -1], [3, 1.5], [4, 1]).marks, [0, 0, 0]);
  },
  "blank and a choice exclude each other"() {
    const blank = choices.change(CHAIR, marks(CHAIR, choices.noChoice(CHAIR), [1, 1]), { kind: "blank", blank: true });
    same(blank, { marks: [0, 0, 0], blank: true });
    same(marks(CHAIR, blank, [2, 1]), { marks: [0, 1, 0], blank: false });
    same(choices.change(COUNCIL, choices.noChoice(COUNCIL), { kind: "blank", blank: true }).blank, false);
  },
  "too few choices are a problem, none where blank is allowed is not"() {
    same(choices.problemOf(COUNCIL, marks(COUNCIL, choices.noChoice(COUNCIL), [1, 1])), { code: "too-few", count: 1, limit: 2 });
    same(choices.problemOf(COUNCIL, choices.noChoice(COUNCIL)), { code: "too-few", count: 0, limit: 2 });
    same([CHAIR, BUDGET, MOTION, DEPUTY].map((contest) => choices.problemOf(contest, choices.noChoice(contest))), [null, null, null, null]);
  },
  "answers are in the manifest's order, and what is left empty is blank where there is a blank"() {
    const given = {
      chair: choices.noChoice(CHAIR),
      council: marks(COUNCIL, choices.noChoice(COUNCIL), [4, 1], [1, 1]),
      budget: marks(BUDGET, choices.noChoice(BUDGET), [3, 4]),
      motion: choices.noChoice(MOTION),
      deputy: choices.change(DEPUTY, choices.noChoice(DEPUTY), { kind: "append", candidate: 5 }),
    };
    same(choices.answersOf([CHAIR, COUNCIL, BUDGET, MOTION, DEPUTY], given), [
      { contest: "chair", marks: [0, 0, 0], blank: true },
      { contest: "council", marks: [1, 0, 0, 1], blank: false },
      { contest: "budget", marks: [0, 0, 4], blank: false },
      { contest: "motion", marks: [0], blank: false },
      { contest: "deputy", ranking: [5] },
    ]);
  },
  "an answer that the contest does not allow is never built"() {
    let thrown = false;
    try {
      choices.answersOf([COUNCIL], { council: marks(COUNCIL, choices.noChoice(COUNCIL), [1, 1]) });
    } catch {
      thrown = true;
    }
    holds(thrown, "built");
  },

  "contests come one after another, then the review"() {
    const council = events(started(), pick(1), "next");
    same([council.screen, council.at], ["contest", 1]);
    const review = events(council, pick(1), pick(2), "next", pick(1, 3), "next", { type: "change", what: { kind: "append", candidate: 2 } }, "next");
    same(review.screen, "review");
    same(state.answersIn(review).map((answer) => answer.marks ?? answer.ranking), [[1, 0, 0], [1, 1, 0, 0], [3, 0, 0], [2]]);
  },
  "a contest left empty asks once"() {
    const asked = events(started(), "next");
    same([asked.at, asked.asking], [0, true]);
    same(events(asked, "stay", "next").asking, true);
    const left = events(asked, "leave-empty");
    same([left.at, left.asking], [1, false]);
    same(events(left, "back", "next").at, 1);
  },
  "a contest with too few choices does not let go"() {
    const stuck = events(started(), pick(1), "next", pick(1), "next");
    same([stuck.at, stuck.problem.code], [1, "too-few"]);
    same(events(stuck, pick(2)).problem, null);
  },
  "a change from the review leads back to it, and not with an unfinished choice"() {
    const review = events(started([CHAIR, COUNCIL]), pick(1), "next", pick(1), pick(2), "next");
    const changing = events(review, { type: "edit", at: 1 }, pick(2, 0));
    same(events(changing, "back").screen, "contest");
    same(events(changing, "next").problem.code, "too-few");
    same(events(changing, pick(4), "next").screen, "review");
  },
  "an event that does not belong to the screen changes nothing"() {
    const review = reviewed();
    for (const event of ["cast", "accepted", "tested", "finish", "opening", "told", "unknown", { type: "encrypted", ballot: {} }]) {
      holds(events(review, event) === review, `${JSON.stringify(event)} changed the review`);
    }
    const casting = events(encrypted(), "cast");
    for (const event of ["cast", "encrypt", "test", "back", "next"]) {
      holds(events(casting, event) === casting, `${event} changed casting`);
    }
  },
  "until it is cast every screen says so and leaving asks; afterwards neither"() {
    const casting = events(encrypted(), "cast");
    const done = events(casting, { type: "accepted", standing: { tracker: "T-1" } });
    for (const now of [started(), reviewed(), events(reviewed(), "encrypt"), encrypted(), events(encrypted(), "test"), events(encrypted(), "test", "opening")]) {
      holds(state.isNotCast(now) && state.asksBeforeLeaving(now), now.screen);
    }
    for (const now of [casting, events(casting, "unknown"), events(casting, { type: "refused", why: "x" }), events(casting, { type: "mismatch", why: "x" })]) {
      holds(state.asksBeforeLeaving(now), now.screen);
    }
    holds(!state.isNotCast(done) && !state.asksBeforeLeaving(done), "cast");
  },
  "a tested ballot is gone: only a new one can be cast"() {
    const tested = events(encrypted(), "test", "opening");
    same([tested.screen, tested.test.tracker], ["tested", "T-1"]);
    holds(events(tested, "cast") === tested, "cast a tested ballot");
    const again = events(tested, "encrypt");
    same([again.screen, again.ballot], ["encrypting", null]);
  },
  "the news that a tested ballot was cast is shown even if the member has gone on"() {
    const gone = events(encrypted(), "test", "opening", "encrypt", { type: "encrypted", ballot: { tracker: "T-2" } });
    same(events(gone, { type: "mismatch", why: "ballot-cast" }).screen, "mismatch");
  },
  "finishing forgets everything about the vote"() {
    const done = events(encrypted(), "cast", { type: "accepted", standing: { tracker: "T-1", ballotHash: "aa" } }, "finish");
    same(done.screen, "finished");
    holds(!JSON.stringify(done).includes("T-1") && !JSON.stringify({ ...done, manifest: null }).includes('"K"'), "something is left");
  },

  async "casting repeats the same bytes until an answer comes"() {
    const bytes = new Uint8Array([1, 2, 3]);
    const { sent, server: connected } = failing(new TypeError("network"), problem(503, "overloaded"), { status: 201, body: "a.b.c" });
    const waits = [];
    same(await server.castPatiently(connected, bytes, async (attempt, seconds) => waits.push([attempt, seconds]), () => 0), "a.b.c");
    holds(sent.length === 3 && sent.every((body) => body === bytes), "other bytes were sent");
    same(waits, [[2, 1], [3, 2]]);
  },
  async "a busy server says how long to wait"() {
    const { server: connected } = failing(problem(503, "overloaded", {}, { "retry-after": "17" }), { status: 200, body: "a.b.c" });
    const waits = [];
    await server.castPatiently(connected, new Uint8Array(1), async (attempt, seconds) => waits.push(seconds), () => 0);
    same(waits, [17]);
  },
  async "what the server refuses is not sent again"() {
    const { sent, server: connected } = failing(problem(409, "credential-used", { tracker: "T-9" }));
    const refused = await server.castPatiently(connected, new Uint8Array(1), async () => {}).catch((error) => error);
    same([sent.length, refused.status, refused.code, refused.problem.tracker], [1, 409, "credential-used", "T-9"]);
  },
  async "after the last attempt casting gives up with a passing failure"() {
    const { sent, server: connected } = failing(new TypeError("network"));
    const failure = await server.castPatiently(connected, new Uint8Array(1), async () => {}).catch((error) => error);
    same([sent.length, failure.passing], [server.PAUSES.length + 1, true]);
  },
  "a complaint holds what was sent, what came back and what was expected"() {
    const text = complaint.complaintFile({
      election: "e", E: "ee", time: "2026-11-22T10:00:00.000Z", request: new TextEncoder().encode('{"ballot":{}}'), answer: "a.b.c",
      expected: { tracker: "T-1", ballotHash: "aa", secret: "x" }, rule: "receipt-ballot", detail: "another",
    });
    const { request, answer, expected, failed } = JSON.parse(text);
    same([request, answer, expected, failed.rule], ['{"ballot":{}}', "a.b.c", { tracker: "T-1", ballot: "aa" }, "receipt-ballot"]);
  },
};

/** The sentences. */
export const names = () => Object.keys(TESTS);

/** Runs one; gives what is wrong, or an empty string. */
export async function run({ name }) {
  try {
    await TESTS[name]();
    return "";
  } catch (error) {
    return String(error?.stack ?? error);
  }
}
