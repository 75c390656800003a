// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

/** The equations of a shuffle's proof ({@code docs/protocol.md} §10), by the commitment that each begins with. */
public enum ShuffleEquation {
    /** {@code t_1}: the commitments {@code c} add up to the generators. */
    T1("t_1"),
    /** {@code t_2}: the weights multiply to the same product in either order. */
    T2("t_2"),
    /** {@code t_3}: the weights are permuted as the commitments say. */
    T3("t_3"),
    /** {@code t_4,k}: the ballots are permuted as the weights are. */
    T4("t_4"),
    /** {@code t̂_i}: each link of the chain is made from the one before. */
    CHAIN("t̂");

    private final String symbol;

    ShuffleEquation(String symbol) {
        this.symbol = symbol;
    }

    /** As the protocol writes it. */
    public String symbol() {
        return symbol;
    }
}
