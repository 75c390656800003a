// SPDX-License-Identifier: Apache-2.0
package org.urna.server.message;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.SignedMessage;
import org.urna.server.board.Appended;
import org.urna.server.board.Checkpoints;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Takes trustees' messages, each once however often it is sent. */
public final class Messages {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Checkpoints checkpoints;
    private final Map<EntryType, Desk> desks;

    /** @param desks who judges the messages of each type; a type without one is not taken from outside */
    public Messages(
            Store store,
            Elections elections,
            Manifests manifests,
            Checkpoints checkpoints,
            Map<EntryType, Desk> desks) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.checkpoints = checkpoints;
        this.desks = Map.copyOf(desks);
    }

    private record Outcome(Taken taken, Optional<Appended> appended) {}

    /** Takes a message; fails with {@code message-malformed}, {@code message-invalid}, {@code wrong-state} or {@code not-found}. */
    public Future<Taken> take(String election, byte[] bytes) {
        SignedMessage message;
        try {
            message = SignedMessage.read(bytes);
        } catch (MalformedException e) {
            return Future.failedFuture(new Refusal(ProblemCode.MESSAGE_MALFORMED, String.valueOf(e.getMessage())));
        }
        return elections
                .find(election)
                .compose(found -> known(store.reader(), found, bytes)
                        .compose(before -> before.isPresent()
                                ? Future.succeededFuture(before.get())
                                : desk(found, message)
                                        .prepare(found, message)
                                        .compose(desk -> take(desk, election, message, bytes))));
    }

    private Future<Taken> take(Desk desk, String election, SignedMessage message, byte[] bytes) {
        return store.transaction(connection -> elections
                        .lock(connection, election)
                        .compose(row -> known(connection, row, bytes)
                                .compose(before -> before.isPresent()
                                        ? Future.succeededFuture(new Outcome(before.get(), Optional.empty()))
                                        : judge(desk, connection, row, message, bytes))))
                .compose(outcome -> publish(election, outcome.appended()).map(outcome.taken()));
    }

    private static Future<Optional<Taken>> known(SqlClient client, Row election, byte[] bytes) {
        return Sql.query(
                        client,
                        "SELECT position FROM message WHERE election = #{election} AND digest = #{digest}",
                        Map.of("election", election.getString("id"), "digest", digest(bytes)))
                .map(Store::first)
                .map(row -> row.map(r -> new Taken(position(r), true)));
    }

    private static OptionalLong position(Row row) {
        Long position = row.getLong("position");
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    private Desk desk(Row election, SignedMessage message) {
        Desk desk = desks.get(message.type());
        if (desk == null) {
            throw new Refusal(ProblemCode.WRONG_STATE, "messages of this type are not sent to this server");
        }
        if (Elections.state(election) == ElectionState.DRAFT) {
            throw new Refusal(ProblemCode.WRONG_STATE, "the election is a draft");
        }
        return desk;
    }

    private static Future<Outcome> judge(
            Desk desk, SqlConnection connection, Row election, SignedMessage message, byte[] bytes) {
        return desk.take(connection, election, message, bytes).compose(appended -> {
            Taken taken = new Taken(
                    appended.isPresent() ? OptionalLong.of(appended.get().first()) : OptionalLong.empty(), false);
            return remember(connection, election, message, bytes, taken).map(new Outcome(taken, appended));
        });
    }

    private static Future<Void> remember(
            SqlConnection connection, Row election, SignedMessage message, byte[] bytes, Taken taken) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election.getString("id"));
        values.put("digest", digest(bytes));
        values.put("type", message.type().code());
        values.put("position", taken.index().isPresent() ? taken.index().getAsLong() : null);
        return Sql.update(
                        connection,
                        "INSERT INTO message (election, digest, type, position)"
                                + " VALUES (#{election}, #{digest}, #{type}, #{position})",
                        values)
                .mapEmpty();
    }

    /** The name of a message in the database: SHA-256 of its bytes as they were sent. */
    public static String digest(byte[] bytes) {
        return Hash.sha256(bytes).hex();
    }

    private Future<Void> publish(String election, Optional<Appended> appended) {
        return appended.isEmpty()
                ? Future.succeededFuture()
                : elections
                        .find(election)
                        .compose(row -> checkpoints.publish(
                                election,
                                manifests.of(row).origin(),
                                appended.get().size(),
                                appended.get().root(),
                                false))
                        .mapEmpty();
    }
}
