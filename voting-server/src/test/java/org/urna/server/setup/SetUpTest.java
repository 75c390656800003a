// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.Drafting;
import org.urna.server.ServerFixture;
import org.urna.server.json.StrictJson;

/** Set-ups over HTTP: saved step by step, reported on, warned of, copied, rehearsed, answered by the invited. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetUpTest {

    private static final String ROLL = "member_number,name,email,address1,address2,address3,address4,address5,"
            + "postcode,country,class,ballot_style,weight,language,joined,arrears_months\n";

    private final ObjectMapper mapper = new ObjectMapper();
    private ServerFixture server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = ServerFixture.start(data);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return server.send(
                server.staff("/api/v1" + path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private JsonNode ok(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? mapper.missingNode() : mapper.readTree(answer.body());
    }

    private JsonNode get(String path) throws Exception {
        return ok(200, server.send(server.staff("/api/v1" + path)));
    }

    private String begin(JsonNode draft) throws Exception {
        return ok(201, post("/drafts", "application/json", draft.toString()))
                .path("election")
                .asText();
    }

    private HttpResponse<String> patch(String election, String version, String patch) throws Exception {
        var request = server.staff("/api/v1/elections/" + election + "/draft")
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(patch));
        return server.send(version.isEmpty() ? request : request.header("If-Match", version));
    }

    private JsonNode report(String election) throws Exception {
        return get("/elections/" + election + "/draft/report");
    }

    private static Set<String> pointers(JsonNode list) {
        return new TreeSet<>(list.findValuesAsText("pointer"));
    }

    private static Set<String> rules(JsonNode list) {
        return new TreeSet<>(list.findValuesAsText("rule"));
    }

    private static ObjectNode titled() {
        ObjectNode draft = StrictJson.object();
        draft.set("title", Drafting.text("Committee 2027"));
        return draft;
    }

    private void importRoll(String election, int full, int students, String weight) throws Exception {
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

    @Test
    void aSetUpIsLeftAndResumedAndSaysWhatIsStillMissing() throws Exception {
        String election = begin(titled());

        assertThat(report(election).path("complete").asBoolean()).isFalse();
        assertThat(pointers(report(election).path("missing")))
                .containsExactly(
                        "/contests",
                        "/officers",
                        "/roll/size",
                        "/schedule",
                        "/sections",
                        "/styles",
                        "/threshold",
                        "/trustees");
        assertThat(report(election).path("problems")).isEmpty();

        ok(200, patch(election, "\"1\"", "{\"schedule\":{\"opens\":\"2030-01-01T10:00:00Z\"}}"));
        HttpResponse<String> second =
                patch(election, "\"2\"", "{\"languages\":[\"en\",\"cy\"],\"title\":{\"cy\":\"Pwyllgor\"}}");
        assertThat(second.headers().firstValue("ETag")).contains("\"3\"");

        HttpResponse<String> resumed = server.send(server.staff("/api/v1/elections/" + election + "/draft"));
        assertThat(resumed.headers().firstValue("ETag")).contains("\"3\"");
        JsonNode draft = ok(200, resumed);
        assertThat(draft.path("title").path("en").asText()).isEqualTo("Committee 2027");
        assertThat(draft.path("title").path("cy").asText()).isEqualTo("Pwyllgor");
        assertThat(pointers(report(election).path("missing")))
                .contains("/schedule/closes")
                .doesNotContain("/schedule", "/schedule/opens");
        assertThat(get("/drafts").findValuesAsText("election")).contains(election);
    }

    @Test
    void whoSavesFromAnOldVersionIsToldAndOverwritesNothing() throws Exception {
        String election = begin(titled());
        ok(200, patch(election, "\"1\"", "{\"minBallots\":12}"));

        HttpResponse<String> late = patch(election, "\"1\"", "{\"minBallots\":14}");
        HttpResponse<String> blind = patch(election, "", "{\"minBallots\":14}");

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(mapper.readTree(late.body()).path("type").asText()).isEqualTo("urn:urna:problem:draft-changed");
        assertThat(mapper.readTree(late.body()).path("version").asInt()).isEqualTo(2);
        assertThat(blind.statusCode()).isEqualTo(428);
        assertThat(get("/elections/" + election + "/draft").path("minBallots").asInt())
                .isEqualTo(12);
    }

    @Test
    void whatNoDraftMayHoldIsRefusedWithItsFieldAndRule() throws Exception {
        String election = begin(titled());
        String patch = """
                {"colour":"red","minBallots":0,"languages":["english"],"schedule":{"opens":"tomorrow"},
                 "sections":[{"id":"Not an id","title":{"en":"a\\u0000b"}}],"threshold":4294967297,
                 "trustees":[{"thumbprint":"%s"}],"officers":[{"key":{"crv":"P-256","kty":"EC","x":"%s","y":"%s"}}],
                 "contests":[{"kind":"additive","maxRanks":2}]}""".formatted("_".repeat(43), "A".repeat(43), "A".repeat(43));

        HttpResponse<String> refused = patch(election, "\"1\"", patch);

        JsonNode problems = ok(422, refused).path("problems");
        assertThat(pointers(problems))
                .contains(
                        "/colour",
                        "/minBallots",
                        "/languages/0",
                        "/schedule/opens",
                        "/sections/0/id",
                        "/sections/0/title/en",
                        "/threshold",
                        "/trustees/0/thumbprint",
                        "/officers/0/key",
                        "/contests/0/maxRanks");
        assertThat(rules(problems))
                .contains(
                        "kind",
                        "key",
                        "thumbprint",
                        "additionalProperties",
                        "minimum",
                        "language",
                        "pattern",
                        "control-character",
                        "maximum");
        assertThat(patch(election, "\"1\"", "{\"title\":null}").statusCode()).isEqualTo(422);
        assertThat(patch(election, "\"1\"", "{\"a\":1,\"a\":2}").statusCode()).isEqualTo(400);
        assertThat(patch(election, "\"1\"", "[]").statusCode()).isEqualTo(400);
    }

    @Test
    void theRulesOfManifestsAreSaidWhileMuchIsStillMissing() throws Exception {
        ObjectNode draft = titled();
        ArrayNode contests = draft.putArray("contests");
        ObjectNode contest = contests.addObject()
                .put("id", "chair")
                .put("kind", "additive")
                .put("rule", "irv-1")
                .put("seats", 3);
        contest.set("title", Drafting.text("Chair"));
        contest.putArray("options").addObject().set("name", Drafting.text("Ada"));
        contests.addObject()
                .put("id", "empty")
                .put("rule", "plurality-1")
                .put("seats", 2)
                .set("title", Drafting.text("Empty"));
        draft.put("minBallots", 3);
        String election = begin(draft);

        JsonNode report = report(election);

        assertThat(pointers(report.path("problems")))
                .containsExactly("/contests/0/rule", "/contests/0/seats", "/minBallots");
        // that nobody stands in a contest is said by the rule about candidates, and its seats are not judged before
        assertThat(pointers(report.path("missing"))).contains("/contests/1", "/roll/size");
        assertThat(rules(report.path("missing"))).contains("required", "candidates", "roll");
    }

    @Test
    void aCompleteDraftIsCompleteByTheReportAndThenFreezes() throws Exception {
        String election = begin(Drafting.draft(3, 2));
        assertThat(pointers(report(election).path("missing"))).containsExactly("/roll/size");

        importRoll(election, 80, 50, "");
        JsonNode report = report(election);

        assertThat(report.path("missing")).isEmpty();
        assertThat(report.path("problems")).isEmpty();
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("papers").path(0).path("bytes").asInt()).isBetween(2_000, 10_000);
        ok(
                200,
                server.send(server.staff("/api/v1/elections/" + election + "/ceremony")
                        .POST(BodyPublishers.noBody())));
        assertThat(patch(election, "\"1\"", "{\"minBallots\":12}").statusCode()).isEqualTo(409);
    }

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

    @Test
    void aPreviewShowsThePapersThatAreReadyAndNamesTheOthers() throws Exception {
        ObjectNode draft = titled();
        String hostile = "</script><svg onload=alert(1)>\u202Egnp.exe";
        ArrayNode contests = draft.putArray("contests");
        ObjectNode contest = contests.addObject()
                .put("id", "chair")
                .put("rule", "plurality-1")
                .put("seats", 1);
        contest.set("title", Drafting.text(hostile));
        contest.putArray("options").addObject().set("name", Drafting.text(hostile));
        contests.addObject().put("id", "later");
        draft.putArray("sections").addObject().put("id", "all").set("title", Drafting.text("All"));
        ObjectNode style = draft.putArray("styles").addObject().put("id", "all").put("section", "all");
        style.set("title", Drafting.text("All"));
        style.putArray("contests").add("chair").add("later");
        String election = begin(draft);

        JsonNode preview = get("/elections/" + election + "/draft/preview");

        JsonNode manifest = preview.path("manifest");
        assertThat(manifest.path("contests")).hasSize(1);
        assertThat(manifest.path("contests").path(0).path("title").path("en").asText())
                .isEqualTo(hostile);
        assertThat(manifest.path("contests").path(0).path("kind").asText()).isEqualTo("additive");
        assertThat(manifest.path("styles").path(0).path("contests").toString()).isEqualTo("[\"chair\"]");
        assertThat(preview.path("omitted").toString()).isEqualTo("[\"/contests/1\"]");
    }

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

    @Test
    void anInvitedTrusteeHandsInAnIdentityOnceAndStaffTakeItAfterComparing() throws Exception {
        String election = begin(titled());
        String list = "/elections/" + election + "/invitations";
        JsonNode made = ok(201, post(list, "application/json", "{\"label\":\"Ada Lovelace\"}"));
        String secret = made.path("secret").asText();
        String thumbprint = "A".repeat(42) + "E";
        String answer =
                "{\"secret\":\"" + secret + "\",\"name\":\"Ada <b>L.</b>\",\"thumbprint\":\"" + thumbprint + "\"}";

        assertThat(invited(election, "", "{\"secret\":\"" + "A".repeat(22) + "\"}")
                        .statusCode())
                .isEqualTo(404);
        JsonNode opened = ok(200, invited(election, "", "{\"secret\":\"" + secret + "\"}"));
        assertThat(opened.path("label").asText()).isEqualTo("Ada Lovelace");
        assertThat(opened.path("state").asText()).isEqualTo("open");
        ok(204, invited(election, "/identity", answer));
        ok(409, invited(election, "/identity", answer));
        // the secret itself is stored nowhere
        assertThat(get(list).toString()).contains("\"answered\"", thumbprint).doesNotContain(secret);

        HttpResponse<String> other =
                post(list + "/1/acceptance", "application/json", "{\"thumbprint\":\"" + "B".repeat(42) + "E\"}");
        assertThat(other.statusCode()).isEqualTo(400);
        ok(200, post(list + "/1/acceptance", "application/json", "{\"thumbprint\":\"" + thumbprint + "\"}"));
        JsonNode trustee =
                get("/elections/" + election + "/draft").path("trustees").path(0);
        assertThat(trustee.path("name").asText()).isEqualTo("Ada <b>L.</b>");
        assertThat(trustee.path("thumbprint").asText()).isEqualTo(thumbprint);

        ok(201, post(list, "application/json", "{\"label\":\"Bob\"}"));
        ok(204, server.send(server.staff("/api/v1" + list + "/2").DELETE()));
        assertThat(get(list).path(1).path("state").asText()).isEqualTo("withdrawn");
    }

    private HttpResponse<String> invited(String election, String below, String body) throws Exception {
        return server.send(server.open("/api/v1/elections/" + election + "/invited" + below)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
