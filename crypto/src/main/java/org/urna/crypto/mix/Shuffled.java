// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

/**
 * What a mixer publishes.
 *
 * @param output the ballots in another order and encrypted anew
 * @param proof that they are the same ballots
 */
public record Shuffled(Ciphertexts output, ShuffleProof proof) {}
