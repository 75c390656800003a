// SPDX-License-Identifier: Apache-2.0

// A board verified from its files alone, docs/protocol.md §11. Whatever the board holds or does, the answer is a report.
import { readBundle, tilePath } from "../urna/log.js";
import { sha256Hex } from "../urna/hash.js";
import { candidatesOf } from "../urna/manifest.js";
import { Agreements, Lots } from "./agreement.js";
import { Artifacts } from "./artifacts.js";
import { Ballots } from "./ballots.js";
import { Ceremony } from "./ceremony.js";
import { Credentials } from "./credentials.js";
import { isMessage, readPosted } from "./entries.js";
import { expectEntry, finishExpectations } from "./expectations.js";
import { Findings, Missing, need, overall } from "./findings.js";
import { Grammar } from "./grammar.js";
import { History } from "./history.js";
import { onManifest } from "./manifests.js";
import { Decryptions, Mixes } from "./mixes.js";
import { openCheckpoint, parseCheckpoint } from "./notes.js";
import { Officers, checkSetup } from "./officers.js";
import { Receipts, checkAnchors, expectAnchors } from "./receipts.js";
import { Results } from "./results.js";
import { Tallies, closeBallots } from "./tally.js";
import { SCHEDULED, Times } from "./times.js";
import { Tree, compareTiles, filesOf } from "./tree.js";
import { trustOf } from "./trust.js";
import { utf8Text } from "../urna/bytes.js";

const WIDTH = 256;
const MOST_BUNDLE_BYTES = WIDTH * (2 + 65535);

/** What the entries read so far say; what is not there yet is undefined. */
const newState = () => ({
  manifest: undefined, M: undefined, firstManifest: undefined, attempts: 0, signingKeys: new Map(), officers: new Map(), T: undefined,
  computedKey: undefined, register: undefined, E: undefined, key: undefined, maxBallotBytes: 0, deadline: undefined, opened: undefined,
  withdrawn: new Map(), closed: undefined, slots: [], tallies: new Map(), mixes: new Map(), agreed: new Set(), seed: undefined, ballots: 0, revoked: 0,
  replaced: 0,
});

export class Verification {
  #board;
  #pool;
  #anchors;
  #progress;
  #findings = new Findings();
  #state = newState();
  #tree = new Tree();
  #complaint;

