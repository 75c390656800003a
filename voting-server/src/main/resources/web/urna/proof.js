// SPDX-License-Identifier: Apache-2.0

// The proofs of docs/protocol.md §6. A prover knows its randomness, so every point it publishes is a sum of multiples of G and Y; both have
// tables. Provers work in two steps, commit and respond, so that the points of many proofs are normalised together in between.
import { G, normalised, randomBytes, randomScalar, reduce, times, timesPublic } from "./group.js";
import { Transcript } from "./hash.js";

const FRESH_BYTES = 32;

/**
 * A secret random scalar for a proof: secret and statement are hashed together with fresh randomness, so that a generator that repeats itself
 * does not give the secret away, and neither does the same statement proved twice.
 */
export function nonce(secret, statement) {
  return new Transcript("nonce").scalar(secret).bytes(randomBytes(FRESH_BYTES)).text(statement.tag).bytes(statement.encoded).toScalar();
}

/** Small multiples of G, computed alike whether they are zero or not: `k·G = (k + b)·G − b·G` for one random b. */
export class Blind {
  #scalar = randomScalar();
  #point = times(this.#scalar, G).negate();

  /** `point + k·G` */
  plusG(point, k) {
    return point.add(times(reduce(k + this.#scalar), G)).add(this.#point);
  }
}

/** `(r·G, r·Y + m·G)` */
export function encrypt(Y, m, r, blind) {
  return [times(r, G), blind.plusG(times(r, Y), BigInt(m))];
}

/** `A_0, B_0, …`: with m and r known, a branch is `u·G` and `u·Y − c·(m − v)·G`, whose z is `u + c·r`; in the true one m − v is zero. */
export class MembershipProver {
  #statement;
  #values;
  #m;
  #r;
  #nonces = [];
  #shares = [];

  /** @param statement up to the values, without commitments */
  constructor(statement, values, m, r) {
    this.#statement = statement;
    this.#values = values;
    this.#m = m;
    this.#r = r;
    if (!values.includes(m)) throw new RangeError("the number encrypted is none of the values");
  }

  commit(Y, blind) {
    return this.#values.flatMap((value) => {
      const u = nonce(this.#r, this.#statement);
      const share = nonce(this.#r, this.#statement);
      this.#nonces.push(u);
      this.#shares.push(share);
      return [times(u, G), blind.plusG(times(u, Y), reduce(share * BigInt(value - this.#m)))];
    });
  }

  /** @param points what `commit` gave, normalised @returns branches `{a, b, c, z}` */
  respond(points) {
    const challenge = this.#statement.points(...points).toScalar();
    const missing = reduce(challenge - this.#shares.reduce((sum, share) => sum + share, 0n));
    return this.#values.map((value, j) => {
      const c = value === this.#m ? reduce(this.#shares[j] + missing) : this.#shares[j];
      return { a: points[2 * j], b: points[2 * j + 1], c, z: reduce(this.#nonces[j] + c * this.#r) };
    });
  }
}

/** Whether `(alpha, beta)` encrypts one of `values`: the last branch's share is what the others leave of the challenge. */
export function verifyMembership(statement, Y, alpha, beta, values, branches) {
  if (branches.length !== values.length) return false;
  const challenge = statement.points(...branches.flatMap(({ a, b }) => [a, b])).toScalar();
  const shares = branches.slice(0, -1).map(({ c }) => c);
  shares.push(reduce(challenge - shares.reduce((sum, c) => sum + c, 0n)));
  return branches.every(({ a, b, z }, j) => {
    const c = shares[j];
    const second = timesPublic(z, Y).subtract(timesPublic(c, beta)).add(timesPublic(reduce(c * BigInt(values[j])), G));
    return timesPublic(z, G).subtract(timesPublic(c, alpha)).equals(a) && second.equals(b);
  });
}

/**
 * Proves knowledge of x in `X = x·G`.
 *
 * @param after what the challenge binds after the commitment, as a function from transcript to transcript
 */
export function proveKnowledge(statement, x, after = (transcript) => transcript) {
  const k = nonce(x, after(statement));
  const [w] = normalised([times(k, G)]);
  const c = after(statement.points(w)).toScalar();
  return { w, z: reduce(k + c * x) };
}

export function verifyKnowledge(statement, X, { w, z }, after = (transcript) => transcript) {
  const c = after(statement.points(w)).toScalar();
  return timesPublic(z, G).equals(w.add(timesPublic(c, X)));
}

/** Proves that `X = x·G` and `D = x·A` have one logarithm. */
export function proveEquality(statement, x, A) {
  const k = nonce(x, statement);
  const [w, w2] = normalised([times(k, G), times(k, A)]);
  const c = statement.points(w, w2).toScalar();
  return { w, w2, z: reduce(k + c * x) };
}

export function verifyEquality(statement, X, A, D, { w, w2, z }) {
  const c = statement.points(w, w2).toScalar();
  return timesPublic(z, G).equals(w.add(timesPublic(c, X))) && timesPublic(z, A).equals(w2.add(timesPublic(c, D)));
}
