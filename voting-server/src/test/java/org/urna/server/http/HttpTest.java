// SPDX-License-Identifier: Apache-2.0
package org.urna.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.Drafting;
import org.urna.server.ServerFixture;

/** The API over HTTP: drafts, rolls, authority, problems. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {

    private static final String ROLL = """
            member_number,name,email,address1,address2,address3,address4,address5,postcode,country,class,ballot_style,weight,language,joined,arrears_months
            1,Ann,ann@example.org,,,,,,,,m,full,,,,
            2,Bob,,1 High St,,,,,AB1 2CD,UK,m,student,,,,
            """;

    private final ObjectMapper mapper = new ObjectMapper();
    private ServerFixture server;

    private Path data;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder;
        server = ServerFixture.start(data);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void anElectionIsMadeFromADraftAndDescribed() throws Exception {
        String id = create(Drafting.draft(3, 2));

        JsonNode described = json(server.send(server.open("/api/v1/elections/" + id)));
        JsonNode list = json(server.send(server.open("/api/v1/elections")));

        assertThat(described.path("state").asText()).isEqualTo("draft");
        assertThat(described.path("title").path("en").asText()).isEqualTo("Committee 2026");
        assertThat(described.path("opens").asText()).isEqualTo("2030-01-01T10:00:00Z");
        assertThat(described.path("now").asText()).matches("[0-9-]{10}T[0-9]{2}:[0-9]{2}:00Z");
        assertThat(described.has("M")).isFalse();
        // Nothing of a draft is public yet but to who knows its id.
        assertThat(list.findValuesAsText("election")).doesNotContain(id);
        assertThat(json(server.send(server.staff("/api/v1/drafts"))).findValuesAsText("election"))
                .contains(id);
        assertThat(data.resolve("keys").resolve(id).resolve("board.ed25519")).hasSize(32);
    }

    @Test
    void aDraftWithABrokenRuleIsRefusedWithItsPlaceAndReason() throws Exception {
        ObjectNode draft = Drafting.draft(3, 2);
        ((ObjectNode) draft.path("styles").get(0)).put("section", "nowhere");

        HttpResponse<String> response = server.send(server.staff("/api/v1/elections")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(draft.toString())));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("type").asText()).isEqualTo("urn:urna:problem:draft-invalid");
        assertThat(problem.path("problems").path(0).path("pointer").asText()).isEqualTo("/styles/0/section");
        assertThat(problem.path("problems").path(0).path("rule").asText()).isEqualTo("styles");
    }

    @Test
    void aDraftWithAnUnknownMemberIsRefused() throws Exception {
        ObjectNode draft = Drafting.draft(3, 2);
        draft.put("threshhold", 2);

        HttpResponse<String> response = post("/api/v1/elections", "application/json", draft.toString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:urna:problem:request-invalid");
    }

    @Test
    void aDraftIsReplacedWhileItIsOne() throws Exception {
        String id = create(Drafting.draft(3, 2));
        ObjectNode other = Drafting.draft(5, 3);
        other.set("title", Drafting.text("Another title"));

        HttpResponse<String> response = server.send(server.staff("/api/v1/elections/" + id + "/draft")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(other.toString())));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(json(server.send(server.open("/api/v1/elections/" + id)))
                        .path("title")
                        .path("en")
                        .asText())
                .isEqualTo("Another title");
    }

    @Test
    void aRollIsImported() throws Exception {
        String id = create(Drafting.draft(3, 2));

        HttpResponse<String> response = post("/api/v1/elections/" + id + "/roll", "text/csv", ROLL);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("accepted").asInt()).isEqualTo(2);
        assertThat(json(response).path("imported").asBoolean()).isTrue();
    }

    @Test
    void aRollWithABadRowIsImportedOnlyWhenTheGoodRowsAreAskedFor() throws Exception {
        String id = create(Drafting.draft(3, 2));
        String bad = ROLL + "3,Cid,cid@example.org,,,,,,,,m,no-such-style,,,,\n";

        HttpResponse<String> refused = post("/api/v1/elections/" + id + "/roll", "text/csv", bad);
        HttpResponse<String> taken = post("/api/v1/elections/" + id + "/roll?accept=good", "text/csv", bad);

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode report = json(refused).path("report");
        assertThat(report.path("imported").asBoolean()).isFalse();
        assertThat(report.path("rejected").path(0).path("line").asInt()).isEqualTo(4);
        assertThat(report.path("rejected").path(0).path("rule").asText()).isEqualTo("ballot-style-unknown");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(json(taken).path("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : new String[] {"/api/v1/elections", "/nothing-here", "/health/live"}) {
            HttpResponse<String> response = server.send(server.open(path));

            assertThat(response.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'");
            assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        }
    }

    @Test
    void whatIsNotThereAndWhatIsNotAllowedAreProblemsToo() throws Exception {
        HttpResponse<String> nowhere = server.send(server.open("/api/v1/nothing"));
        HttpResponse<String> unknown = server.send(server.open("/api/v1/elections/" + "0".repeat(32)));
        HttpResponse<String> method =
                server.send(server.staff("/api/v1/elections").DELETE());
        HttpResponse<String> type = post("/api/v1/elections", "text/plain", "{}");
        HttpResponse<String> badId = server.send(server.open("/api/v1/elections/ABC"));

        assertThat(Stream.of(nowhere, unknown, method, type, badId).map(HttpResponse::statusCode))
                .containsExactly(404, 404, 405, 415, 400);
        assertThat(Stream.of(nowhere, unknown, method, type, badId)
                        .map(response ->
                                response.headers().firstValue("content-type").orElse("")))
                .containsOnly("application/problem+json");
    }

    @Test
    void healthMetricsAndDescriptionAreServed() throws Exception {
        assertThat(server.send(server.open("/health/live")).body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(server.send(server.open("/health/ready")).statusCode()).isEqualTo(200);
        assertThat(server.send(server.open("/metrics")).body()).contains("urna_proofs_in_flight");
        assertThat(server.send(server.open("/api/v1/openapi.yaml")).body())
                .isEqualTo(OpenApiDocument.load().text());
    }

    /** A pause of the collector is told of only once there was one. */
    @Test
    void everyMetricThatTheManualNamesIsThere() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "operations.md"));
        String watch = manual.substring(manual.indexOf("## What to watch"), manual.indexOf("## Drills"));
        Set<String> named = Pattern.compile("`((?:urna|vertx|jvm)_[a-z_]+)`")
                .matcher(watch)
                .results()
                .map(each -> each.group(1))
                .filter(name -> !name.equals("jvm_gc_pause_seconds"))
                .collect(Collectors.toSet());
        server.send(server.open("/health/ready"));

        String metrics = server.send(server.open("/metrics")).body();

        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(metrics).contains(name));
    }

    /** B1: strict JSON. Each of these is refused with 400 and says nothing of the server's insides. */
    @TestFactory
    Stream<DynamicTest> malformedJsonIsRefused() {
        return JsonAttacks.all().entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest("B1 " + attack.getKey(), () -> {
                    HttpResponse<String> response = server.send(server.staff("/api/v1/elections")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(attack.getValue())));

                    assertThat(response.statusCode()).isEqualTo(400);
                    assertThat(json(response).path("type").asText()).isEqualTo("urn:urna:problem:request-invalid");
                    assertThat(response.body())
                            .doesNotContain("Exception", "\tat ", "org.urna", "com.fasterxml", "io.vertx");
                }));
    }

    private String create(ObjectNode draft) throws Exception {
        HttpResponse<String> response = post("/api/v1/elections", "application/json", draft.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response).path("election").asText();
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return server.send(server.staff(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private JsonNode json(HttpResponse<String> response) throws Exception {
        return mapper.readTree(response.body());
    }
}
