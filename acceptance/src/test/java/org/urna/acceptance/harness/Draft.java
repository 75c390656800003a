// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The draft of a small election: two ballot styles, one contest for all and one for half of them. */
final class Draft {

    /** The contest on every paper: one of three, blank allowed, counted by section. */
    static final String CHAIR = "chair";

    /** The contest on the papers of section {@code north}: one to three of four. */
    static final String COUNCIL = "council";

    static final int CHAIR_OPTIONS = 3;
    static final int COUNCIL_OPTIONS = 4;

    private static final JsonMapper JSON = new JsonMapper();

    private Draft() {}

    static ObjectNode of(List<JsonNode> officers, List<JsonNode> trustees) {
        ObjectNode draft = JSON.createObjectNode();
        draft.putArray("languages").add("en");
        draft.set("title", english("Chair and council"));
        draft.putArray("officers").addAll(officers);
        draft.putArray("trustees").addAll(trustees);
        draft.put("threshold", People.THRESHOLD);
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        draft.putObject("schedule")
                .put("opens", minute.toString())
                .put("closes", minute.plus(7, ChronoUnit.DAYS).toString())
                .put("closeByHand", true)
                .put("disputeEnds", minute.plus(21, ChronoUnit.DAYS).toString());
        ArrayNode sections = draft.putArray("sections");
        ArrayNode styles = draft.putArray("styles");
        for (String section : Roll.SECTIONS) {
            sections.addObject().put("id", section).set("title", english(section));
            ObjectNode style = styles.addObject().put("id", section);
            style.set("title", english(section));
            style.put("section", section);
            ArrayNode contests = style.putArray("contests").add(CHAIR);
            if (section.equals(Roll.SECTIONS.get(0))) {
                contests.add(COUNCIL);
            }
        }
        ArrayNode contests = draft.putArray("contests");
        contest(contests, CHAIR, "plurality-1", 1, true, CHAIR_OPTIONS)
                .put("min", 1)
                .put("max", 1)
                .put("maxPerOption", 1)
                .put("blank", true);
        contest(contests, COUNCIL, "plurality-1", 2, false, COUNCIL_OPTIONS)
                .put("min", 1)
                .put("max", 3)
                .put("maxPerOption", 1)
                .put("blank", false);
        return draft;
    }

    private static ObjectNode contest(
            ArrayNode contests, String id, String rule, int seats, boolean bySection, int options) {
        ObjectNode contest = contests.addObject().put("id", id).put("kind", "additive");
        contest.set("title", english(id));
        contest.put("rule", rule).put("seats", seats).put("order", "per-voter").put("bySection", bySection);
        ArrayNode list = contest.putArray("options");
        for (int i = 1; i <= options; i++) {
            list.addObject().set("name", english("Candidate " + i + " for " + id));
        }
        return contest;
    }

    private static ObjectNode english(String text) {
        return JSON.createObjectNode().put("en", text);
    }
}
