// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.elgamal;

import org.urna.crypto.group.SecretScalar;

/**
 * What opens a ciphertext of a number: the number and the randomness. Does not print.
 *
 * @param m the number, such as 0 or 1 for an option
 * @param r the randomness
 */
public record Opening(long m, SecretScalar r) {

    /** What opens the sum of both ciphertexts. */
    public Opening plus(Opening other) {
        return new Opening(Math.addExact(m, other.m), r.plus(other.r));
    }

    /** What opens {@code factor} times the ciphertext. */
    public Opening times(long factor) {
        return new Opening(Math.multiplyExact(m, factor), r.times(SecretScalar.of(factor)));
    }

    @Override
    public String toString() {
        return "Opening[hidden]";
    }
}
