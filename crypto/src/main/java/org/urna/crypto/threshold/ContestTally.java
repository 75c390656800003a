// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.record.Hash;

/**
 * Adds up the ballots of one contest, or of one section of it, as they come ({@code docs/protocol.md} §10). It keeps sums only.
 * Not safe for concurrent use: several threads each fill one and join them by {@link #addAll}, in any order.
 */
public final class ContestTally {

    private final int options;
    private final List<Ciphertext> sums;
    private long ballots;
    private long weight;

    /**
     * A tally of no ballots.
     *
     * @param options number of options
     * @param blank whether ballots carry a blank mark after the options
     */
    public ContestTally(int options, boolean blank) {
        this.options = options;
        this.sums = new ArrayList<>(Collections.nCopies(options + (blank ? 1 : 0), Ciphertext.NOTHING));
    }

    /**
     * Adds one ballot's ciphertexts, each times the credential's weight.
     *
     * @param ciphertexts options in manifest order, then the blank where there is one
     * @param ballotWeight at least 1
     */
    public void add(List<Ciphertext> ciphertexts, long ballotWeight) {
        if (ciphertexts.size() != sums.size() || ballotWeight < 1) {
            throw new IllegalArgumentException("a ballot has as many ciphertexts as the tally and a positive weight");
        }
        for (int j = 0; j < sums.size(); j++) {
            sums.set(j, sums.get(j).plus(ciphertexts.get(j).times(Scalar.of(ballotWeight))));
        }
        ballots++;
        weight += ballotWeight;
    }

    /** Adds everything that another tally of the same contest has added up. */
    public void addAll(ContestTally other) {
        if (other.options != options || other.sums.size() != sums.size()) {
            throw new IllegalArgumentException("the tallies are of different contests");
        }
        for (int j = 0; j < sums.size(); j++) {
            sums.set(j, sums.get(j).plus(other.sums.get(j)));
        }
        ballots += other.ballots;
        weight += other.weight;
    }

    /** Number of ballots added. */
    public long ballots() {
        return ballots;
    }

    /** Sum of their weights. */
    public long weight() {
        return weight;
    }

    /**
     * The sums, each with a known encryption of zero added so that even a contest without ballots has an encoding.
     *
     * @param election fingerprint {@code E}
     * @param y the election's key {@code Y}
     * @param section empty where the contest is not divided
     * @param close SHA-256 of the {@code close} entry: nobody knows the offset while ballots are cast
     */
    public EncryptedTally encrypted(Hash election, Point y, String contest, String section, Hash close) {
        List<Ciphertext> offset = new ArrayList<>();
        for (int j = 0; j < sums.size(); j++) {
            Scalar rho = Transcript.of("tally-offset")
                    .bytes(election.bytes())
                    .text(contest)
                    .text(section)
                    .text(j < options ? "option:" + (j + 1) : "blank")
                    .bytes(close.bytes())
                    .toScalar();
            offset.add(sums.get(j).plus(Encryption.open(y, 0, rho)));
        }
        return new EncryptedTally(election, contest, section, offset);
    }
}
