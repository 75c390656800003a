// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.elgamal.Ciphertext;

/**
 * What is to be decrypted for one contest, or for one contest and section.
 *
 * @param election {@code E}
 * @param contest its id
 * @param section its id, empty where the contest is not divided
 * @param ballots their number
 * @param weight sum of their credentials' weights
 * @param counted false where there are too few ballots; then there is nothing to decrypt
 * @param ciphertexts additive and counted: sums per option, then of the blank; otherwise null
 * @param input ranked and counted: hash of what goes to the first mixer; otherwise null
 */
public record Tally(
        Hash election,
        String contest,
        String section,
        long ballots,
        long weight,
        boolean counted,
        @Nullable List<Ciphertext> ciphertexts,
        @Nullable Hash input) {

    static final Form<Tally> FORM = Form.object(o -> {
        Tally tally = new Tally(
                o.member("E", Forms.HASH, Tally::election),
                o.member("contest", Forms.ID, Tally::contest),
                o.member("section", Forms.SECTION, Tally::section),
                o.member("ballots", Forms.INTEGER, Tally::ballots),
                o.member("weight", Forms.INTEGER, Tally::weight),
                o.member("counted", Forms.BOOL, Tally::counted),
                o.optional("ciphertexts", Form.list(ProofForms.CIPHERTEXT), Tally::ciphertexts),
                o.optional("input", Forms.HASH, Tally::input));
        o.require(tally.counted() ? tally.hasOne() : tally.hasNone(), "counted and what is to be decrypted disagree");
        return tally;
    });

    public Tally {
        ciphertexts = ciphertexts == null ? null : List.copyOf(ciphertexts);
    }

    private boolean hasOne() {
        return (ciphertexts == null) != (input == null);
    }

    private boolean hasNone() {
        return ciphertexts == null && input == null;
    }
}
