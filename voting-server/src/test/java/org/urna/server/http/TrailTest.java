// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.Drafting;
import org.urna.server.ServerFixture;
import org.urna.server.StaffDesk;
import org.urna.server.StaffDesk.Person;
import org.urna.server.staff.Role;
import org.urna.server.store.Databases;

/** The audit trail over HTTP, on PostgreSQL: what it says, who reads what of it, how it is searched and exported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerFixture server;
    private StaffDesk desk;
    private Person first;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = ServerFixture.start(folder, Databases.postgreSql(), ServerLimits.STANDARD);
        desk = new StaffDesk(server);
        first = server.officer();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void whoIsConfinedToAnElectionReachesNoOther() throws Exception {
        String mine = election();
        String other = election();
        String link = desk.invitation(first, "noa@example.org", List.of(mine), Role.RETURNING_OFFICER);
        Person noa = desk.follow(link, "noa@example.org", JSON.createObjectNode());
        JsonNode draft = Drafting.draft(3, 2);

        StaffDesk.answer(desk.send(noa, "PUT", "/elections/" + mine + "/draft", draft), 204);
        refused(desk.send(noa, "PUT", "/elections/" + other + "/draft", draft), 403, "forbidden");
        refused(desk.post(noa, "/elections", draft), 403, "forbidden");
        refused(desk.send(noa, "GET", "/staff/trail.jsonl", null), 403, "forbidden");
        JsonNode seen = trail(noa, "");
        assertThat(seen.path("actions")).isNotEmpty();
        seen.path("actions")
                .forEach(action -> assertThat(action.path("election").asText().equals(mine)
                                || action.path("account").asText().equals(noa.id()))
                        .isTrue());
    }

    @Test
    void theTrailSaysWhoDidWhatAndHowItEnded() throws Exception {
        Person oli = desk.invite(first, "oli@example.org", Role.OBSERVER);
        String election = election();
        refused(desk.send(oli, "PUT", "/elections/" + election + "/draft", Drafting.draft(3, 2)), 403, "forbidden");
        refused(desk.post(first, "/elections/" + election + "/credentials", null), 409, "wrong-state");

        JsonNode begun = only(trail(oli, "operation=createElection").path("actions"), "done");
        assertThat(begun.path("name").asText()).isEqualTo("First Officer");
        assertThat(begun.path("roles").asText()).isEqualTo("administrator,returning-officer");
        JsonNode forbidden = trail(oli, "account=" + oli.id() + "&outcome=refused")
                .path("actions")
                .path(0);
        assertThat(forbidden.path("operation").asText()).isEqualTo("replaceDraft");
        assertThat(forbidden.path("election").asText()).isEqualTo(election);
        JsonNode wrong = trail(oli, "election=" + election + "&operation=issueCredentials")
                .path("actions")
                .path(0);
        assertThat(wrong.path("outcome").asText()).isEqualTo("refused");
        assertThat(wrong.path("result").path("problem").asText()).isEqualTo("wrong-state");
        assertThat(trail(oli, "text=FIRST%20off").path("actions")).isNotEmpty();
        // What databases take for placeholders are characters like others.
        assertThat(trail(oli, "text=100_").path("actions")).isEmpty();
        assertThat(trail(oli, "text=%25").path("actions")).isEmpty();
        ObjectNode named =
                JSON.createObjectNode().put("email", "rate@example.org").put("name", "Rate 100%+5_x");
        named.putArray("roles").add("observer");
        String rate = StaffDesk.answer(desk.post(first, "/staff/accounts", named), 201)
                .path("link")
                .asText();
        desk.follow(rate, "rate@example.org", JSON.createObjectNode());
        for (String asked : List.of("100%25", "%2B5_", "%25%2b5", "0%25%2B5_x")) {
            assertThat(trail(oli, "text=" + asked).path("actions").findValuesAsText("name"))
                    .as(asked)
                    .contains("Rate 100%+5_x")
                    .containsOnly("Rate 100%+5_x");
        }
        assertThat(trail(oli, "to=2020-01-01T00:00:00Z").path("actions")).isEmpty();
        long position = wrong.path("position").asLong();
        trail(oli, "before=" + position)
                .path("actions")
                .forEach(action -> assertThat(action.path("position").asLong()).isLessThan(position));
    }

    @Test
    void theTrailIsExportedAsItIsHashed() throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : desk.send(first, "GET", "/staff/trail.jsonl", null)
                .body()
                .lines()
                .toList()) {
            rows.add(JSON.readTree(line));
        }
        String previous = "0".repeat(64);
        for (JsonNode row : rows) {
            var list = JSON.createArrayNode().add(previous);
            for (String column : List.of(
                    "position",
                    "time",
                    "account",
                    "name",
                    "roles",
                    "operation",
                    "election",
                    "outcome",
                    "detail",
                    "regards")) {
                list.add(row.get(column));
            }
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(list));
            previous = java.util.HexFormat.of().formatHex(hash);
            assertThat(row.path("hash").asText()).isEqualTo(previous);
        }
        String table = desk.send(first, "GET", "/staff/trail.csv", null).body();
        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(table).startsWith("\"position\",\"time\"");
        assertThat(table.lines().count()).isGreaterThan(rows.size());
    }

    private String election() throws Exception {
        return StaffDesk.answer(desk.post(first, "/elections", Drafting.draft(3, 2)), 201)
                .path("election")
                .asText();
    }

    private JsonNode trail(Person by, String query) throws Exception {
        return StaffDesk.answer(desk.send(by, "GET", "/staff/trail?" + query, null), 200);
    }

    private static JsonNode only(JsonNode actions, String outcome) {
        for (JsonNode action : actions) {
            if (action.path("outcome").asText().equals(outcome)) {
                return action;
            }
        }
        throw new AssertionError("nothing is " + outcome + " in " + actions);
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("urn:urna:problem:" + code);
    }
}
