// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The draft of the demo's manifest: one contest, a section and a ballot style per class of elector. */
final class DemoDraft {

    static final String CONTEST = "leader";

    private static final JsonMapper JSON = new JsonMapper();

    private DemoDraft() {}

    /**
     * @param opens when it opens; it closes a week later, or before by two officers' decision
     * @param officers name and key of each
     * @param trustees name and thumbprint of each
     */
    static ObjectNode of(
            PublishedBallot ballot, String title, Instant opens, List<JsonNode> officers, List<JsonNode> trustees) {
        ObjectNode draft = JSON.createObjectNode();
        draft.putArray("languages").add("en");
        draft.set("title", english(title));
        draft.putArray("officers").addAll(officers);
        draft.putArray("trustees").addAll(trustees);
        draft.put("threshold", People.THRESHOLD);
        Instant minute = opens.truncatedTo(ChronoUnit.MINUTES);
        draft.putObject("schedule")
                .put("opens", minute.toString())
                .put("closes", minute.plus(7, ChronoUnit.DAYS).toString())
                .put("closeByHand", true)
                .put("disputeEnds", minute.plus(21, ChronoUnit.DAYS).toString());
        ArrayNode sections = draft.putArray("sections");
        ArrayNode styles = draft.putArray("styles");
        for (PublishedBallot.Section section : ballot.sections()) {
            sections.addObject().put("id", section.id()).set("title", english(section.title()));
            ObjectNode style = styles.addObject().put("id", section.id());
            style.set("title", english(section.title()));
            style.put("section", section.id());
            style.putArray("contests").add(CONTEST);
        }
        ObjectNode contest =
                draft.putArray("contests").addObject().put("id", CONTEST).put("kind", "additive");
        contest.set("title", english("Leader"));
        contest.put("rule", "plurality-1")
                .put("seats", 1)
                .put("order", "per-voter")
                .put("bySection", true);
        ArrayNode options = contest.putArray("options");
        ballot.options().forEach(name -> options.addObject().set("name", english(name)));
        contest.put("min", 1).put("max", 1).put("maxPerOption", 1).put("blank", true);
        return draft;
    }

    private static ObjectNode english(String text) {
        return JSON.createObjectNode().put("en", text);
    }
}
