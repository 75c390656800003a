// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.EntryType;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;
import org.urna.server.store.EntryTime;

/** Elections open and close at their sealed times with nobody awake, by the clock of the database: here one that can be put forward. */
class DatabaseClockTest {

    private static final Duration UNTIL_OPEN = Duration.ofDays(2);
    private static final Duration OPEN = Duration.ofDays(7);

    @Test
    void anElectionOpensAndClosesAtItsSealedTimesByTheDatabasesClock(@TempDir Path data) throws Exception {
        DatabaseUrl.PostgreSql database = (DatabaseUrl.PostgreSql) Databases.postgreSql();
        try (Connection clock = clock(database);
                Play play = new Play(data, database)) {
            Instant opens = Instant.parse(EntryTime.of(Instant.now().plus(UNTIL_OPEN)));
            ObjectNode draft = play.draft();
            draft.putObject("schedule")
                    .put("opens", EntryTime.of(opens))
                    .put("closes", EntryTime.of(opens.plus(OPEN)))
                    .put("closeByHand", false);
            play.create(draft, Play.roll(3));
            play.staff("/ceremony");
            play.ceremony();
            play.staff("/credentials");
            Map<Integer, VotingCode> codes = play.codes();
            play.decide("setup", null, "planned");
            assertThat(play.state().path("state").asText()).isEqualTo("sealed");
            assertThat(refusal(play, ballot(play, codes.get(1)))).contains("urn:urna:problem:not-open");

            putForward(clock, UNTIL_OPEN);
            play.await("open");
            assertThat(play.last(EntryType.OPEN).time()).isBetween(opens, opens.plus(Duration.ofMinutes(2)));
            assertThat(play.cast(ballot(play, codes.get(1))).statusCode()).isEqualTo(201);

            putForward(clock, UNTIL_OPEN.plus(OPEN));
            // The clock of the server has perhaps not looked yet: the database's time is what decides.
            assertThat(refusal(play, ballot(play, codes.get(2)))).contains("urn:urna:problem:closed");
            play.await("closed");
            assertThat(play.last(EntryType.CLOSE).time())
                    .isBetween(opens.plus(OPEN), opens.plus(OPEN).plus(Duration.ofMinutes(2)));
            assertThat(play.count(EntryType.BALLOT)).isEqualTo(1);
        }
    }

    private static CastRequest ballot(Play play, VotingCode code) {
        return play.ballot(code, "full", List.of(Choices.of(2, 1), Choices.of(3, 2)));
    }

    private static String refusal(Play play, CastRequest ballot) throws Exception {
        var answer = play.cast(ballot);
        assertThat(answer.statusCode()).isEqualTo(409);
        return answer.body();
    }

    /** Puts a function of the clock's name before PostgreSQL's own, for this database alone. */
    private static Connection clock(DatabaseUrl.PostgreSql database) throws Exception {
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database(),
                database.user(),
                database.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA clock");
            statement.execute("CREATE TABLE clock.forward (seconds BIGINT NOT NULL)");
            statement.execute("INSERT INTO clock.forward VALUES (0)");
            statement.execute(
                    "CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                            + " 'SELECT pg_catalog.clock_timestamp() + make_interval(secs => (SELECT seconds FROM clock.forward))'");
            statement.execute("ALTER DATABASE " + database.database() + " SET search_path = public, clock, pg_catalog");
        }
        return connection;
    }

    private static void putForward(Connection clock, Duration by) throws Exception {
        try (Statement statement = clock.createStatement()) {
            statement.execute("UPDATE clock.forward SET seconds = " + by.toSeconds());
        }
    }
}
