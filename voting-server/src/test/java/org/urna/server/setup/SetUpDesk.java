// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.Drafting;
import org.urna.server.ServerFixture;
import org.urna.server.json.StrictJson;

/** Staff who set elections up over HTTP, at one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SetUpDesk {

    private static final String ROLL = "member_number,name,email,address1,address2,address3,address4,address5,"
            + "postcode,country,class,ballot_style,weight,language,joined,arrears_months\n";

    final ObjectMapper mapper = new ObjectMapper();

    @SuppressWarnings("NullAway.Init") // set before the first test
    ServerFixture server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = ServerFixture.start(data);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    HttpResponse<String> post(String path, String type, String body) throws Exception {
        return server.send(
                server.staff("/api/v1" + path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    JsonNode ok(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? mapper.missingNode() : mapper.readTree(answer.body());
    }

    JsonNode get(String path) throws Exception {
        return ok(200, server.send(server.staff("/api/v1" + path)));
    }

    String begin(JsonNode draft) throws Exception {
        return ok(201, post("/drafts", "application/json", draft.toString()))
                .path("election")
                .asText();
    }

    HttpResponse<String> patch(String election, String version, String patch) throws Exception {
        var request = server.staff("/api/v1/elections/" + election + "/draft")
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(patch));
        return server.send(version.isEmpty() ? request : request.header("If-Match", version));
    }

    JsonNode report(String election) throws Exception {
        return get("/elections/" + election + "/draft/report");
    }

    static Set<String> pointers(JsonNode list) {
        return new TreeSet<>(list.findValuesAsText("pointer"));
    }

    static Set<String> rules(JsonNode list) {
        return new TreeSet<>(list.findValuesAsText("rule"));
    }

    static ObjectNode titled() {
        ObjectNode draft = StrictJson.object();
        draft.set("title", Drafting.text("Committee 2027"));
        return draft;
    }

    void importRoll(String election, int full, int students, String weight) throws Exception {
        StringBuilder roll = new StringBuilder(ROLL);
        for (int i = 1; i <= full + students; i++) {
            roll.append(i).append(",Member ").append(i).append(",m").append(i).append("@example.org,,,,,,,,m,");
            roll.append(i <= full ? "full" : "student")
                    .append(",")
                    .append(i == 1 ? weight : "")
                    .append(",,,\n");
        }
        ok(200, post("/elections/" + election + "/roll", "text/csv", roll.toString()));
    }
}
