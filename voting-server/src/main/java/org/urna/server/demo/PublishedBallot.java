// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * Figures of a real election as they were published.
 *
 * @param source where they were published
 * @param title of the contest
 * @param options names of the candidates
 * @param sections classes of elector
 */
public record PublishedBallot(String source, String title, List<String> options, List<Section> sections) {

    /**
     * One class of elector.
     *
     * @param electorate how many could vote
     * @param returned how many did
     * @param votes per candidate
     * @param blank ballots blank or spoilt; with the votes it gives {@code returned}
     */
    public record Section(String id, String title, int electorate, int returned, List<Integer> votes, int blank) {
        public Section {
            votes = List.copyOf(votes);
            if (votes.stream().mapToInt(Integer::intValue).sum() + blank != returned) {
                throw new IllegalArgumentException("votes of " + id + " do not add up");
            }
        }
    }

    public PublishedBallot {
        options = List.copyOf(options);
        sections = List.copyOf(sections);
    }

    /** The ballot for leader of the Labour Party in 2020. */
    public static PublishedBallot labourLeadership2020() {
        try (InputStream in = PublishedBallot.class.getResourceAsStream("/demo/labour-leadership-2020.json")) {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(Objects.requireNonNull(in), PublishedBallot.class);
        } catch (IOException e) {
            throw new IllegalStateException("the demo's figures cannot be read", e);
        }
    }

    /** All who could vote. */
    public int electorate() {
        return sections.stream().mapToInt(Section::electorate).sum();
    }

    /** All who did. */
    public int returned() {
        return sections.stream().mapToInt(Section::returned).sum();
    }

    /** All votes of one candidate. */
    public int votes(int option) {
        return sections.stream().mapToInt(s -> s.votes().get(option)).sum();
    }
}
