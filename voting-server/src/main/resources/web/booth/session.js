// SPDX-License-Identifier: Apache-2.0

/**
 * One member's visit: carries out what the screens ask for, with the worker that encrypts and the server, and reports what came of it as
 * events of the state. The code goes to the worker and is kept nowhere else.
 */
import { parseCode } from "../urna/code.js";
import { contestsOf, styleOf } from "../urna/manifest.js";
import { CastingBallot } from "./casting.js";
import { displayOrders } from "./order.js";
import { ServerError } from "./server.js";
import { START, reduce } from "./state.js";

/** What the booth cannot be used for, by the state of the election. */
const CLOSED = {
  draft: "not-ready",
  "key-ceremony": "not-ready",
  credentials: "not-ready",
  sealed: "not-open",
  closed: "closed",
  tallied: "closed",
  final: "final",
  void: "void",
};

/** Why nobody can vote now; undefined if one can. */
const whyClosed = (election) => (election.halted ? "halted" : CLOSED[election.state]);

const LONGEST_WAIT_MILLIS = 60_000;

export class Session {
  #state = START;
  #listeners = new Set();
  #server;
  #startBooth;
  #booth = null;
  #linked = null;

  /** Encrypts, tests and casts; `null` before a code is admitted. */
  ballot = null;

  constructor({ election, server, startBooth }) {
    this.election = election;
    this.#server = server;
    this.#startBooth = startBooth;
  }

  get state() {
    return this.#state;
  }

