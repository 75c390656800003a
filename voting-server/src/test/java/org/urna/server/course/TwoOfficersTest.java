// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.store.Databases;

/** Requests for decisions and their end, on PostgreSQL; and what one person alone tries, who may have the database too. */
class TwoOfficersTest {

    private Play play;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        play = new Play(data, Databases.postgreSql());
        play.create(play.draft(), Play.roll(4));
        ok(200, play.staff("/ceremony"));
    }

    @AfterEach
    void close() {
        play.close();
    }

    private JsonNode listed(JsonNode drafted) throws Exception {
        for (JsonNode each : ok(200, play.server.send(play.server.open(play.path("/decisions"))))) {
            if (each.path("number").equals(drafted.path("number"))) {
                return each;
            }
        }
        throw new AssertionError("not listed: " + drafted);
    }

    private JsonNode request(JsonNode drafted) throws Exception {
        for (JsonNode each : ok(200, play.server.send(play.server.staff(play.path("/requests"))))) {
            if (each.path("number").equals(drafted.path("number"))) {
                return each;
            }
        }
        throw new AssertionError("not asked for: " + drafted);
    }

    private HttpResponse<String> refuse(JsonNode drafted, String reason) throws Exception {
        return play.staff(
                "/" + play.election + "/decisions/" + drafted.path("number").asLong() + "/refusal",
                "application/json",
                "{\"reason\":\"" + reason + "\"}");
    }

    private HttpResponse<String> withdraw(JsonNode drafted) throws Exception {
        return play.staff("/decisions/" + drafted.path("number").asLong() + "/withdrawal");
    }

    @Test
    void aTextChangedAfterTheFirstSignatureIsNotDecidedByTheSecond() throws Exception {
        JsonNode drafted = play.draftDecision("void", null, "correction");
        ok(200, play.sign(drafted, play.officers.get(0)));
        String changed = drafted.path("decision").asText().replace("\"correction\"", "\"legal-order\"");
        assertThat(play.board.update(
                        "UPDATE decision SET text = ? WHERE sequence = ?",
                        changed,
                        drafted.path("number").asLong()))
                .isEqualTo(1);

        JsonNode standing = ok(200, play.post(drafted, play.officers.get(1).sign(changed)));

        assertThat(standing.path("state").asText()).isEqualTo("pending");
        assertThat(standing.path("signatures").asInt()).isEqualTo(1);
        assertThat(play.state().path("state").asText()).isEqualTo("key-ceremony");
    }

    @Test
    void whoHasTheServerCannotPutOtherKeysInThePlaceOfTheOfficers() throws Exception {
        ObjectNode draft = play.draft();
        ((ObjectNode) draft.path("officers").path(0))
                .set("key", Play.tree(new Person().key.publicKey().jwk()));

        HttpResponse<String> replaced = play.server.send(play.server
                .staff(play.path("/draft"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(draft.toString())));

        assertThat(replaced.statusCode()).isEqualTo(409);
        // Nor does a signature put straight into the database help: it is verified again when the decision is due.
        JsonNode drafted = play.draftDecision("void", null, "correction");
        ok(200, play.sign(drafted, play.officers.get(0)));
        Person stranger = new Person();
        play.board.update(
                "INSERT INTO decision_signature (election, sequence, signer, jws) VALUES (?, ?, ?, ?)",
                play.election,
                drafted.path("number").asLong(),
                stranger.thumbprint(),
                stranger.sign(drafted.path("decision").asText()));
        assertThat(ok(200, play.sign(drafted, play.officers.get(0)))
                        .path("state")
                        .asText())
                .isEqualTo("pending");
        assertThat(play.state().path("state").asText()).isEqualTo("key-ceremony");
    }

    @Test
    void oneKeySignsOnceHoweverOftenAndByWhomeverItIsSent() throws Exception {
        JsonNode drafted = play.draftDecision("void", null, "correction");
        String text = drafted.path("decision").asText();

        ok(200, play.post(drafted, play.officers.get(0).sign(text)));
        // ECDSA is randomised: these are other bytes by the same key.
        JsonNode standing = ok(200, play.post(drafted, play.officers.get(0).sign(text)));

        assertThat(standing.path("signatures").asInt()).isEqualTo(1);
        assertThat(listed(drafted).path("signedBy")).hasSize(1);
        assertThat(listed(drafted).path("signatures")).hasSize(1);
    }

    @Test
    void aRequestThatOneRefusesCannotBeSignedAnyMore() throws Exception {
        JsonNode drafted = play.draftDecision("void", null, "correction");
        ok(200, play.sign(drafted, play.officers.get(0)));

        assertThat(refuse(drafted, "because").statusCode()).isEqualTo(400);
        assertThat(refuse(drafted, "facts-wrong").statusCode()).isEqualTo(204);

        assertThat(listed(drafted).path("state").asText()).isEqualTo("refused");
        assertThat(request(drafted).path("outcome").asText()).isEqualTo("refused");
        assertThat(request(drafted).path("why").asText()).isEqualTo("facts-wrong");
        assertThat(play.sign(drafted, play.officers.get(1)).statusCode()).isEqualTo(422);
        assertThat(refuse(drafted, "facts-wrong").statusCode()).isEqualTo(409);
        assertThat(play.state().path("state").asText()).isEqualTo("key-ceremony");
    }

    @Test
    void aRequestIsTakenBackByWhoAskedForIt() throws Exception {
        JsonNode drafted = play.draftDecision("void", null, "correction");
        assertThat(request(drafted).path("own").asBoolean()).isTrue();
        play.board.update(
                "UPDATE decision_request SET account = 'somebody' WHERE sequence = ?",
                drafted.path("number").asLong());
        assertThat(withdraw(drafted).statusCode()).isEqualTo(422);
        JsonNode own = play.draftDecision("void", null, "correction");

        assertThat(withdraw(own).statusCode()).isEqualTo(204);

        assertThat(listed(own).path("state").asText()).isEqualTo("withdrawn");
        assertThat(listed(drafted).path("state").asText()).isEqualTo("pending");
        assertThat(request(own).has("why")).isFalse();
    }

    /** Two officers sign ahead: until its time comes nobody alone undoes it. */
    @Test
    void whatTwoOfficersHaveSignedNobodyAloneUndoes() throws Exception {
        ObjectNode early = ((ObjectNode) Play.tree("{\"action\":\"void\",\"reason\":\"correction\"}"))
                .put("notBefore", "2099-01-01T00:00:00Z")
                .put("notAfter", "2099-01-02T00:00:00Z");
        JsonNode drafted =
                ok(201, play.staff("/" + play.election + "/decisions", "application/json", early.toString()));
        ok(200, play.sign(drafted, play.officers.get(0)));
        ok(200, play.sign(drafted, play.officers.get(1)));

        assertThat(refuse(drafted, "disagree").statusCode()).isEqualTo(409);
        assertThat(withdraw(drafted).statusCode()).isEqualTo(409);
        assertThat(listed(drafted).path("state").asText()).isEqualTo("pending");
    }
}
