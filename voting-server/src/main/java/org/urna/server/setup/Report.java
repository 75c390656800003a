// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import java.util.List;
import org.urna.server.election.DraftProblem;

/**
 * Where a set-up stands.
 *
 * @param version of the draft that was looked at
 * @param complete whether the key ceremony may begin
 * @param missing everything that is still to be given
 * @param problems rules that are broken
 * @param warnings what is allowed but should be known
 * @param source of the figures: {@code roll}, {@code expected} or {@code none}
 * @param electors in all
 * @param turnoutPercent expected
 * @param papers per ballot style
 * @param now the clock by which the election opens and closes, {@code YYYY-MM-DDTHH:MM:00Z}
 */
public record Report(
        long version,
        boolean complete,
        List<DraftProblem> missing,
        List<DraftProblem> problems,
        List<Warning> warnings,
        String source,
        long electors,
        int turnoutPercent,
        List<Paper> papers,
        String now) {

    public Report {
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        papers = List.copyOf(papers);
    }

    /**
     * A ballot style.
     *
     * @param electors with this style; 0 where that is not known
     * @param bytes of a ballot
     * @param mostBytes that the board takes
     */
    public record Paper(String style, long electors, long bytes, int mostBytes) {}
}
