// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * The draft of the ranked demo: deputy leader by the alternative vote, mixed by class of elector, and for one class an executive by
 * single transferable vote. That the rankings are made up stands in what every voter and reader sees.
 */
final class RankedDraft {

    static final String DEPUTY = "deputy";
    static final String EXECUTIVE = "executive";

    private final PublishedRounds published;
    private final Demonstration words;

    RankedDraft(PublishedRounds published, Demonstration words) {
        this.published = published;
        this.words = words;
    }

    /** The draft; parameters as for {@link DraftFrame#begin}. */
    ObjectNode write(String title, Instant opens, List<JsonNode> officers, List<JsonNode> trustees) {
        DraftFrame frame = new DraftFrame(words).begin(title, opens, officers, trustees);
        for (PublishedRounds.Section section : published.sections()) {
            boolean both = section.id().equals(words.executive().section());
            frame.section(section.id(), section.title(), both ? List.of(DEPUTY, EXECUTIVE) : List.of(DEPUTY));
        }
        deputy(frame.contest());
        executive(frame.contest());
        frame.draft()
                .putArray("overrides")
                .addObject()
                .put("rule", "ranking-signature")
                .put("reason", words.signatures());
        return frame.draft();
    }

    private void deputy(ObjectNode contest) {
        contest.put("id", DEPUTY).put("kind", "ranked").set("title", words.texts(words.deputyTitle()));
        contest.set("description", words.texts(words.deputyDescription()));
        contest.put("rule", "irv-1").put("seats", 1).put("order", "per-voter").put("bySection", true);
        ArrayNode candidates = contest.putArray("candidates");
        for (String name : published.candidates()) {
            candidates.addObject().set("name", words.texts(name));
        }
    }

    private void executive(ObjectNode contest) {
        Demonstration.Committee elected = words.executive();
        contest.put("id", EXECUTIVE).put("kind", "ranked").set("title", words.texts(elected.title()));
        contest.set("description", words.texts(elected.description()));
        contest.put("rule", "stv-ers97").put("seats", elected.seats()).put("order", "per-voter");
        ArrayNode candidates = contest.putArray("candidates");
        for (String name : elected.candidates()) {
            ObjectNode candidate = candidates.addObject();
            candidate.set("name", words.texts(name));
            candidate.set("detail", words.texts(elected.detail()));
        }
    }
}
