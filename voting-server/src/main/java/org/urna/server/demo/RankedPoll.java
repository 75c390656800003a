// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.count.Count;

/** The ballots for deputy leader and for an executive: rankings. */
record RankedPoll(String title, PublishedRounds published, Demonstration words, RankedElectorate ranked)
        implements Poll {

    /**
     * The poll for so many electors.
     *
     * @throws IllegalArgumentException if there are too few to show the published rounds
     */
    static RankedPoll scaled(String title, PublishedRounds published, Demonstration words, int electors, long seed) {
        Demonstration.Committee executive = words.executive();
        return new RankedPoll(
                title,
                published,
                words,
                RankedElectorate.scaled(
                        published, executive.section(), executive.candidates().size(), electors, seed));
    }

    @Override
    public JsonNode draft(Instant opens, List<JsonNode> officers, List<JsonNode> trustees) {
        return new RankedDraft(published, words).write(title, opens, officers, trustees);
    }

    @Override
    public List<String> statements() {
        return List.of();
    }

    @Override
    public Electorate electorate() {
        return ranked.electorate();
    }

    @Override
    public Map<String, List<Answer>> answers() {
        return ranked.answers();
    }

    @Override
    public boolean isMixed() {
        return true;
    }

    @Override
    public String result(Http http, String election) throws IOException, InterruptedException {
        Count deputy = BoardResult.stages(http, election, RankedDraft.DEPUTY);
        Count executive = BoardResult.stages(http, election, RankedDraft.EXECUTIVE);
        return String.format(
                        Locale.UK,
                        "%s, %,d electors for the %,d of the real ballot, read from the board. The rankings are made up so that%n"
                                + "the rounds match (each scaled by largest remainder): the real ones were never published.%n%n",
                        published.title(),
                        electorate().members().size(),
                        published.electorate())
                + RoundsTable.of(published, deputy)
                + "  published figures: "
                + published.source()
                + String.format(
                        "%n%n%s: candidates and rankings are invented, since none are public.%n%n",
                        words.executive().title())
                + RoundsTable.elected(words.executive().candidates(), executive).stripTrailing();
    }
}
