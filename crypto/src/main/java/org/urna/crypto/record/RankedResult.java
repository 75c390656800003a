// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;

/**
 * The outcome of a ranked contest.
 *
 * @param sections per section in manifest order; empty unless mixed by section
 * @param rankings the decrypted rankings; null where not counted
 * @param count the stages of the count; null where not counted
 */
public record RankedResult(
        Hash election,
        String contest,
        String rule,
        boolean counted,
        int seats,
        List<Section> sections,
        Totals total,
        List<Integer> withdrawn,
        List<Integer> elected,
        List<Tie> ties,
        @Nullable Artifact rankings,
        @Nullable Artifact count)
        implements Result {

    public RankedResult {
        sections = List.copyOf(sections);
        withdrawn = List.copyOf(withdrawn);
        elected = List.copyOf(elected);
        ties = List.copyOf(ties);
    }

    /**
     * Ballots of one section.
     *
     * @param section its id
     */
    public record Section(String section, Totals totals) {

        static final Form<Section> FORM = Form.object(o ->
                new Section(o.member("section", Forms.ID, Section::section), Totals.rest(o.part(Section::totals))));
    }

    /**
     * Ballots by what they turned out to be.
     *
     * @param ballots all of them
     * @param blank without a choice
     * @param spoilt not the encoding of a ranking
     */
    public record Totals(long ballots, long blank, long spoilt) {

        static final Form<Totals> FORM = Form.object(Totals::rest);

        static Totals rest(Members<Totals> o) throws MalformedException {
            return new Totals(
                    o.member("ballots", Forms.INTEGER, Totals::ballots),
                    o.member("blank", Forms.INTEGER, Totals::blank),
                    o.member("spoilt", Forms.INTEGER, Totals::spoilt));
        }
    }

    static RankedResult rest(Hash election, String contest, Members<RankedResult> o) throws MalformedException {
        RankedResult result = new RankedResult(
                election,
                contest,
                o.member("rule", Forms.ID, RankedResult::rule),
                o.member("counted", Forms.BOOL, RankedResult::counted),
                o.member("seats", Forms.POSITIVE, RankedResult::seats),
                o.member("sections", Form.list(Section.FORM), RankedResult::sections),
                o.member("total", Totals.FORM, RankedResult::total),
                o.member("withdrawn", Form.list(Forms.POSITIVE), RankedResult::withdrawn),
                o.member("elected", Form.list(Forms.POSITIVE), RankedResult::elected),
                o.member("ties", Form.list(Tie.FORM), RankedResult::ties),
                o.optional("rankings", Artifact.FORM, RankedResult::rankings),
                o.optional("count", Artifact.FORM, RankedResult::count));
        o.require(
                result.counted() == (result.rankings() != null) && result.counted() == (result.count() != null),
                "counted and the artifacts disagree");
        return result;
    }

    @Override
    public String kind() {
        return RankedContest.KIND;
    }
}
