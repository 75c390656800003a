// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * The outcome of an additive contest.
 *
 * @param sections per section in manifest order; empty unless tallied by section
 */
public record AdditiveResult(
        Hash election,
        String contest,
        String rule,
        boolean counted,
        int seats,
        List<Section> sections,
        Votes total,
        List<Integer> withdrawn,
        List<Integer> elected,
        List<Tie> ties)
        implements Result {

    public AdditiveResult {
        sections = List.copyOf(sections);
        withdrawn = List.copyOf(withdrawn);
        elected = List.copyOf(elected);
        ties = List.copyOf(ties);
    }

    /**
     * Votes of one section.
     *
     * @param section its id
     */
    public record Section(String section, Votes votes) {

        static final Form<Section> FORM = Form.object(
                o -> new Section(o.member("section", Forms.ID, Section::section), Votes.rest(o.part(Section::votes))));
    }

    /**
     * Decrypted sums.
     *
     * @param ballots their number
     * @param weight sum of their credentials' weights
     * @param votes per option, weighed; empty where not counted
     * @param blank blank ballots, weighed
     */
    public record Votes(long ballots, long weight, List<Long> votes, long blank) {

        static final Form<Votes> FORM = Form.object(Votes::rest);

        public Votes {
            votes = List.copyOf(votes);
        }

        static Votes rest(Members<Votes> o) throws MalformedException {
            return new Votes(
                    o.member("ballots", Forms.INTEGER, Votes::ballots),
                    o.member("weight", Forms.INTEGER, Votes::weight),
                    o.member("votes", Form.list(Forms.INTEGER), Votes::votes),
                    o.member("blank", Forms.INTEGER, Votes::blank));
        }
    }

    static AdditiveResult rest(Hash election, String contest, Members<AdditiveResult> o) throws MalformedException {
        return new AdditiveResult(
                election,
                contest,
                o.member("rule", Forms.ID, AdditiveResult::rule),
                o.member("counted", Forms.BOOL, AdditiveResult::counted),
                o.member("seats", Forms.POSITIVE, AdditiveResult::seats),
                o.member("sections", Form.list(Section.FORM), AdditiveResult::sections),
                o.member("total", Votes.FORM, AdditiveResult::total),
                o.member("withdrawn", Form.list(Forms.POSITIVE), AdditiveResult::withdrawn),
                o.member("elected", Form.list(Forms.POSITIVE), AdditiveResult::elected),
                o.member("ties", Form.list(Tie.FORM), AdditiveResult::ties));
    }

    @Override
    public String kind() {
        return AdditiveContest.KIND;
    }
}
