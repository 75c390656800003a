// SPDX-License-Identifier: Apache-2.0

// The board's earlier checkpoints, checks `log-history` and `log-witnesses`: who signed what, and that all of it is one log.
import { same } from "../urna/bytes.js";
import { openCheckpoint, parseHistory } from "./notes.js";

const MINUTE = 60;
/** Entries have whole minutes, so what they say lies up to this much before what was, in seconds. */
const CUT = MINUTE;

export const seconds = (time) => Date.parse(time) / 1000;

export class History {
  #state;
  #findings;
  #ahead = [];
  #broken = false;
  #last;
  #closing = false;
  /** Co-signed by a quorum: `{size, time}` in seconds. */
  #seen = [];

  constructor(state, findings) {
    this.#state = state;
    this.#findings = findings;
  }

  async begin(board) {
    const bytes = await board.file("checkpoints").catch(() => undefined);
    if (!bytes) {
      this.#fail("the file checkpoints cannot be read");
      return;
    }
    const { notes, fault } = parseHistory(bytes);
    this.#ahead = notes;
    this.#findings.expect("log-history", notes.length);
    if (fault) this.#fail(`the file checkpoints is malformed: ${fault}`);
  }

  #fail(reason) {
    this.#broken = true;
    this.#findings.fail("log-history", reason);
  }

  /** Whether a checkpoint of a tree of this size, or a smaller one, comes next. */
  awaits(size) {
    return this.#ahead.length > 0 && this.#ahead[0].size <= size;
  }

  /** The log has grown to `size` entries. */
  atSize(size, root) {
    while (this.awaits(size)) this.#check(this.#ahead.shift(), size, root);
  }

  #check(checkpoint, size, root) {
    const findings = this.#findings;
    findings.checked("log-history");
    const name = `the checkpoint of size ${checkpoint.size}`;
    const { manifest, closed } = this.#state;
    const opened = manifest ? openCheckpoint(checkpoint, manifest) : { ok: false, reason: "there is no manifest with the board's keys" };
    findings.require("log-history", opened.ok, `${name}: ${opened.reason}`);
    if (this.#last && checkpoint.size < this.#last.size) findings.fail("log-history", `${name} stands after one of size ${this.#last.size}`);
    else if (this.#last?.size === checkpoint.size && !same(this.#last.root, checkpoint.root)) {
      findings.fail("log-history", `${name} has another root than another of this size: proof of a fork`);
    } else if (checkpoint.size === size && !same(checkpoint.root, root)) findings.fail("log-history", `${name} has another root than the log: proof of a fork`);
    this.#last = { size: Math.max(this.#last?.size ?? 0, checkpoint.size), root: checkpoint.root };
    if (manifest?.quorum > 0) this.#witnessed(checkpoint, manifest, opened.ok);
    if (closed && checkpoint.size === closed.size && same(checkpoint.root, root)) this.#closing = true;
  }

  #witnessed(checkpoint, manifest, boardHolds) {
    const findings = this.#findings;
    findings.expect("log-witnesses", 1);
    findings.checked("log-witnesses");
    const { ok, cosigned } = openCheckpoint(checkpoint, manifest, manifest.witnesses.map(({ key }) => key));
    if (!ok) {
      if (boardHolds) findings.fail("log-witnesses", "a witness's signature on a checkpoint does not hold");
    } else if (cosigned.length >= manifest.quorum) {
      const times = cosigned.map(Number).sort((a, b) => a - b);
      this.#seen.push({ size: checkpoint.size, time: times[manifest.quorum - 1] });
    }
  }

  /** The log has been read, as far as `boardSize`. */
  finish(boardSize) {
    for (const { size } of this.#ahead) {
      this.#findings.checked("log-history");
      this.#findings.fail("log-history", `the checkpoint of size ${size} is of a longer log than the latest one`);
    }
    this.#ahead = [];
    const { closed } = this.#state;
    if (!this.#broken && closed && !this.#closing && boardSize >= closed.size) this.#findings.fail("log-history", "there is no checkpoint of the log that ends with close");
  }

  /** Independent evidence of time, and of there being one board only: a gap is named and leaves the row unchecked. */
  finishWitnesses() {
    const { manifest, opened, closed } = this.#state;
    const notChecked = (why) => this.#findings.notChecked("log-witnesses", why);
    if (!manifest) return notChecked("there is no manifest that names witnesses");
    if (manifest.quorum === 0) return this.#findings.notApplicable("log-witnesses", "no independent evidence of time, or of there being one board only");
    if (opened === undefined) return notChecked("voting has not begun");
    const most = manifest.maxGapMinutes * MINUTE;
    let last = seconds(opened) + CUT;
    let closeSeen = false;
    for (const { size, time } of this.#seen) {
      if (!closeSeen && time > last) {
        if (time - last > most) notChecked(`no co-signed checkpoint for ${Math.floor((time - last) / MINUTE)} minutes from ${new Date(last * 1000).toISOString()}`);
        last = time;
      }
      closeSeen ||= closed !== undefined && size >= closed.size;
    }
    if (!closeSeen) return notChecked(closed ? "no quorum of witnesses co-signed the close" : "voting is not over");
    const inTime = this.#seen.some(({ size, time }) => size >= closed.size && time <= seconds(closed.time) + most + CUT);
    return inTime ? undefined : notChecked("the close was co-signed late");
  }
}
