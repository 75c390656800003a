// SPDX-License-Identifier: Apache-2.0

// The order of entries, docs/protocol.md §3, as a table of phases: check `entry-order`. After an entry out of order it goes on where the entry
// would be in order, if that lies ahead, so that one missing entry is one failure.

/** How far an election is, in the order in which phases are passed. */
export const PHASES = [
  "start", "trustees", "commitments", "shares", "confirmations", "key-checks", "ended", "keyed", "eligible", "sealed", "open", "tallying",
  "agreeing", "drawing", "decrypting", "results", "final", "void",
];

/** Whether `phase` is `other` or comes after it. */
export const reached = (phase, other) => PHASES.indexOf(phase) >= PHASES.indexOf(other);

const CEREMONY = { trustees: "trustee", commitments: "key-commitment", shares: "key-share", confirmations: "key-confirmation", "key-checks": "key-check" };
const VOTING = [
  "credential-replaced", "credential-revoked", "candidate-withdrawn", "deadline-extended", "booth-changed", "officer-changed", "notice",
];
const GROUPS = { ...CEREMONY, tallying: "tally", agreeing: "tally-agreement", results: "result" };
const FOLLOWING = {
  trustees: "commitments", commitments: "shares", shares: "confirmations", confirmations: "key-checks", "key-checks": "keyed",
  tallying: "agreeing", agreeing: "drawing",
};

/** Phase after an entry, by phase and type. */
const NEXT = Object.fromEntries(PHASES.map((phase) => [phase, {}]));

function stay(phase, ...types) {
  for (const type of types) NEXT[phase][type] = phase;
}

NEXT.start.manifest = "trustees";
for (const [phase, type] of Object.entries(CEREMONY)) stay(phase, type);
for (const phase of [...Object.keys(CEREMONY), "keyed"]) NEXT[phase]["ceremony-abandoned"] = "ended";
for (const phase of ["confirmations", "key-checks", "keyed"]) NEXT[phase].complaint = "ended";
NEXT.ended.manifest = "trustees";
NEXT.keyed.credentials = "eligible";
NEXT.eligible.setup = "sealed";
stay("sealed", ...VOTING);
stay("open", ...VOTING, "ballot");
NEXT.sealed.open = "open";
NEXT.open.close = "tallying";
stay("tallying", "tally", "officer-changed", "notice");
stay("agreeing", "tally-agreement", "officer-changed", "notice");
stay("drawing", "tally-agreement", "lot", "shuffle", "officer-changed", "notice");
NEXT.drawing.publish = "decrypting";
stay("decrypting", "decryption");
NEXT.decrypting.result = "results";
stay("results", "result");
NEXT.results.final = "final";
stay("final", "notice", "map-destroyed");
stay("void", "notice", "map-destroyed");
for (const phase of PHASES.slice(1, PHASES.indexOf("drawing") + 1)) NEXT[phase].void = "void";

export class Grammar {
  phase = "start";
  #state;
  #findings;
  #inGroup = 0;
  #lots = 0;
  #trustees = new Set();

  constructor(state, findings) {
    this.#state = state;
    this.#findings = findings;
  }

  /** @param type undefined if it is unknown @param posted undefined if the entry does not read */
  on(index, type, posted) {
    this.#findings.checked("entry-order");
    if (type === undefined) {
      this.#findings.fail("entry-order", "an entry of unknown type", index);
      return;
    }
    let next = NEXT[this.phase][type];
    if (!next) {
      this.#findings.fail("entry-order", `a ${type} entry does not follow here`, index);
      next = this.#ahead(type);
    }
    if (next) {
      this.#requireCounts(index, type, posted);
      this.#enter(next, type);
    }
  }

  #ahead(type) {
    const later = PHASES.slice(PHASES.indexOf(this.phase) + 1, PHASES.indexOf("void"));
    const from = later.find((phase) => NEXT[phase][type]);
    return from && NEXT[from][type];
  }

  #requireCounts(index, type, posted) {
    const require = (holds, reason) => this.#findings.require("entry-order", holds, reason, index);
    if (Object.values(CEREMONY).includes(type) && posted) {
      const { trustee } = posted.entry.message;
      require(!this.#trustees.has(trustee), "a second message of one trustee and kind");
      this.#trustees.add(trustee);
    }
    if (type === "publish") require(this.#lots >= this.#state.manifest.threshold, "fewer lots than the threshold before publish");
    if (type === "final") require(this.#inGroup === this.#state.manifest.contests.length, "not one result per contest before final");
  }

  #enter(next, type) {
    if (next !== this.phase) this.#advance(next);
    if (type === "lot") this.#lots++;
    if (type === GROUPS[this.phase]) this.#inGroup++;
    while (this.#inGroup > 0 && this.#inGroup >= this.#needed()) this.#advance(FOLLOWING[this.phase]);
  }

  #advance(next) {
    this.phase = next;
    this.#inGroup = 0;
    this.#trustees.clear();
  }

  /** Entries of the phase's own group after which it is over. */
  #needed() {
    if (Object.hasOwn(CEREMONY, this.phase)) return this.#state.manifest.trustees.length;
    if (this.phase === "tallying") return this.#state.slots.length;
    return this.phase === "agreeing" ? this.#state.manifest.threshold : Infinity;
  }
}
