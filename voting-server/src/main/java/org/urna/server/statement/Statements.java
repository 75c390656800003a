// SPDX-License-Identifier: Apache-2.0
package org.urna.server.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Counts what no board holds: members on the roll, messages by channel and state, and codes handed out at the door. {@code verifier report} takes the file and marks its
 * figures as the organisation's own. Numbers only; they outlive the rows that they were counted from.
 */
public final class Statements {

    private static final String TYPE = "urna-statement";

    private final Store store;
    private final Elections elections;

    public Statements(Store store, Elections elections) {
        this.store = store;
        this.elections = elections;
    }

    /** The statement as JSON; fails with {@code wrong-state} while voting is not over, and where a registrar apart from this server counts. */
    public Future<JsonNode> of(String election) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.CLOSED, ElectionState.TALLIED, ElectionState.FINAL);
                    if (Elections.hasSeparateRegistrar(row)) {
                        throw new Refusal(
                                ProblemCode.WRONG_STATE,
                                "the registrar, who works apart from this server, makes the statement of this election");
                    }
                    return Sql.query(
                            connection,
                            "SELECT text FROM statement WHERE election = #{election}",
                            Map.of("election", election));
                })
                .compose(kept -> kept.size() > 0
                        ? Future.succeededFuture(
                                StrictJson.readStored(kept.iterator().next().getString("text")))
                        : count(connection, election).map(JsonNode.class::cast)));
    }

    /** Keeps the counts, because what they are counted from is about to be destroyed; may be done again. */
    public Future<Void> keep(SqlConnection connection, String election) {
        return count(connection, election)
                .compose(statement -> Sql.update(
                        connection,
                        "INSERT INTO statement (election, text) VALUES (#{election}, #{text}) ON CONFLICT (election) DO NOTHING",
                        Map.of(
                                "election",
                                election,
                                "text",
                                new String(StrictJson.write(statement), StandardCharsets.UTF_8))))
                .mapEmpty();
    }

    private Future<ObjectNode> count(SqlConnection connection, String election) {
        Map<String, Object> place = Map.of("election", election);
        return store.now(connection)
                .compose(now -> Sql.query(
                                connection, "SELECT COUNT(*) AS n FROM member WHERE election = #{election}", place)
                        .compose(members -> Sql.query(
                                        connection,
                                        "SELECT channel, state, COUNT(*) AS n FROM delivery WHERE election = #{election}"
                                                + " GROUP BY channel, state",
                                        place)
                                .compose(counted -> DoorCounts.of(connection, election)
                                        .map(door -> {
                                            ObjectNode json = StrictJson.object();
                                            json.put("type", TYPE)
                                                    .put("election", election)
                                                    .put("made", EntryTime.of(now));
                                            json.put(
                                                    "roll",
                                                    members.iterator().next().getLong("n"));
                                            for (String channel : List.of("email", "post")) {
                                                sent(json.putObject(channel), channel, counted);
                                            }
                                            if (door.printed() > 0) {
                                                json.set("door", StrictJson.tree(door));
                                            }
                                            return json;
                                        }))));
    }

    private static void sent(ObjectNode json, String channel, Iterable<Row> counted) {
        long issued = 0;
        long waiting = 0;
        long returned = 0;
        for (Row row : counted) {
            if (row.getString("channel").equals(channel)) {
                long n = row.getLong("n");
                issued += n;
                waiting += row.getString("state").equals("queued") ? n : 0;
                returned += row.getString("state").equals("bounced") ? n : 0;
            }
        }
        json.put("issued", issued).put("waiting", waiting).put("returned", returned);
    }
}