  /**
   * @param board `{file(path, most): promise of bytes, artifacts(): names or undefined}`
   * @param pool `{run(name, argument, affinity): promise, ahead: bundles to read ahead}`
   * @param anchors `{boardKey?, fingerprints: [hex], receipts: [jws], trustees: Map name to thumbprint}`
   * @param progress called with entries read, their number and ballots checked
   */
  constructor(board, pool, anchors, progress = () => {}) {
    this.#board = board;
    this.#pool = pool;
    this.#anchors = anchors;
    this.#progress = progress;
    const [state, findings] = [this.#state, this.#findings];
    const artifacts = new Artifacts(board, findings);
    this.context = { state, findings, artifacts, pool };
    expectAnchors(anchors, findings);
    this.artifacts = artifacts;
    this.receipts = new Receipts(state, findings, anchors.receipts);
    this.history = new History(state, findings);
    this.grammar = new Grammar(state, findings);
    this.times = new Times(state, findings);
    this.ceremony = new Ceremony(state, findings, anchors.trustees);
    this.officers = new Officers(state, findings);
    this.credentials = new Credentials(this.context);
    this.ballots = new Ballots(this.context);
    this.tallies = new Tallies(state, findings);
    this.agreements = new Agreements(state, findings);
    this.lots = new Lots(state, findings);
    this.mixes = new Mixes(this.context);
    this.decryptions = new Decryptions(this.context);
    this.results = new Results(this.context, this.decryptions);
  }

  /** @returns a promise of the report `{outcome, rows, results, trust, election, size, root, ballots, phase}` */
  async run() {
    const findings = this.#findings;
    const state = this.#state;
    findings.expect("checkpoint", 1);
    let checkpoint;
    await findings.guard("checkpoint", undefined, async () => {
      await findings.guard("log-history", undefined, () => this.history.begin(this.#board));
      const bytes = await this.#board.file("checkpoint").catch(() => {
        throw new Missing("the file checkpoint cannot be read");
      });
      checkpoint = parseCheckpoint(utf8Text(bytes));
      await this.#walk(checkpoint);
    });
    await this.#finish();
    const rows = findings.rows();
    return {
      outcome: overall(rows),
      rows,
      results: this.results.computed,
      trust: trustOf(state, this.results.computed),
      election: state.manifest && electionIn(state.manifest, state.E),
      size: checkpoint?.size,
      ballots: state.ballots,
      phase: this.grammar.phase,
    };
  }

  async #walk(checkpoint) {
    const findings = this.#findings;
    const { size } = checkpoint;
    for (const check of ["entry-form", "entry-order", "entry-time"]) findings.expect(check, size);
    findings.expect("log-tiles", filesOf(size));
    await findings.guard("log-tiles", undefined, async () => {
      await this.#entries(size);
      await compareTiles(this.#tree, this.#board, findings);
      const { root } = checkpoint;
      findings.require("log-tiles", this.#tree.root().every((byte, i) => byte === root[i]), "the entries give another root than the checkpoint has");
    });
    await findings.guard("checkpoint", undefined, () => {
      findings.checked("checkpoint");
      const opened = openCheckpoint(checkpoint, need(this.#state.manifest, "there is no manifest with the board's keys"));
      findings.require("checkpoint", opened.ok, opened.reason);
    });
    await findings.guard("log-history", undefined, () => this.history.finish(size));
  }

  async #entries(size) {
    const ahead = [];
    const bundles = Math.ceil(size / WIDTH);
    for (let bundle = 0, asked = 0; bundle < bundles; bundle++) {
      for (; asked < bundles && asked <= bundle + this.#pool.ahead; asked++) {
        const asking = this.#bundle(asked, size);
        asking.catch(() => {}); // looked at when its turn comes
        ahead.push(asking);
      }
      const { entries, read } = await ahead.shift();
      this.#findings.checked("log-tiles");
      for (let at = 0; at < entries.length; at++) await this.#entry(bundle, at, entries[at], read[at], size);
      await this.#findings.guard("ballot-proofs", undefined, () => this.ballots.send(bundle, true));
      this.#progress(this.#tree.size, size, this.#state.ballots);
    }
  }

  async #bundle(bundle, size) {
    const width = Math.min(WIDTH, size - bundle * WIDTH);
    const path = tilePath("entries", bundle, width);
    const bytes = await this.#board.file(path, MOST_BUNDLE_BYTES).catch(() => {
      throw new Missing(`${path} cannot be read`);
    });
    return { entries: readBundle(bytes, width), read: await this.#pool.run("read", { bundle, bytes, width }, bundle) };
  }

  async #entry(bundle, at, bytes, read, size) {
    const findings = this.#findings;
    const index = this.#tree.size;
    const before = read.type === "setup" ? this.#tree.root() : undefined;
    const posted = await this.#chapters(index, at, bytes, read, before);
    this.#tree.append(read.leaf);
    this.receipts.at(index, read.leaf, read.ballot?.hash, () => this.#tree.root());
    if (read.type === "close" && posted) await findings.guard("tally", index, () => this.#close(bundle, index, posted, bytes));
    if (this.history.awaits(index + 1)) await findings.guard("log-history", index, () => this.history.atSize(index + 1, this.#tree.root()));
    if (read.type !== "ballot") this.#progress(index + 1, size, this.#state.ballots);
  }

  /** The ballots are complete. */
  async #close(bundle, index, posted, bytes) {
    const state = this.#state;
    if (state.closed) return;
    this.ballots.send(bundle, false);
    await this.ballots.flush();
    state.closed = { index, time: posted.time, hash: sha256Hex(bytes), size: index + 1, root: this.#tree.root() };
    closeBallots(state, this.ballots.sums);
  }

  /** Shows an entry to the chapters that it concerns. @returns what was read of it, or undefined */
  async #chapters(index, at, bytes, { type, ballot }, before) {
    const findings = this.#findings;
    const guard = (check, step) => findings.guard(check, index, step);
    let posted;
    let fault = ballot?.fault ?? "an entry of unknown type";
    if (ballot && !ballot.fault) posted = { type, time: ballot.time, entry: {}, ballot };
    else if (type && !ballot) {
      try {
        posted = readPosted(bytes);
      } catch (error) {
        fault = error.message;
      }
    }
    expectEntry(type, posted, findings);
    findings.checked("entry-form");
    await guard("entry-order", () => this.grammar.on(index, type, posted));
    this.#endComplaint(index, type);
    if (!posted) {
      findings.fail("entry-form", fault, index);
      return undefined;
    }
    await guard("entry-time", () => this.times.on(index, posted));
    if (SCHEDULED.includes(type)) await guard("schedule", () => this.times.schedule(index, posted));
    if (isMessage(type)) await this.#message(index, posted, bytes, guard);
    else if (posted.entry.decision) await this.#decision(index, posted, bytes, before, guard);
    else await this.#other(index, at, posted, bytes, guard);
    return posted;
  }

  #endComplaint(index, type) {
    if (this.#complaint !== undefined && !["manifest", "void"].includes(type)) {
      this.#findings.fail("complaint", `entry ${index} after the complaint is no new manifest`, this.#complaint);
    }
    this.#complaint = type === "complaint" ? index : undefined;
  }

  async #message(index, posted, bytes, guard) {
    if (posted.type === "credentials") {
      await guard("credentials", () => this.credentials.list(index, posted));
      return;
    }
    let authentic = false;
    await guard("trustee-identity", () => {
      authentic = this.ceremony.identity(index, posted);
    });
    const steps = {
      trustee: ["trustee-identity", () => this.ceremony.trustee(index, posted, bytes)],
      "key-commitment": ["key-commitment", () => this.ceremony.commitment(index, posted, bytes)],
      "key-share": ["key-share", () => this.ceremony.share(index, posted, bytes)],
      "key-confirmation": ["key-confirmation", () => this.ceremony.confirmation(index, posted)],
      "key-check": ["key-check", () => this.ceremony.check(index, posted)],
      complaint: ["complaint", () => this.ceremony.complaint(index, posted)],
      "tally-agreement": ["tally-agreement", () => this.agreements.on(index, posted, authentic)],
      lot: ["lot", () => this.lots.on(index, posted, authentic)],
      shuffle: ["shuffle", () => this.mixes.on(index, posted, authentic)],
      decryption: ["decryption", () => this.decryptions.on(index, posted, authentic)],
    };
    await guard(...steps[posted.type]);
  }

  async #decision(index, posted, bytes, before, guard) {
    const state = this.#state;
    const { type, entry } = posted;
    const given = entry.decision.arguments;
    await guard("officers", () => this.officers.on(index, posted));
    if (type === "setup") await guard("setup", () => checkSetup(index, posted, sha256Hex(bytes), before, state, this.#findings));
    else if (type === "deadline-extended") state.deadline = given.closes;
    else if (type === "candidate-withdrawn") state.withdrawn.set(given.contest, (state.withdrawn.get(given.contest) ?? new Set()).add(given.candidate));
    else if (["credential-replaced", "credential-revoked"].includes(type)) await guard("credential-changes", () => this.credentials.change(index, posted));
  }

  async #other(index, at, posted, bytes, guard) {
    const { type } = posted;
    if (type === "ballot") await guard("ballot-credential", () => this.ballots.on(index, at, posted.ballot));
    else if (type === "manifest") {
      await guard("manifest", () => onManifest(index, posted, bytes, this.context));
      this.ceremony.begin();
    } else if (type === "open") this.#state.opened = posted.time;
    else if (type === "tally") await guard("tally", () => this.tallies.on(index, posted));
    else if (type === "result") await guard("result", () => this.results.on(index, posted));
    else if (type === "final") await guard("final", () => this.results.final(index, posted));
  }

  /** The log was read to its end. */
  async #finish() {
    const guard = (check, step) => this.#findings.guard(check, undefined, step);
    const { phase } = this.grammar;
    await guard("ballot-proofs", () => this.ballots.flush());
    await guard("trustee-identity", () => this.ceremony.finish());
    await guard("tally-agreement", () => this.agreements.finish(phase));
    await guard("lot", () => this.lots.finish(phase));
    await guard("shuffle", () => this.mixes.finish(phase));
    await guard("decryption", () => this.decryptions.finish(phase));
    await guard("log-witnesses", () => this.history.finishWitnesses());
    await guard("artifacts", () => this.artifacts.finish());
    let held = 0;
    await guard("log-receipts", () => {
      held = this.receipts.finish();
    });
    await guard("trust-anchor", () => checkAnchors(this.#anchors, this.#state, this.#findings, held));
    finishExpectations(this.#state, phase, this.#findings);
  }
}

/** What a reader of the report wants to know of the manifest; texts by language. */
function electionIn({ election, title, keys, contests }, E) {
  const named = contests.map((contest) => ({ id: contest.id, title: contest.title, candidates: candidatesOf(contest).map(({ name }) => name) }));
  return { id: election, title, E, boardKey: keys.board.text, contests: named };
}
