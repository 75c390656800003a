// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.urna.server.Drafting;

/** C5, C6, B3 and B4 at set-up: small groups, rankings that can be signatures, large ballots and weights are warned of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningsTest extends SetUpDesk {

    @Test
    void smallGroupsWeightsRankingsAndLargeBallotsAreWarnedOf() throws Exception {
        ObjectNode draft = Drafting.draft(3, 2);
        ObjectNode chair = (ObjectNode) draft.path("contests").path(0);
        chair.put("bySection", true);
        ObjectNode board = (ObjectNode) draft.path("contests").path(1);
        ArrayNode many = board.putArray("options");
        for (int i = 0; i < 60; i++) {
            many.addObject().set("name", Drafting.text("Candidate " + i));
        }
        board.put("max", 20);
        ObjectNode ranked = ((ArrayNode) draft.path("contests")).addObject();
        ranked.put("id", "rank")
                .put("kind", "ranked")
                .put("rule", "irv-1")
                .put("seats", 1)
                .set("title", Drafting.text("Rank"));
        for (String name : List.of("Ann", "Bob", "Cat", "Dan", "Eve")) {
            ranked.withArrayProperty("candidates").addObject().set("name", Drafting.text(name));
        }
        ((ArrayNode) draft.path("styles").path(0).path("contests")).add("rank");
        String election = begin(draft);
        // C6 before there is a roll: from what staff expect
        ok(
                200,
                patch(
                        election,
                        "\"1\"",
                        "{\"expected\":{\"electors\":{\"full\":400,\"student\":20},\"turnoutPercent\":50}}"));

        JsonNode expected = report(election);
        assertThat(expected.path("source").asText()).isEqualTo("expected");
        JsonNode rankings = find(expected.path("warnings"), "rankings-as-signatures");
        assertThat(rankings.path("pointer").asText()).isEqualTo("/contests/2/maxRanks");
        // 1 + 5 + 20 + 60 + 120 + 120 orders; a tenth of 200 ballots allows 1 + 5
        assertThat(rankings.path("figures").toString())
                .contains("\"rankings\":\"326\"", "\"ballots\":200", "\"safeRanks\":1");
        assertThat(rules(expected.path("problems"))).contains("ranking-signature");
        JsonNode small = find(expected.path("warnings"), "unanimous-group");
        assertThat(small.path("figures").path("section").asText()).isEqualTo("students");

        importRoll(election, 30, 12, "1000");
        JsonNode counted = report(election);
        assertThat(counted.path("source").asText()).isEqualTo("roll");
        assertThat(rules(counted.path("warnings")))
                .contains("small-group", "weight-dominates", "rankings-as-signatures");
        assertThat(rules(counted.path("problems"))).contains("weight-ranked");

        ok(200, patch(election, "\"2\"", "{\"contests\":" + larger(draft, 75) + "}"));
        assertThat(rules(report(election).path("warnings"))).contains("ballot-size-near");
        ok(200, patch(election, "\"3\"", "{\"contests\":" + larger(draft, 120) + "}"));
        assertThat(rules(report(election).path("problems"))).contains("ballot-size");
        assertThat(find(report(election).path("problems"), "ballot-size")
                        .path("pointer")
                        .asText())
                .isEqualTo("/styles/0");
    }

    private static JsonNode larger(ObjectNode draft, int options) {
        JsonNode contests = draft.path("contests").deepCopy();
        ArrayNode list = ((ObjectNode) contests.path(1)).putArray("options");
        for (int i = 0; i < options; i++) {
            list.addObject().set("name", Drafting.text("Candidate " + i));
        }
        return contests;
    }

    private static JsonNode find(JsonNode list, String rule) {
        for (JsonNode each : list) {
            if (each.path("rule").asText().equals(rule)) {
                return each;
            }
        }
        throw new AssertionError("no " + rule + " in " + list);
    }
}
