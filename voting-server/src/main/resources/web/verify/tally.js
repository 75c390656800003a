// SPDX-License-Identifier: Apache-2.0

// What is decrypted, docs/protocol.md §10, added up anew from the ballots: check `tally`.
import { concat, fromHex } from "../urna/bytes.js";
import { placesOf } from "../urna/ballot.js";
import { G, INFINITY, decodePoint, encodePoint, timesPublic } from "../urna/group.js";
import { Transcript, sha256Hex } from "../urna/hash.js";
import { layout } from "../urna/ranking.js";
import { sectionsOf } from "./manifestrules.js";

export const keyOf = ({ contest, section }) => `${contest} ${section}`;

export const contestOf = (manifest, id) => manifest.contests.find((contest) => contest.id === id);

/** Ballots counted and added up by contest and section of their electors. */
export class Sums {
  #counts = new Map();
  #points = new Map();
  #rankings = [];

  /** Counts a ballot of a style. */
  count(style, weight) {
    for (const contest of style.contests) {
      const key = keyOf({ contest, section: style.section });
      const { ballots, weight: before } = this.#counts.get(key) ?? { ballots: 0, weight: 0 };
      this.#counts.set(key, { ballots: ballots + 1, weight: before + weight });
    }
  }

  /** Adds what a batch of ballots gave. */
  add({ sums, rankings }) {
    for (const { contest, section, points } of sums) {
      const key = keyOf({ contest, section });
      const more = points.map((bytes) => (bytes ? decodePoint(bytes) : INFINITY));
      this.#points.set(key, (this.#points.get(key) ?? more.map(() => INFINITY)).map((point, i) => point.add(more[i])));
    }
    this.#rankings.push(...rankings);
  }

  /** The tallies that there must be, in order: `{contest, section, ballots, weight, counted}`. */
  slots(manifest) {
    return manifest.contests.flatMap((contest) => {
      const divided = sectionsOf(manifest, contest).map((section) => {
        const found = this.#counts.get(keyOf({ contest: contest.id, section })) ?? { ballots: 0, weight: 0 };
        return { contest: contest.id, section, ...found, counted: found.ballots >= manifest.minBallots };
      });
      if (contest.bySection && divided.length > 0 && divided.every(({ counted }) => counted)) return divided;
      const total = (name) => divided.reduce((sum, slot) => sum + slot[name], 0);
      const counted = total("ballots") >= manifest.minBallots && contest.sectionWeights === undefined;
      return [{ contest: contest.id, section: "", ballots: total("ballots"), weight: total("weight"), counted }];
    });
  }

  #includes(slot, { contest, section }) {
    return contest === slot.contest && (slot.section === "" || section === slot.section);
  }

  /** The sums of an additive contest or section with their offsets, as points α, β by turns. */
  encrypted(slot, contest, { E, key, closed }) {
    const places = placesOf(contest);
    const sums = Array.from({ length: 2 * places.length }, () => INFINITY);
    for (const section of ["", ...new Set([...this.#points.keys()].map((each) => each.slice(each.indexOf(" ") + 1)))]) {
      const points = this.#includes(slot, { contest: contest.id, section }) && this.#points.get(keyOf({ contest: contest.id, section }));
      if (points) points.forEach((point, i) => (sums[i] = sums[i].add(point)));
    }
    return places.flatMap((place, j) => {
      const rho = new Transcript("tally-offset").bytes(fromHex(E)).text(slot.contest).text(slot.section).text(place).bytes(fromHex(closed.hash)).toScalar();
      return [sums[2 * j].add(timesPublic(rho, G)), sums[2 * j + 1].add(timesPublic(rho, key.Y))];
    });
  }

  /** The ballots of a ranked contest or section as bytes, in log order. */
  ballots(slot) {
    const own = this.#rankings.filter((each) => this.#includes(slot, each));
    return concat(...own.sort((a, b) => a.index - b.index).map(({ bytes }) => bytes));
  }
}

/** The `close` entry was read: works out what there is to tally and to mix. */
export function closeBallots(state, sums) {
  const { manifest } = state;
  state.slots = sums.slots(manifest);
  for (const slot of state.slots.filter(({ counted }) => counted)) {
    const contest = contestOf(manifest, slot.contest);
    if (contest.kind === "additive") {
      const ciphertexts = concat(...sums.encrypted(slot, contest, state).map(encodePoint));
      state.tallies.set(keyOf(slot), { slot, ciphertexts });
    } else {
      const current = sums.ballots(slot);
      if (current.length > 0) state.mixes.set(keyOf(slot), { slot, current, width: layout(contest).width, mixers: [] });
    }
  }
}

/** Compares the tallies on the board with these. */
export class Tallies {
  #state;
  #findings;
  #next = 0;

  constructor(state, findings) {
    this.#state = state;
    this.#findings = findings;
  }

  on(index, { entry: { tally } }) {
    const { slots, mixes, tallies, manifest, E } = this.#state;
    const require = (holds, reason) => this.#findings.require("tally", holds, reason, index, tally.contest);
    this.#findings.checked("tally");
    const slot = slots[this.#next++];
    if (!slot) {
      require(false, "there are more tallies than contests and sections");
      return;
    }
    require(tally.E === E, "the tally is for another election");
    require(keyOf(tally) === keyOf(slot), "the tally is not of the contest and section that come here");
    require(tally.ballots === slot.ballots, "the number of ballots is another");
    require(tally.weight === slot.weight, "the sum of weights is another");
    require(tally.counted === slot.counted, "counted is not what the number of ballots gives");
    if (!tally.counted) return;
    const ranked = contestOf(manifest, slot.contest).kind === "ranked";
    require(ranked === (tally.input !== undefined), "what is to be decrypted is not in the form of its contest");
    if (ranked) {
      const input = sha256Hex(mixes.get(keyOf(slot))?.current ?? new Uint8Array(0));
      require(tally.input === input, "the input of the mix is not the ballots");
    } else if (tally.ciphertexts && tallies.has(keyOf(slot))) {
      const theirs = concat(...tally.ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta].map(encodePoint)));
      require(sha256Hex(theirs) === sha256Hex(tallies.get(keyOf(slot)).ciphertexts), "the ciphertexts are not the sums of the ballots");
    }
  }
}
