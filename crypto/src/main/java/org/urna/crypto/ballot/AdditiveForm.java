// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Combination;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.record.AdditiveContest;

/**
 * The form of an additive contest ({@code docs/protocol.md} §7).
 *
 * @param contest manifest id
 * @param options number of options, {@code n}
 * @param min least number of votes, unless the ballot is blank
 * @param max greatest number of votes
 * @param maxPerOption greatest number of votes for one option
 * @param blank whether a voter can mark the contest as blank
 */
public record AdditiveForm(String contest, int options, int min, int max, int maxPerOption, boolean blank)
        implements ContestForm {

    static final List<Long> BLANK_VALUES = List.of(0L, 1L);

    /** @throws IllegalArgumentException unless {@code 0 <= min <= max <= n*maxPerOption} with an option at least */
    public AdditiveForm {
        if (options < 1 || maxPerOption < 1 || min < 0 || min > max || max > (long) options * maxPerOption) {
            throw new IllegalArgumentException("the bounds of the contest do not fit each other");
        }
    }

    static AdditiveForm of(AdditiveContest contest) {
        return new AdditiveForm(
                contest.id(),
                contest.options().size(),
                contest.min(),
                contest.max(),
                contest.maxPerOption(),
                contest.blank());
    }

    /** Number of ciphertexts: options, then the blank where there is one. */
    public int ciphertexts() {
        return options + (blank ? 1 : 0);
    }

    /** What one option's ciphertext may hold: 0 to {@code maxPerOption}. */
    List<Long> optionValues() {
        return maxPerOption == 1
                ? BLANK_VALUES
                : LongStream.rangeClosed(0, maxPerOption).boxed().toList();
    }

    /** {@code L = n*maxPerOption + 1}: more than all options together can hold, so that a blank mark leaves room for none. */
    long blankFactor() {
        return (long) options * maxPerOption + 1;
    }

    /** What the sum may hold: {@code min} to {@code max}, and {@code L} where there is a blank mark. */
    List<Long> sumValues() {
        List<Long> values =
                new ArrayList<>(LongStream.rangeClosed(min, max).boxed().toList());
        if (blank) {
            values.add(blankFactor());
        }
        return values;
    }

    /** {@code C_sum + L*C_blank}, or without a blank mark {@code C_sum}; may be infinity where a ballot is false. */
    Combination sum(List<Ciphertext> ciphertexts) {
        List<Scalar> factors = new ArrayList<>(Collections.nCopies(options, Scalar.ONE));
        if (blank) {
            factors.add(Scalar.of(blankFactor()));
        }
        return Combination.sum(ciphertexts, factors);
    }

    /** The text by which proofs are bound to a ciphertext: {@code option:i}, from 1, or {@code blank} for the last. */
    String place(int index) {
        return index < options ? "option:" + (index + 1) : "blank";
    }
}
