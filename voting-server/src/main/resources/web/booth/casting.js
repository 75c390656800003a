// SPDX-License-Identifier: Apache-2.0

/**
 * From chosen answers to a cast vote: encrypting in the worker, opening a ballot for testing, casting, checking the receipt. Whatever comes
 * of it becomes an event of the session's state.
 */
import { readReceipt } from "../urna/receipt.js";
import { complaintFile } from "./complaint.js";
import { saveFile } from "./files.js";
import { ServerError, castPatiently } from "./server.js";
import { answersIn } from "./state.js";

/** The encrypting screen is shown at least so long, so that it does not only flash. */
const SHORTEST_MILLIS = 400;

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

export class CastingBallot {
  #session;
  #server;
  #booth;
  #request = null;
  #files = {};

  constructor(session, server, booth) {
    this.#session = session;
    this.#server = server;
    this.#booth = booth;
  }

  /** Encrypts what is chosen; an earlier encrypted ballot is forgotten. */
  async encrypt() {
    const { state } = this.#session;
    if (!this.#say({ type: "encrypt" })) {
      return;
    }
    this.#request = null;
    this.#files = {};
    try {
      const progress = (done, total) => this.#say({ type: "progress", done, total });
      const encrypting = this.#booth.encrypt(state.credential.style, answersIn(state), progress);
      const [{ tracker, ballotHash }] = await Promise.all([encrypting, pause(SHORTEST_MILLIS)]);
      this.#say({ type: "encrypted", ballot: { tracker, ballotHash } });
    } catch {
      this.#say({ type: "refused", why: "encryption" });
    }
  }

  /** Opens the encrypted ballot for testing: saves the file, and tells the server never to take that ballot. */
  async openForTest() {
    const { ballot } = this.#session.state;
    if (!this.#say({ type: "opening" })) {
      return;
    }
    try {
      this.#keep("challenge", `urna-test-${ballot.tracker}.json`, await this.#booth.challenge());
    } catch {
      this.#say({ type: "refused", why: "encryption" });
      return;
    }
    this.save("challenge");
    try {
      await this.#server.challenge(ballot.ballotHash);
      this.#say({ type: "told", told: "told" });
    } catch (error) {
      if (error.code === "ballot-cast") {
        this.#complain(null, JSON.stringify(error.problem), ballot, error.code, "a ballot that was opened for testing is on the board");
        this.#say({ type: "mismatch", why: error.code });
      } else {
        this.#say({ type: "told", told: "failed" });
      }
    }
  }

  /** Signs the encrypted ballot and casts it. */
  async cast() {
    if (!this.#say({ type: "cast" })) {
      return;
    }
    try {
      this.#request = await this.#booth.sign();
    } catch {
      this.#say({ type: "refused", why: "encryption" });
      return;
    }
    await this.#send();
  }

  /** Sends the same bytes once more, after no answer came. */
  async castAgain() {
    if (this.#say({ type: "cast" })) {
      await this.#send();
    }
  }

  async #send() {
    const wait = async (attempt, seconds) => {
      this.#say({ type: "waiting", attempt, seconds });
      await pause(seconds * 1000);
    };
    let receipt;
    try {
      receipt = await castPatiently(this.#server, this.#request, wait);
    } catch (error) {
      if (!(error instanceof ServerError)) {
        throw error;
      }
      await this.#notReceived(error);
      return;
    }
    await this.#received(receipt);
  }

  async #received(receipt) {
    const { ballot } = this.#session.state;
    const checked = await this.#check(receipt);
    if (!checked.ok) {
      this.#complain(this.#request, receipt, ballot, checked.rule, checked.detail);
      this.#say({ type: "mismatch", why: checked.rule });
      return;
    }
    this.#keep("receipt", `urna-receipt-${ballot.tracker}.jws`, receipt);
    this.#request = null;
    this.#say({ type: "accepted", standing: { ...ballot, index: checked.index, time: null } });
    await this.#date(checked.index);
  }

  /** Checks the receipt; one that comes long after its ballot was accepted says nothing of the minute, so that takes the board's entry. */
  async #check(receipt) {
    const failed = ({ rule, detail }) => ({ ok: false, rule: rule ?? "receipt", detail: detail ?? "" });
    const checked = await this.#booth.checkReceipt(receipt).catch(failed);
    if (checked.rule !== "entry-needed") {
      return checked;
    }
    return this.#server.entry(readReceipt(receipt).index).then((entry) => this.#booth.checkReceipt(receipt, entry)).catch(() => checked);
  }

  /** The minute that stands in the board's entry: for the eye, nothing rests on it. */
  async #date(index) {
    try {
      const entry = JSON.parse(new TextDecoder().decode(await this.#server.entry(index)));
      this.#say({ type: "dated", time: entry.time });
    } catch {
      // without it the page leaves the time out
    }
  }

  async #notReceived(error) {
    const { ballot } = this.#session.state;
    const { code, problem } = error;
    const answer = JSON.stringify(problem);
    if (code === "halted") {
      this.#say({ type: "closed", why: "halted" });
    } else if (error.passing) {
      this.#say({ type: "unknown" });
    } else if (code === "closed" || code === "not-open") {
      this.#say({ type: "closed", why: code, late: true });
    } else if (code === "credential-inactive") {
      this.#say({ type: "refused", why: code });
    } else if (code === "credential-used" && problem.tracker === ballot.tracker) {
      this.#complain(this.#request, answer, ballot, code, "the ballot stands, but its receipt is withheld");
      this.#say({ type: "mismatch", why: code });
    } else {
      this.#complain(this.#request, answer, ballot, code ?? `status ${error.status}`, "the ballot was refused");
      const standing = code === "credential-used" ? await this.#standing(problem.tracker) : null;
      this.#say({ type: "refused", why: code ?? `${error.status}`, standing });
    }
  }

  async #standing(tracker) {
    const found = await this.#server.credential(this.#session.state.credential.K).catch(() => ({}));
    return { tracker: tracker ?? found.tracker, time: found.tracker === tracker ? found.time : null };
  }

  #complain(request, answer, { tracker, ballotHash }, rule, detail) {
    const { election, state } = this.#session;
    const time = new Date().toISOString();
    const evidence = { election, E: state.election.E, time, request, answer, expected: { tracker, ballotHash }, rule, detail };
    this.#keep("complaint", `urna-complaint-${tracker}.json`, complaintFile(evidence));
  }

  #keep(kind, name, text) {
    this.#files[kind] = { name, text };
  }

  /** Name under which a file is saved, of kind "receipt", "challenge" or "complaint"; empty where there is none. */
  fileName(kind) {
    return this.#files[kind]?.name ?? "";
  }

  /** Saves that file on the member's device. */
  save(kind) {
    const { name, text } = this.#files[kind];
    saveFile(name, text, kind === "receipt" ? "application/jose" : "application/json");
  }

  #say(event) {
    return this.#session.dispatch(event);
  }
}
