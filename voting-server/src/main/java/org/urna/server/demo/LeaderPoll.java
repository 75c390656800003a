// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Choices;

/**
 * The ballot for leader: sums.
 *
 * @param committee whether members elect a committee too; then what they answer is left to who tries it
 */
record LeaderPoll(
        String title, PublishedBallot published, Demonstration words, Electorate electorate, boolean committee)
        implements Poll {

    @Override
    public JsonNode draft(Instant opens, List<JsonNode> officers, List<JsonNode> trustees) {
        return new DemoDraft(published, words, committee).write(title, opens, officers, trustees);
    }

    @Override
    public List<String> statements() {
        return words.statements().stream()
                .flatMap(each -> each.values().stream())
                .toList();
    }

    @Override
    public Map<String, List<Answer>> answers() {
        int options = published.options().size();
        Map<String, List<Answer>> answers = new HashMap<>();
        for (Electorate.Member member : electorate.voters()) {
            int intention = member.intention();
            answers.put(
                    member.number(),
                    List.of(intention == Electorate.BLANK ? Choices.blank(options) : Choices.of(options, intention)));
        }
        return answers;
    }

    @Override
    public boolean isMixed() {
        return false;
    }

    @Override
    public String result(Http http, String election) throws IOException, InterruptedException {
        return String.format(
                        Locale.UK,
                        "%s, %,d electors for the %,d of the real ballot (scaled by largest remainder), read from the board:%n%n",
                        published.title(),
                        electorate.members().size(),
                        published.electorate())
                + ResultTable.of(published, BoardResult.sums(http, election, DemoDraft.CONTEST))
                + "  published figures: "
                + published.source();
    }
}
