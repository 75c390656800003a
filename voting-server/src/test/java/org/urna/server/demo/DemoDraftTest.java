// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.Drafting;
import org.urna.server.ServerFixture;

/** A server takes the demo's drafts, with all that they name. */
class DemoDraftTest {

    @Test
    void bothDraftsBecomeManifestsInEnglishAndWelsh(@TempDir Path data) throws Exception {
        PublishedBallot ballot = PublishedBallot.labourLeadership2020();
        Demonstration words = Demonstration.read();
        JsonNode people = Drafting.draft(People.TRUSTEES, People.THRESHOLD);
        List<JsonNode> officers = new ArrayList<>();
        people.path("officers").forEach(officers::add);
        List<JsonNode> trustees = new ArrayList<>();
        people.path("trustees").forEach(trustees::add);
        ServerFixture server = ServerFixture.start(data);
        try {
            Http http = new Http(URI.create("http://127.0.0.1:" + server.port()));
            Office office =
                    new Office(http, Staff.enrol(http, server.firstLink().orElseThrow(), data.resolve("staff")));
            for (boolean committee : new boolean[] {false, true}) {
                String id = office.create(new DemoDraft(ballot, words, committee)
                        .write("A second ballot, open to try", Instant.now(), officers, trustees));
                for (Map<String, String> statement : words.statements()) {
                    for (String text : statement.values()) {
                        office.upload(id, text);
                    }
                }
                office.importRoll(id, Electorate.scaled(ballot, 60, 1).roll());
                office.startCeremony(id);

                JsonNode manifest = new JsonMapper()
                        .readTree(http.get("/api/v1/elections/" + id + "/entries/0"))
                        .path("manifest");
                assertThat(manifest.path("contests")).hasSize(committee ? 2 : 1);
                assertThat(manifest.path("styles").path(0).path("contests")).hasSize(committee ? 2 : 1);
                assertThat(manifest.path("styles").path(1).path("contests")).hasSize(1);
                assertThat(manifest.path("title").path("cy").asText()).startsWith("Ail bleidlais");
                assertThat(manifest.path("contests").path(0).path("options").findValues("statement"))
                        .hasSize(ballot.options().size())
                        .allMatch(statement -> statement.size() == 2);
            }
        } finally {
            server.close();
        }
    }

    /** That rankings are made up stands in titles or descriptions, and why so few may rank so many in an override. */
    @Test
    void theRankedDraftSaysWhatIsInventedInBothLanguages(@TempDir Path data) throws Exception {
        RankedPoll poll = RankedPoll.scaled("Deputy", PublishedRounds.labourDeputy2020(), Demonstration.read(), 200, 1);
        JsonNode people = Drafting.draft(People.TRUSTEES, People.THRESHOLD);
        List<JsonNode> officers = new ArrayList<>();
        people.path("officers").forEach(officers::add);
        List<JsonNode> trustees = new ArrayList<>();
        people.path("trustees").forEach(trustees::add);
        ServerFixture server = ServerFixture.start(data);
        try {
            Http http = new Http(URI.create("http://127.0.0.1:" + server.port()));
            Office office =
                    new Office(http, Staff.enrol(http, server.firstLink().orElseThrow(), data.resolve("staff")));
            String id = office.create(poll.draft(Instant.now(), officers, trustees));
            office.importRoll(id, poll.electorate().roll());
            office.startCeremony(id);

            JsonNode manifest = new JsonMapper()
                    .readTree(http.get("/api/v1/elections/" + id + "/entries/0"))
                    .path("manifest");
            assertThat(manifest.path("overrides").findValuesAsText("rule")).containsExactly("ranking-signature");
            JsonNode deputy = manifest.path("contests").path(0);
            assertThat(deputy.at("/description/en").asText()).contains("never published", "made up");
            assertThat(deputy.at("/description/cy").asText()).isNotEmpty();
            JsonNode executive = manifest.path("contests").path(1);
            assertThat(executive.path("seats").asInt()).isEqualTo(9);
            assertThat(executive.at("/title/en").asText()).contains("synthetic");
            assertThat(executive.at("/title/cy").asText()).contains("synthetig");
            assertThat(executive.path("candidates").findValuesAsText("en"))
                    .filteredOn(text -> text.equals("Invented for the demonstration"))
                    .hasSameSizeAs(executive.path("candidates"));
        } finally {
            server.close();
        }
    }
}
