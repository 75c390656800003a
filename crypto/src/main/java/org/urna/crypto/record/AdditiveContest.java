// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * A contest whose ballots are added up while encrypted.
 *
 * @param options in manifest order
 * @param min least sum of a ballot that is not blank
 * @param max greatest sum
 * @param maxPerOption 1 to choose; more for cumulative votes or scores
 * @param blank whether a ballot may be marked blank
 */
public record AdditiveContest(Terms terms, List<Candidate> options, int min, int max, int maxPerOption, boolean blank)
        implements Contest {

    static final String KIND = "additive";

    public AdditiveContest {
        options = List.copyOf(options);
    }

    static AdditiveContest rest(Terms terms, Members<AdditiveContest> o) throws MalformedException {
        return new AdditiveContest(
                terms,
                o.member("options", Form.list(Candidate.FORM), AdditiveContest::options),
                o.member("min", Forms.INT, AdditiveContest::min),
                o.member("max", Forms.INT, AdditiveContest::max),
                o.member("maxPerOption", Forms.INT, AdditiveContest::maxPerOption),
                o.member("blank", Forms.BOOL, AdditiveContest::blank));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Candidate> candidates() {
        return options;
    }

    /** Ciphertexts of one ballot: one per option, and one for the blank mark if there is one. */
    public int ciphertexts() {
        return options.size() + (blank ? 1 : 0);
    }
}
