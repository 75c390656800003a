// SPDX-License-Identifier: Apache-2.0

// Ballots as they come: checks `ballot-credential` and `ballot-unique`, which take the order of the log; form, signature and proofs are left to
// workers, a bundle of the log at a time.
import { pointText } from "../urna/group.js";
import { trackerOf } from "../urna/tracker.js";
import { need } from "./findings.js";
import { Sums } from "./tally.js";

export class Ballots {
  sums = new Sums();
  #state;
  #findings;
  #pool;
  #alphas = new Map();
  #trackers = new Map();
  #waiting = [];
  #running = [];

  constructor({ state, findings, pool }) {
    this.#state = state;
    this.#findings = findings;
    this.#pool = pool;
  }

  /** @param at place in its bundle; `ballot` what the worker told of it */
  on(index, at, ballot) {
    const state = this.#state;
    const findings = this.#findings;
    findings.checked("ballot-unique");
    this.#unique(index, ballot);
    findings.checked("ballot-credential");
    state.ballots++;
    const { styles } = need(state.manifest, "there is no usable manifest");
    const found = this.#credential(index, ballot);
    const style = found ? found.style : styles.findIndex(({ contests }) => contests.join() === ballot.contests.join());
    if (style < 0) {
      findings.fail("ballot-form", "the ballot has the contests of no style", index);
      return;
    }
    findings.require("ballot-form", ballot.length <= state.maxBallotBytes, "the entry is longer than maxBallotBytes", index);
    const weight = found ? found.weight : 1;
    const counted = !state.closed;
    if (counted) this.sums.count(styles[style], weight);
    this.#waiting.push({ at, index, style, section: styles[style].section, weight, counted });
  }

  #credential(index, { K }) {
    const fail = (reason) => this.#findings.fail("ballot-credential", reason, index);
    const found = need(this.#state.register, "there is no list of credentials").get(K);
    if (!found) {
      fail("the credential is not on the list");
      return undefined;
    }
    if (found.status !== "live") fail("the credential is not live here");
    if (found.castAt !== undefined) fail(`the credential has cast already, in entry ${found.castAt}`);
    else found.castAt = index;
    return found;
  }

  #unique(index, { alphas, hash }) {
    for (const [contest, alpha] of alphas) {
      const before = this.#alphas.get(alpha);
      if (before !== undefined) this.#findings.fail("ballot-unique", `a ciphertext's alpha stands in entry ${before} already`, index, contest);
      else this.#alphas.set(alpha, index);
    }
    const tracker = trackerOf(hash);
    const before = this.#trackers.get(tracker);
    if (before !== undefined) this.#findings.fail("ballot-unique", `the tracker is that of entry ${before}`, index);
    else this.#trackers.set(tracker, index);
  }

  /** Sends the ballots of a bundle that were seen so far to the worker that read it. */
  send(bundle, last) {
    const ballots = this.#waiting;
    this.#waiting = [];
    const { E, key, manifest } = this.#state;
    if (ballots.length === 0 && !last) return;
    const election = ballots.length > 0 && { E: need(E, "the election is not sealed"), Y: pointText(key.Y), contests: manifest.contests, styles: manifest.styles };
    this.#running.push(this.#pool.run("ballots", { bundle, ballots, election, last }, bundle).then((found) => this.#found(ballots.length, found)));
  }

  #found(number, found) {
    for (const { check, index, contest, reason } of found.failures) this.#findings.fail(check, reason, index, contest);
    this.#findings.checked("ballot-form", number);
    this.#findings.checked("ballot-signature", number - found.formless.length);
    this.#findings.checked("ballot-proofs", number - found.formless.length);
    this.sums.add(found);
  }

  /** Waits for everything that was sent. */
  async flush() {
    const running = this.#running;
    this.#running = [];
    await Promise.all(running);
  }
}
