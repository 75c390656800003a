// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.urna.server.Drafting;

/** What is made from an election: a copy to begin with, and a rehearsal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FromAnElectionTest extends SetUpDesk {

    @Test
    void aCopyHasEverythingButKeysAndRollAndWaitsForWhatMustBeConfirmed() throws Exception {
        ObjectNode draft = Drafting.draft(3, 2);
        draft.putObject("schedule")
                .put("opens", "2020-03-02T12:00:00Z")
                .put("closes", "2020-03-09T12:00:00Z")
                .put("disputeEnds", "2020-04-06T12:00:00Z");
        String original = begin(draft);
        JsonNode upload = ok(201, post("/elections/" + original + "/artifacts", "text/plain", "Vote for Ada."));
        ObjectNode ada =
                (ObjectNode) draft.path("contests").path(0).path("options").path(0);
        ada.putArray("statement").addObject().put("language", "en").set("artifact", upload);
        ok(200, patch(original, "\"1\"", draft.toString()));

        String copy = ok(201, post("/elections/" + original + "/copies", "", ""))
                .path("election")
                .asText();

        JsonNode copied = get("/elections/" + copy + "/draft");
        assertThat(copied.path("contests")).isEqualTo(draft.path("contests"));
        assertThat(copied.path("trustees")).isEqualTo(draft.path("trustees"));
        Instant opens = Instant.parse(copied.path("schedule").path("opens").asText());
        assertThat(opens).isAfter(Instant.now());
        assertThat(opens.atZone(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(Duration.between(
                        opens,
                        Instant.parse(copied.path("schedule").path("closes").asText())))
                .isEqualTo(Duration.ofDays(7));
        assertThat(server.send(server.staff("/api/v1/elections/" + copy + "/artifacts/"
                                + upload.path("sha256").asText()))
                        .body())
                .isEqualTo("Vote for Ada.");
        importRoll(copy, 80, 50, "");
        assertThat(pointers(report(copy).path("missing"))).containsExactly("/officers", "/schedule", "/trustees");
        HttpResponse<String> early = server.send(
                server.staff("/api/v1/elections/" + copy + "/ceremony").POST(BodyPublishers.noBody()));
        assertThat(rules(ok(422, early).path("problems"))).containsExactly("unconfirmed");
        ok(200, patch(copy, "\"1\"", "{\"unconfirmed\":[]}"));
        assertThat(report(copy).path("complete").asBoolean()).isTrue();
    }

    @Test
    void aRehearsalIsReadyToRunAndMarkedAndLeavesItsModelAlone() throws Exception {
        String model = begin(Drafting.draft(3, 2));
        String plan = "{\"electors\":4,\"opensInMinutes\":2,\"openMinutes\":5}";

        String rehearsal = ok(201, post("/elections/" + model + "/rehearsals", "application/json", plan))
                .path("election")
                .asText();

        assertThat(report(rehearsal).path("missing")).isEmpty();
        assertThat(report(rehearsal).path("problems")).isEmpty();
        assertThat(report(rehearsal).path("electors").asInt()).isEqualTo(8);
        ok(
                200,
                server.send(server.staff("/api/v1/elections/" + rehearsal + "/ceremony")
                        .POST(BodyPublishers.noBody())));
        JsonNode listed =
                mapper.readTree(server.send(server.open("/api/v1/elections")).body());
        for (JsonNode each : listed) {
            assertThat(each.path("rehearsal").asBoolean())
                    .isEqualTo(each.path("election").asText().equals(rehearsal));
        }
        assertThat(get("/elections/" + model + "/draft").has("rehearsal")).isFalse();
        assertThat(ok(409, server.send(server.staff("/api/v1/elections/" + model + "/rehearsal-codes")))
                        .path("detail")
                        .asText())
                .isEqualTo("the election is not a rehearsal");
        String unready = begin(titled());
        HttpResponse<String> refused = post("/elections/" + unready + "/rehearsals", "application/json", plan);
        assertThat(pointers(ok(422, refused).path("problems"))).contains("/contests", "/trustees");
    }
}
