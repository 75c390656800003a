// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.urna.server.Drafting;

/** Set-ups over HTTP: saved step by step, left and resumed, reported on, previewed, frozen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetUpTest extends SetUpDesk {

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
}
