// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Hash;
import org.urna.server.store.Databases;

/** Candidates' statements and pictures, from the upload to the board. */
class UploadTest {

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
    private static final String SAYS = "Vote for <script>alert(1)</script>!\nPleidleisiwch — ŵ.";

    private Play play;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        play = new Play(data, Databases.sqlite(data));
        play.create(play.draft(), Play.roll(3));
    }

    @AfterEach
    void stop() {
        play.close();
    }

    private HttpResponse<String> upload(String type, byte[] content) throws Exception {
        return play.server.send(play.server
                .staff(play.path("/artifacts"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(content)));
    }

    private HttpResponse<String> artifact(String sha256) throws Exception {
        return play.server.send(play.server.open("/e/" + play.election + "/board/artifact/" + sha256));
    }

    private void refused(String type, byte[] content, int status, String code) throws Exception {
        HttpResponse<String> answer = upload(type, content);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:urna:problem:" + code + "\"");
    }

    /** Draft with a statement and a picture of the first candidate of the first contest. */
    private HttpResponse<String> putDraft(JsonNode statement, JsonNode picture) throws Exception {
        ObjectNode draft = play.draft();
        ObjectNode candidate =
                (ObjectNode) draft.path("contests").path(0).path("options").path(0);
        candidate.putArray("statement").addObject().put("language", "en").set("artifact", statement);
        ObjectNode shown = candidate.putObject("picture");
        shown.set("artifact", picture);
        shown.put("mediaType", "image/png").putObject("alternative").put("en", "Ada, smiling");
        return play.server.send(play.server
                .staff(play.path("/draft"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(draft.toString())));
    }

    @Test
    void whatTheDraftNamesIsPublishedAsTextAndImageAndTheRestIsForgotten() throws Exception {
        JsonNode statement = ok(201, upload("text/plain; charset=utf-8", SAYS.getBytes(UTF_8)));
        JsonNode picture = ok(201, upload("image/png", PNG));
        JsonNode unnamed = ok(201, upload("text/plain", "Never mind".getBytes(UTF_8)));
        assertThat(statement.path("sha256").asText())
                .isEqualTo(Hash.sha256(SAYS.getBytes(UTF_8)).hex());
        assertThat(picture.path("length").asInt()).isEqualTo(PNG.length);
        assertThat(putDraft(statement, picture).statusCode()).isEqualTo(204);

        ok(200, play.staff("/ceremony"));

        Candidate candidate = play.manifest().contests().get(0).candidates().get(0);
        assertThat(candidate.statement().get(0).artifact().sha256().hex())
                .isEqualTo(statement.path("sha256").asText());
        HttpResponse<String> text = artifact(statement.path("sha256").asText());
        assertThat(text.body()).isEqualTo(SAYS);
        assertThat(text.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        assertThat(artifact(picture.path("sha256").asText()).headers().firstValue("content-type"))
                .contains("image/png");
        for (JsonNode each : new JsonNode[] {statement, picture}) {
            HttpResponse<String> served = artifact(each.path("sha256").asText());
            assertThat(served.headers().firstValue("content-security-policy")).contains("default-src 'none'; sandbox");
            assertThat(served.headers().firstValue("x-content-type-options")).contains("nosniff");
        }
        assertThat(artifact(unnamed.path("sha256").asText()).statusCode()).isEqualTo(404);
        refused("text/plain", SAYS.getBytes(UTF_8), 409, "wrong-state");
    }

    @Test
    void aDraftThatNamesWhatWasNotUploadedBecomesNoManifest() throws Exception {
        JsonNode statement = ok(201, upload("text/plain", SAYS.getBytes(UTF_8)));
        // A text is no picture, whatever the draft calls it.
        assertThat(putDraft(statement, statement).statusCode()).isEqualTo(204);

        JsonNode problem = ok(422, play.staff("/ceremony"));

        assertThat(problem.path("type").asText()).isEqualTo("urn:urna:problem:draft-invalid");
        assertThat(problem.path("problems").path(0).path("pointer").asText())
                .isEqualTo("/contests/0/options/0/picture");
        assertThat(problem.path("problems").path(0).path("rule").asText()).isEqualTo("artifact");
        assertThat(play.state().path("state").asText()).isEqualTo("draft");
        assertThat(artifact(statement.path("sha256").asText()).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotOfItsTypeOrTooLongIsRefused() throws Exception {
        refused("image/png", "<svg onload='alert(1)'/>".getBytes(UTF_8), 400, "request-invalid");
        refused("image/jpeg", PNG, 400, "request-invalid");
        refused("image/webp", "RIFFxxxxWAVEfmt ".getBytes(UTF_8), 400, "request-invalid");
        refused("text/plain", new byte[] {'a', (byte) 0xff}, 400, "request-invalid");
        refused("text/plain", "a\u0000b".getBytes(UTF_8), 400, "request-invalid");
        refused("text/plain", " \n".getBytes(UTF_8), 400, "request-invalid");
        refused("text/plain", new byte[0], 400, "request-invalid");
        refused("text/plain", "x".repeat(20 * 1024 + 1).getBytes(UTF_8), 413, "too-large");
        byte[] large = new byte[300 * 1024 + 1];
        System.arraycopy(PNG, 0, large, 0, PNG.length);
        refused("image/png", large, 413, "too-large");
        refused("image/svg+xml", "<svg/>".getBytes(UTF_8), 415, "unsupported-media-type");
        refused("text/html", "<p>".getBytes(UTF_8), 415, "unsupported-media-type");
        assertThat(upload("text/plain", "x".repeat(20 * 1024).getBytes(UTF_8)).statusCode())
                .isEqualTo(201);
        assertThat(upload("image/webp", "RIFFxxxxWEBPVP8 ".getBytes(UTF_8)).statusCode())
                .isEqualTo(201);
    }
}
