// SPDX-License-Identifier: Apache-2.0

// Sums of many multiples of points, after Pippenger, with signed digits. Points fall into buckets by their digits; a bucket's points are added in
// affine coordinates, where all additions of a round share one inversion. Only for published numbers: it takes no constant time.
import { INFINITY, Point, Q } from "../urna/group.js";

const P = Point.Fp.ORDER;
const HALF_BITS = 128n;

const modulo = (value) => {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
};

/** Inverses modulo p of numbers that are not 0, with one inversion for all of them; changes the list. */
function invertAll(numbers) {
  const before = new Array(numbers.length);
  let product = 1n;
  for (let i = 0; i < numbers.length; i++) {
    before[i] = product;
    product = (product * numbers[i]) % P;
  }
  let inverse = Point.Fp.inv(product);
  for (let i = numbers.length - 1; i >= 0; i--) {
    const own = (inverse * before[i]) % P;
    inverse = (inverse * numbers[i]) % P;
    numbers[i] = own;
  }
}

/** Adds up each bucket, a list `[x, y, x, y, …]`, until at most one point is left in it. */
function settle(buckets) {
  for (let open = buckets.filter((bucket) => bucket.length > 2); open.length > 0; open = open.filter((bucket) => bucket.length > 2)) {
    const denominators = [];
    for (const bucket of open) {
      for (let i = 0; i + 4 <= bucket.length; i += 4) denominators.push(denominator(bucket, i));
    }
    invertAll(denominators);
    let next = 0;
    for (const bucket of open) {
      let to = 0;
      let i = 0;
      for (; i + 4 <= bucket.length; i += 4) to = addPair(bucket, i, to, denominators[next++]);
      for (; i < bucket.length; i++) bucket[to++] = bucket[i];
      bucket.length = to;
    }
  }
}

/** What the slope through two neighbours is divided by; 1 where they are opposite, so that their sum is infinity. */
function denominator(bucket, i) {
  const difference = bucket[i + 2] - bucket[i];
  if (difference !== 0n) return difference < 0n ? difference + P : difference;
  return bucket[i + 1] === bucket[i + 3] ? (2n * bucket[i + 1]) % P : 1n;
}

function addPair(bucket, i, to, inverse) {
  const [x1, y1, x2, y2] = [bucket[i], bucket[i + 1], bucket[i + 2], bucket[i + 3]];
  let slope;
  if (x1 !== x2) slope = ((y2 - y1) * inverse) % P;
  else if (y1 === y2) slope = ((3n * x1 * x1 - 3n) * inverse) % P; // a = −3
  else return to;
  const x = modulo(slope * slope - x1 - x2);
  bucket[to] = x;
  bucket[to + 1] = modulo(slope * (x1 - x) - y1);
  return to + 2;
}

/** Width in bits of the digits for which the whole takes least. */
function widthFor(terms) {
  return Math.max(2, Math.min(13, Math.round(Math.log2(Math.max(terms, 1))) - 3));
}

export class Sum {
  #factors = [];
  #points = [];

  /** Adds `factor·point`; the factor may be any whole number. */
  add(factor, point) {
    if (factor === 0n || point.is0()) return this;
    const small = factor < 0n ? -factor >> HALF_BITS === 0n : factor >> HALF_BITS === 0n;
    const reduced = small ? factor : ((factor % Q) + Q) % Q;
    if (reduced !== 0n) {
      this.#factors.push(reduced);
      this.#points.push(point);
    }
    return this;
  }

  /** The sum of all that was added. */
  result() {
    const bits = widthFor(this.#points.length);
    const windows = [];
    this.#points.forEach((point, i) => this.#sort(windows, bits, this.#factors[i], point));
    settle(windows.flat().filter((bucket) => bucket));
    let total = INFINITY;
    for (const buckets of windows.reverse()) {
      for (let i = 0; i < bits; i++) total = total.double();
      total = total.add(weighted(buckets));
    }
    return total;
  }

  #sort(windows, bits, factor, point) {
    const { x, y } = point.toAffine();
    const opposite = P - y;
    const negative = factor < 0n;
    const base = 1 << bits;
    const mask = BigInt(base - 1);
    const shift = BigInt(bits);
    let rest = negative ? -factor : factor;
    let carry = 0;
    for (let w = 0; rest !== 0n || carry !== 0; w++, rest >>= shift) {
      let digit = Number(rest & mask) + carry;
      carry = digit > base / 2 ? 1 : 0;
      digit -= carry * base;
      const buckets = (windows[w] ??= []);
      if (digit !== 0) (buckets[Math.abs(digit)] ??= []).push(x, digit < 0 !== negative ? opposite : y);
    }
  }

  isZero() {
    return this.result().is0();
  }
}

/** `Σ i·bucket_i`, by running sums from the last. */
function weighted(buckets) {
  let running = INFINITY;
  let total = INFINITY;
  for (let i = buckets.length - 1; i > 0; i--) {
    if (buckets[i]?.length > 0) running = running.add(Point.fromAffine({ x: buckets[i][0], y: buckets[i][1] }));
    total = total.add(running);
  }
  return total;
}
