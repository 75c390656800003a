// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The draft of an election by rankings: a deputy, mixed section by section, and for section {@code north} a council. */
public final class RankedDraft {

    /** One seat by the alternative vote, on every paper. */
    public static final String DEPUTY = "deputy";

    /** Two seats by single transferable vote, on the papers of section {@code north}. */
    public static final String COUNCIL = "council";

    public static final List<String> DEPUTIES = List.of("Ada", "Ben", "Cai", "Dee");
    public static final List<String> COUNCILLORS = List.of("Eve", "Fay", "Gil", "Hal", "Ida");

    private RankedDraft() {}

    static ObjectNode of(List<JsonNode> officers, List<JsonNode> trustees) {
        ObjectNode draft = Draft.of(officers, trustees);
        ArrayNode contests = draft.putArray("contests");
        contest(contests, DEPUTY, "Deputy", "irv-1", 1, true, DEPUTIES);
        contest(contests, COUNCIL, "Council", "stv-scotland-2007", 2, false, COUNCILLORS);
        ((ObjectNode) draft.path("styles").path(0))
                .putArray("contests")
                .add(DEPUTY)
                .add(COUNCIL);
        ((ObjectNode) draft.path("styles").path(1)).putArray("contests").add(DEPUTY);
        draft.putArray("overrides")
                .addObject()
                .put("rule", "ranking-signature")
                .put("reason", "a test with few members");
        return draft;
    }

    private static void contest(
            ArrayNode contests,
            String id,
            String title,
            String rule,
            int seats,
            boolean bySection,
            List<String> candidates) {
        ObjectNode contest = contests.addObject().put("id", id).put("kind", "ranked");
        contest.putObject("title").put("en", title);
        contest.put("rule", rule).put("seats", seats).put("order", "fixed").put("bySection", bySection);
        ArrayNode listed = contest.putArray("candidates");
        candidates.forEach(name -> listed.addObject().putObject("name").put("en", name));
    }
}
