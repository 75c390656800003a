// SPDX-License-Identifier: Apache-2.0

// stv-ers97, docs/counting.md: Newland and Britton, third edition 1997, whose paragraphs are named.
import { Fraction, ZERO } from "./fraction.js";
import { Sheet } from "./sheet.js";

const DIGITS = 2;

export function countErs97(contest, ballots, withdrawn, order) {
  return new Ers97(new Sheet(contest, ballots, withdrawn, order, DIGITS, "first"), contest.seats).count();
}

class Ers97 {
  #sheet;
  #seats;
  #piles;
  #quota;

  constructor(sheet, seats) {
    this.#sheet = sheet;
    this.#seats = seats;
    this.#piles = sheet.firstPreferences();
  }

  count() {
    const sheet = this.#sheet;
    sheet.point();
    this.#setQuota();
    this.#electReached();
    this.#endStage();
    while (!sheet.isOver) {
      const together = this.#excludable();
      if (together === 0) this.#passSurplus(sheet.highest(this.#over())); // 5.2.3
      else this.#exclude(this.#lowest(together));
      this.#endStage();
    }
    return sheet.count();
  }

  /** 5.1.6, and 5.4.8 with what is non-transferable by then left out. */
  #setQuota() {
    this.#quota = Fraction.of(this.#sheet.valid).minus(this.#sheet.nonTransferable).over(Fraction.of(this.#seats + 1)).up(DIGITS);
  }

  #surplus(candidate) {
    return this.#sheet.votes(candidate).minus(this.#quota);
  }

  #over() {
    return this.#sheet.elected.filter((candidate) => this.#surplus(candidate).sign > 0);
  }

  /** 5.1.7, 5.3.13, 5.4.9: in descending order, by the quota or by the share of the active votes that the seats left ask for. */
  #electReached() {
    const sheet = this.#sheet;
    while (!sheet.isOver) {
      const order = sheet.ordered(sheet.continuing);
      const most = sheet.votes(order[0]);
      const share = most.sign > 0 && most.times(Fraction.of(sheet.seatsLeft + 1)).compare(this.#activeVotes()) >= 0;
      if (!share && most.compare(this.#quota) < 0) return;
      const equal = order.filter((candidate) => sheet.votes(candidate).equals(most));
      const room = sheet.seatsLeft;
      if (equal.length > room) {
        if (!sheet.haveDiffered(equal[room - 1], equal[room])) return; // 5.6.2
        sheet.recordIfTied(order, room - 1, room);
      }
      equal.slice(0, room).forEach((candidate) => sheet.elect(candidate));
    }
  }

  /** 6.20: what is valid and neither gone nor kept by the elected. */
  #activeVotes() {
    const sheet = this.#sheet;
    const kept = sheet.elected.map((candidate) => (this.#surplus(candidate).sign > 0 ? this.#quota : sheet.votes(candidate)));
    return kept.reduce((active, votes) => active.minus(votes), Fraction.of(sheet.valid).minus(sheet.nonTransferable));
  }

  /** 5.2.2 and 5.2.5: how many of the lowest can go together, so that with the surpluses they do not exceed the next above; 0 if none can. */
  #excludable() {
    const sheet = this.#sheet;
    const upwards = sheet.ordered(sheet.continuing).reverse();
    let sum = this.#over().reduce((total, candidate) => total.plus(this.#surplus(candidate)), ZERO);
    let together = 0;
    for (let n = 1; n <= upwards.length - sheet.seatsLeft; n++) {
      sum = sum.plus(sheet.votes(upwards[n - 1]));
      if (sum.compare(sheet.votes(upwards[n])) <= 0) together = n;
    }
    return together;
  }

  #lowest(together) {
    const order = this.#sheet.ordered(this.#sheet.continuing);
    const first = order.length - together;
    this.#sheet.recordIfTied(order, first, first - 1);
    return order.slice(first);
  }

  /** Between stages: all who are left, if there is room for them (4.3) or would be after the next exclusion (5.5.1). */
  #endStage() {
    const sheet = this.#sheet;
    if (!sheet.isOver && sheet.continuing.length <= sheet.seatsLeft) sheet.electAll(sheet.continuing);
    if (!sheet.isOver) {
      const together = this.#excludable();
      if (together > 0 && sheet.continuing.length - together === sheet.seatsLeft) {
        const losers = this.#lowest(together);
        sheet.electAll(sheet.continuing.filter((candidate) => !losers.includes(candidate)));
      }
    }
    sheet.end(this.#quota.write(DIGITS));
  }

  /** 5.3, from the last batch that the candidate received. */
  #passSurplus(candidate) {
    const sheet = this.#sheet;
    sheet.begin("surplus", [candidate]);
    const surplus = this.#surplus(candidate);
    const last = this.#piles.takeAll(candidate).at(-1);
    const sorted = this.#piles.sort(last.groups, (each) => sheet.isContinuing(each));
    const transferable = Fraction.of(sorted.filter(({ to }) => to !== 0).reduce((sum, { papers }) => sum + papers, 0));
    const reduced = last.value.times(transferable).compare(surplus) > 0;
    const value = reduced ? surplus.over(transferable).cut(DIGITS) : last.value; // 5.3.7
    for (const each of sorted) {
      if (each.to === 0) {
        sheet.keep(candidate, each);
      } else {
        sheet.move(candidate, each, value);
        this.#piles.give(each, value);
      }
    }
    sheet.loseBeyond(candidate, this.#quota, reduced);
    sheet.point();
    this.#electReached();
  }

  /** 5.4, batch by batch in descending order of value. */
  #exclude(losers) {
    const sheet = this.#sheet;
    sheet.begin("exclusion", losers);
    losers.forEach((loser) => sheet.exclude(loser));
    const parcels = losers.flatMap((loser) => this.#piles.takeAll(loser).map((parcel) => ({ loser, ...parcel })));
    const values = [];
    for (const { value } of [...parcels].sort((a, b) => b.value.compare(a.value))) {
      if (!values.at(-1)?.equals(value)) values.push(value);
    }
    for (const value of values) {
      if (sheet.isOver) return; // 5.5.2
      this.#passBatch(value, parcels.filter((parcel) => parcel.value.equals(value)));
    }
    if (values.length === 0) sheet.point();
  }

  #passBatch(value, parcels) {
    const sheet = this.#sheet;
    const received = new Map();
    for (const { loser, groups } of [...parcels].sort((a, b) => a.loser - b.loser)) {
      for (const sorted of this.#piles.sort(groups, (each) => sheet.isContinuing(each))) {
        sheet.move(loser, sorted, value);
        if (sorted.to !== 0) received.set(sorted.to, [...(received.get(sorted.to) ?? []), sorted]);
      }
    }
    for (const [to, parts] of received) {
      // One batch, 6.1.
      this.#piles.give({ to, groups: parts.flatMap(({ groups }) => groups), papers: parts.reduce((sum, { papers }) => sum + papers, 0) }, value);
    }
    sheet.point();
    if (sheet.elected.length === 0) this.#setQuota(); // 5.4.8
    this.#electReached();
  }
}
