// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.urna.server.ServerFixture.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Databases;
import org.urna.server.store.Sql;

/** What staff may correct about members, until when, and what stays of it; on both databases. */
@ParameterizedClass
@EnumSource
class CorrectionsTest {

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @Parameter
    private Kind kind;

    @TempDir
    private Path data;

    private RollWorld world;

    @BeforeEach
    void open() throws Exception {
        world = RollWorld.open(data, kind == Kind.SQLITE ? Databases.sqlite(data) : Databases.postgreSql());
        world.check(RollWorld.HEADER
                + "1,Ann,ann@example.org,1 High St,,,,,AB1 2CD,UK,member,full,,,,\r\n"
                + "2,Bob,bob@example.org,,,,,,,,member,full,,,,\r\n");
        world.commit(false);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private List<Corrections.Change> correct(String number, ObjectNode json) throws Exception {
        json.put("reason", "asked by telephone");
        return await(world.office.corrections().correct(world.election, number, json, "Rhian Price"));
    }

    private void become(String state) throws Exception {
        await(world.store.transaction(
                connection -> Sql.update(connection, "UPDATE election SET state = #{state}", Map.of("state", state))));
    }

    @Test
    void aCorrectionStandsWithBeforeAfterActorAndReason() throws Exception {
        become("sealed");
        ObjectNode json = StrictJson.object();
        json.put("name", "Ann Lee")
                .put("email", "")
                .putArray("address")
                .add("")
                .add("2 Low Rd")
                .add("Flat 3");

        assertThat(correct("1", json))
                .extracting(Corrections.Change::field, Corrections.Change::before, Corrections.Change::after)
                .containsExactly(
                        tuple("name", "Ann", "Ann Lee"),
                        tuple("email", "ann@example.org", ""),
                        tuple("address1", "1 High St", "2 Low Rd"),
                        tuple("address2", "", "Flat 3"));
        JsonNode member = await(world.office.members().get(world.election, "1"));
        assertThat(member.path("channel").asText()).isEqualTo("post");
        assertThat(member.path("address").toString()).isEqualTo("[\"2 Low Rd\",\"Flat 3\"]");
        assertThat(member.path("changes")).hasSize(4);
        assertThat(member.path("changes").path(3).path("actor").asText()).isEqualTo("Rhian Price");
        assertThat(member.path("changes").path(3).path("old").asText()).isEqualTo("Ann");
        assertThat(await(world.office.members().list(world.election, "ann lee", "")))
                .hasSize(1);
        assertThat(correct("1", StrictJson.object().put("name", "Ann Lee"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "email, nonsense, cannot be one",
        "email, '', neither an e-mail address",
        "email, ann@example.org, another member",
        "language, fr, languages are"
    })
    void whatBreaksARuleOfTheRollIsRefused(String field, String value, String reason) {
        assertThatThrownBy(() -> correct("2", StrictJson.object().put(field, value)))
                .hasMessageContaining(reason);
    }

    @Test
    void whatDecidesAboutTheBallotPaperIsFixedOnceTheElectionIsNoDraft() throws Exception {
        assertThat(correct(
                        "2", StrictJson.object().put("ballotStyle", "student").put("weight", 3)))
                .hasSize(2);
        become("key-ceremony");

        assertThatThrownBy(() -> correct("2", StrictJson.object().put("ballotStyle", "full")))
                .hasMessageContaining("fixed since the key ceremony");
        assertThat(correct("2", StrictJson.object().put("email", "bob@new.example.org")))
                .hasSize(1);
    }

    @Test
    void whoHasVotedOrMayHaveIsNotCorrectedAndNobodyIsAfterTheClose() throws Exception {
        become("open");
        world.answer = Participation.Answer.VOTED;
        assertThatThrownBy(() -> correct("2", StrictJson.object().put("name", "Rob")))
                .hasMessageContaining("has voted");
        world.answer = Participation.Answer.UNKNOWN;
        assertThatThrownBy(() -> correct("2", StrictJson.object().put("name", "Rob")))
                .hasMessageContaining("does not know");
        world.answer = Participation.Answer.NOT_VOTED;
        assertThat(correct("2", StrictJson.object().put("name", "Rob"))).hasSize(1);
        become("closed");
        assertThatThrownBy(() -> correct("2", StrictJson.object().put("name", "Bob")))
                .hasMessageContaining("closed");
        assertThat(world.count("member_change")).isOne();
    }

    @Test
    void anUnknownMemberIsNotFound() {
        assertThatThrownBy(() -> correct("99", StrictJson.object().put("name", "Rob")))
                .hasMessageContaining("no such member");
    }
}
