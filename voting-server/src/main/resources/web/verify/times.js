// SPDX-License-Identifier: Apache-2.0

// When entries were appended, docs/protocol.md §3: checks `entry-time` and `schedule`. Times are texts of one form, which compare as they stand;
// that they are whole minutes is a matter of form.
import { need } from "./findings.js";

export class Times {
  #state;
  #findings;
  #last;

  constructor(state, findings) {
    this.#state = state;
    this.#findings = findings;
  }

  on(index, { time, entry }) {
    const require = (holds, reason) => this.#findings.require("entry-time", holds, reason, index);
    this.#findings.checked("entry-time");
    require(this.#last === undefined || time >= this.#last, "the time is before that of the entry before");
    if (this.#last === undefined || time > this.#last) this.#last = time;
    const { decision } = entry;
    if (decision) require(time >= decision.notBefore && time <= decision.notAfter, "the time is not one that the decision allows");
  }

  schedule(index, { type, time, entry }) {
    const state = this.#state;
    const require = (holds, reason) => this.#findings.require("schedule", holds, reason, index);
    this.#findings.checked("schedule");
    const manifest = need(state.manifest, "there is no usable manifest");
    if (type === "open") {
      require(time >= manifest.schedule.opens, "open before the planned opening");
      require(entry.E === need(state.E, "the election is not sealed"), "open names another election");
    } else if (type === "ballot") {
      require(state.opened !== undefined && time >= state.opened, "a ballot before the opening");
      require(time < state.deadline, "a ballot at or after the deadline");
      require(!state.closed, "a ballot after the close");
    } else if (type === "close" && entry.decision) {
      require(manifest.schedule.closeByHand, "a close by hand, which the manifest forbids");
    } else if (type === "close") {
      require(time >= state.deadline, "close before the deadline");
      require(entry.E === need(state.E, "the election is not sealed"), "close names another election");
    } else {
      require(time < state.deadline, "an extension at or after the deadline that it moves");
      require(entry.decision.arguments.closes > state.deadline, "an extension to no later time");
    }
  }
}

/** Types of entries that the schedule is about. */
export const SCHEDULED = ["open", "ballot", "close", "deadline-extended"];