  /** Calls back with each new state; gives what ends that. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes the state; false where the event does not belong to the screen. */
  dispatch(event) {
    const next = reduce(this.#state, event);
    if (next === this.#state) {
      return false;
    }
    this.#state = next;
    this.#listeners.forEach((listener) => listener(next));
    return true;
  }

  /** Reads the election and gets the worker ready; `linkText` is what stood behind the `#` of the address. */
  async load(linkText) {
    try {
      const election = await this.#server.status();
      const why = whyClosed(election);
      if (why === "not-ready" || why === "not-open" || why === "void" || why === "halted") {
        this.#close(why, election, linkText);
        return;
      }
      const [files] = await Promise.all([this.#fetchElection(election), this.#start()]);
      const { manifest, E } = await this.#booth.load(files);
      const link = this.#readLink(linkText);
      if (why) {
        await this.#closeUnlessUsed(why, election);
        return;
      }
      this.dispatch({ type: "loaded", election: { ...election, E }, manifest, ...link });
    } catch (error) {
      this.dispatch({ type: "closed", why: whyNotLoaded(error), election: { failed: error?.rule ?? null } });
    }
  }

  async #fetchElection({ manifestIndex, setupIndex }) {
    const [manifestEntry, setupEntry] = await Promise.all([this.#server.entry(manifestIndex), this.#server.entry(setupIndex)]);
    const artifact = JSON.parse(new TextDecoder().decode(manifestEntry)).artifact;
    return { manifestEntry, setupEntry, ...(artifact && { manifest: await this.#server.artifact(artifact.sha256) }) };
  }

  async #start() {
    try {
      this.#booth ??= await this.#startBooth();
    } catch {
      throw new Unusable();
    }
  }

  /** Once voting opens or goes on, the page does by itself. */
  #close(why, election, linkText) {
    this.dispatch({ type: "closed", why, election });
    if (why === "not-open" || why === "halted") {
      const millis = why === "halted" ? LONGEST_WAIT_MILLIS / 2 : Date.parse(election.opens) - Date.parse(election.now);
      const wait = Math.min(Math.max(millis, 2_000) + Math.random() * 3_000, LONGEST_WAIT_MILLIS);
      setTimeout(() => this.#reload(linkText), wait);
    }
  }

  async #reload(linkText) {
    try {
      const election = await this.#server.status();
      const why = whyClosed(election);
      if (why === "not-open" || why === "halted") {
        this.#close(why, election, linkText);
        return;
      }
    } catch {
      setTimeout(() => this.#reload(linkText), LONGEST_WAIT_MILLIS / 4);
      return;
    }
    this.dispatch({ type: "reload" });
    await this.load(linkText);
  }

  /** Tries again after the election could not be read. */
  async retry() {
    this.dispatch({ type: "reload" });
    await this.load("");
  }

  /** Another link was opened in this window. Once choosing has begun it is ignored. */
  useLink(linkText) {
    if (this.#state.screen === "start") {
      this.dispatch({ type: "linked", ...this.#readLink(linkText) });
    } else if (this.#state.screen === "closed") {
      this.dispatch({ type: "reload" });
      this.load(linkText);
    }
  }

  #readLink(linkText) {
    const parsed = parseCode(linkText);
    if (!parsed.ok) {
      return { codeFromLink: false, codeProblem: parsed.reason === "empty" ? null : "link" };
    }
    this.#linked = this.#booth.enterCode(parsed.code);
    this.#linked.catch(() => {});
    return { codeFromLink: true, codeProblem: null };
  }

  async #closeUnlessUsed(why, election) {
    let standing = null;
    if (this.#linked !== null) {
      const { K } = await this.#linked;
      standing = await this.#server.credential(K).catch(() => null);
    }
    this.dispatch({ type: "closed", why: standing?.status === "cast" ? "used" : why, election, standing });
  }

  /** Goes on with the link's code. */
  async enterLinked() {
    const linked = this.#linked;
    this.#linked = null;
    await this.#enter(linked, true);
  }

  /** Forgets the link's code; the page asks for another. */
  forgetLinked() {
    this.#linked = null;
    this.dispatch({ type: "linked", codeFromLink: false });
  }

  /** Checks a typed code, and goes on with it. */
  async enterTyped(text) {
    const parsed = parseCode(text);
    if (!parsed.ok) {
      this.dispatch({ type: "code-refused", why: parsed.reason });
      return;
    }
    await this.#enter(this.#booth.enterCode(parsed.code), false);
  }

  async #enter(entering, codeFromLink) {
    if (!this.dispatch({ type: "checking" })) {
      return;
    }
    try {
      const { K } = await entering;
      const [found, election] = await Promise.all([this.#server.credential(K), this.#server.status()]);
      if (CLOSED[election.state]) {
        this.dispatch({ type: "closed", why: CLOSED[election.state], election });
      } else if (found.status !== "live") {
        const why = found.status === "cast" ? "used" : found.status;
        this.dispatch({ type: "closed", why, standing: found });
        this.#endWorker();
      } else {
        this.#admit(K, found, election);
      }
    } catch (error) {
      const passing = !(error instanceof ServerError) || error.passing;
      // the worker still has the code, so a linked member need not open the link again
      this.#linked = codeFromLink && passing ? entering : null;
      this.dispatch({ type: "code-refused", why: whyNotAdmitted(error), codeFromLink: this.#linked !== null });
    }
  }

  #admit(K, found, election) {
    const { manifest } = this.#state;
    const contests = contestsOf(manifest, styleOf(manifest, found.style));
    this.ballot = new CastingBallot(this, this.#server, this.#booth);
    this.dispatch({ type: "refreshed", election });
    this.dispatch({ type: "admitted", credential: { K, style: found.style }, contests, orders: displayOrders(contests) });
  }

  /** Shows the review, with what the election says by now: a candidate may have withdrawn since. */
  async refresh() {
    const election = await this.#server.status().catch(() => ({}));
    this.dispatch({ type: "refreshed", election });
  }

  /** The verified bytes of a published file: a statement or a picture. */
  artifact(sha256) {
    return this.#server.artifact(sha256);
  }

  /** Removes everything about this vote from the page. */
  finish() {
    this.#endWorker();
    this.ballot = null;
    this.dispatch({ type: "finish" });
  }

  #endWorker() {
    this.#booth?.end();
    this.#booth = null;
  }
}

/** The browser has no module workers. */
class Unusable extends Error {}

function whyNotLoaded(error) {
  if (error instanceof ServerError) {
    return error.status === 404 ? "not-found" : "unreachable";
  }
  return error instanceof Unusable ? "browser" : "untrusted";
}

function whyNotAdmitted(error) {
  if (error instanceof ServerError && error.code === "credential-unknown") {
    return "unknown";
  }
  return error instanceof ServerError && (error.status === 503 || error.status === 429) ? "busy" : "unreachable";
}
