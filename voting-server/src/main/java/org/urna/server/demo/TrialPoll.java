// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Choices;

/**
 * A plain ballot to try a server with: five candidates, at most one vote, no blank mark, one class of elector.
 *
 * @param electorate who may vote, and for whom each means to
 */
public record TrialPoll(Electorate electorate) implements Poll {

    private static final String TITLE = "A trial of the server";
    private static final String CONTEST = "choice";
    private static final String SECTION = "members";
    private static final int OPTIONS = 5;

    /** A ballot with so many electors, all of whom vote; the candidates get as good as equally many votes. */
    public static TrialPoll of(int electors) {
        return new TrialPoll(new Electorate(IntStream.rangeClosed(1, electors)
                .mapToObj(n -> Electorate.member(n, SECTION, 1 + n % OPTIONS))
                .toList()));
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public JsonNode draft(Instant opens, List<JsonNode> officers, List<JsonNode> trustees) {
        DraftFrame frame = new DraftFrame(Demonstration.read()).begin(TITLE, opens, officers, trustees);
        frame.draft().putArray("languages").add("en");
        frame.section(SECTION, "Voters of the trial", List.of(CONTEST));
        ObjectNode contest = frame.contest();
        contest.put("id", CONTEST).put("kind", "additive").putObject("title").put("en", "Choice");
        contest.put("rule", "plurality-1").put("seats", 1).put("order", "fixed").put("bySection", false);
        for (int i = 1; i <= OPTIONS; i++) {
            contest.withArray("options").addObject().putObject("name").put("en", "Candidate " + i);
        }
        contest.put("min", 0).put("max", 1).put("maxPerOption", 1).put("blank", false);
        return frame.draft();
    }

    @Override
    public List<String> statements() {
        return List.of();
    }

    @Override
    public Map<String, List<Answer>> answers() {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        for (Electorate.Member member : electorate.voters()) {
            answers.put(member.number(), List.of(Choices.of(OPTIONS, member.intention())));
        }
        return answers;
    }

    @Override
    public boolean isMixed() {
        return false;
    }

    @Override
    public String result(Http http, String election) throws IOException, InterruptedException {
        return "totals " + BoardResult.sums(http, election, CONTEST);
    }
}
