// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * The audit trail: what staff did, appended to and never changed. Each row's hash holds the hash of the row before, and a MAC whose key is not
 * in the database makes the chain one that only this server can lengthen. Each new end is also written to the log, so that a trail cut short
 * can be told from one that ends there.
 *
 * <p>An action is two rows: one before it is done, without which it is not done, and one that says how it ended. Details name rules, numbers
 * and public values; never a secret, and never a member together with a credential.
 */
public final class Trail {

    private static final Logger LOG = LoggerFactory.getLogger("org.urna.trail");

    private final Store store;
    private final SecretKey key;

    /** Ends of actions that are being written: the answer is sent already. */
    private final Set<Future<?>> writing = ConcurrentHashMap.newKeySet();

    public Trail(Store store, SecretKey key) {
        this.store = store;
        this.key = key;
    }

    /** How an action stands or ended. */
    public enum Outcome {
        BEGUN,
        DONE,
        REFUSED,
        FAILED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One row before it has its place.
     *
     * @param operation its operationId in the API's description, or what happened without a call
     * @param election empty if it is about none
     * @param regards position of the row that began what this one ends; 0 for none
     */
    public record Entry(
            Actor actor, String operation, String election, Outcome outcome, Map<String, ?> detail, long regards) {

        public Entry {
            detail = Map.copyOf(detail);
        }

        /** Something that is over as it is written down. */
        static Entry of(Actor actor, String operation, Outcome outcome, Map<String, ?> detail) {
            return new Entry(actor, operation, "", outcome, detail, 0);
        }
    }

    /**
     * Who acts.
     *
     * @param account empty if nobody is signed in
     */
    public record Actor(String account, String name, String roles) {

        /** Whoever it was, it was not through an account. */
        static final Actor NOBODY = new Actor("", "", "");

        static Actor of(Account account) {
            return new Actor(account.id(), account.name(), Role.join(account.roles()));
        }
    }

    /** Writes down that an action begins, and gives its position. */
    public Future<Long> begin(Account actor, String operation, String election, Map<String, ?> detail) {
        Entry entry = new Entry(Actor.of(actor), operation, election, Outcome.BEGUN, detail, 0);
        return store.transaction(connection -> append(connection, entry));
    }

    /** Writes down how the action ended that began at {@code position}. */
    public Future<Void> end(
            Account actor, String operation, String election, long position, Outcome outcome, Map<String, ?> detail) {
        Entry entry = new Entry(Actor.of(actor), operation, election, outcome, detail, position);
        Future<Void> written =
                store.transaction(connection -> append(connection, entry)).mapEmpty();
        writing.add(written);
        return written.onComplete(done -> writing.remove(written));
    }

    /** Complete once the end of every action that ended is written. */
    public Future<Void> settled() {
        return Future.join(List.copyOf(writing)).transform(done -> Future.succeededFuture());
    }

    /** Writes down what was refused before it began. */
    public Future<Void> refused(Account actor, String operation, String election, String reason) {
        Entry entry = new Entry(Actor.of(actor), operation, election, Outcome.REFUSED, Map.of("problem", reason), 0);
        return store.transaction(connection -> append(connection, entry)).mapEmpty();
    }

    /** Appends a row within the transaction of what it tells of, and gives its position. */
    Future<Long> append(SqlConnection connection, Entry entry) {
        return Sql.query(
                        connection,
                        "UPDATE staff_trail SET length = length + 1 WHERE id = 1 RETURNING length, hash",
                        Map.of())
                .map(rows -> rows.iterator().next())
                .compose(end -> store.now(connection).compose(now -> insert(connection, end, now, entry)));
    }

    private Future<Long> insert(SqlConnection connection, Row end, Instant now, Entry entry) {
        long position = end.getLong("length");
        Map<String, Object> row = new HashMap<>();
        row.put("position", position);
        row.put("time", now.toString());
        row.put("account", entry.actor().account());
        row.put("name", entry.actor().name());
        row.put("roles", entry.actor().roles());
        row.put("operation", entry.operation());
        row.put("election", entry.election());
        row.put("outcome", entry.outcome().code());
        row.put("detail", detail(entry.detail()));
        row.put("regards", entry.regards());
        String hash = TrailChain.hash(row, end.getString("hash"));
        row.put("hash", hash);
        row.put("mac", TrailChain.mac(key, hash));
        return Sql.update(
                        connection,
                        "INSERT INTO staff_action (position, time, account, name, roles, operation, election, outcome, detail, regards,"
                                + " hash, mac) VALUES (#{position}, #{time}, #{account}, #{name}, #{roles}, #{operation}, #{election},"
                                + " #{outcome}, #{detail}, #{regards}, #{hash}, #{mac})",
                        row)
                .compose(inserted -> Sql.update(
                        connection, "UPDATE staff_trail SET hash = #{hash} WHERE id = 1", Map.of("hash", hash)))
                .map(updated -> {
                    LOG.info("audit trail {} {}", position, hash);
                    return position;
                });
    }

    private static String detail(Map<String, ?> detail) {
        ObjectNode sorted = StrictJson.object();
        new java.util.TreeMap<>(detail).forEach((name, value) -> sorted.set(name, StrictJson.tree(value)));
        return new String(StrictJson.write(sorted), java.nio.charset.StandardCharsets.UTF_8);
    }
}
