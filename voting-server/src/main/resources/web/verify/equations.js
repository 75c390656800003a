// SPDX-License-Identifier: Apache-2.0

// Equations of proofs, docs/protocol.md §6, added up with random 128-bit weights: all of them hold if the sum is infinity, but with a chance of
// 2^-128. The weights are drawn after everything was read.
import { toBigInt } from "../urna/bytes.js";
import { G, randomBytes } from "../urna/group.js";
import { Sum } from "./sum.js";

const WEIGHT_BYTES = 16;

export const randomWeight = () => toBigInt(randomBytes(WEIGHT_BYTES));

export class Equations {
  #sum = new Sum();
  #ofG = 0n;
  #ofY = 0n;
  #Y;

  constructor(Y) {
    this.#Y = Y;
  }

  /** `z·G = W + c·X` */
  knowledge(c, X, { w, z }) {
    const weight = randomWeight();
    this.#ofG += weight * z;
    this.#sum.add(-weight, w).add(-weight * c, X);
  }

  /**
   * `A_j = z_j·G − c_j·α` and `B_j = z_j·Y − c_j·(β − v_j·G)` for every branch.
   *
   * @param shares `c_j` of each branch, the last one too
   * @returns factors of α and β, which the caller adds: a sum's ciphertext is made of those of the options
   */
  membership(shares, values, branches) {
    let ofAlpha = 0n;
    let ofBeta = 0n;
    branches.forEach(({ a, b, z }, j) => {
      const [first, second] = [randomWeight(), randomWeight()];
      this.#ofG += first * z + second * shares[j] * BigInt(values[j]);
      this.#ofY += second * z;
      ofAlpha -= first * shares[j];
      ofBeta -= second * shares[j];
      this.#sum.add(-first, a).add(-second, b);
    });
    return [ofAlpha, ofBeta];
  }

  /** Adds a multiple of a point to the sum. */
  add(factor, point) {
    this.#sum.add(factor, point);
  }

  /** Whether all equations hold. */
  hold() {
    return this.#sum.add(this.#ofG, G).add(this.#ofY, this.#Y).isZero();
  }
}
