// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.Reason;
import org.urna.server.credential.RegistrarSignature;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * What this registrar asks officers to decide. A request is written down here before the server hears of it, and handed over again until the server
 * has it: after a crash in between, the next command does.
 */
final class Requests {

    private static final Duration STANDS = Duration.ofDays(7);
    private static final int MOST_TRIES = 20;

    /** From here on requests are numbered to which the server has given no number yet. */
    private static final long UNNUMBERED = 1_000_000_000L;

    private final Store store;
    private final SigningKey key;

    Requests(Store store, SigningKey key) {
        this.store = store;
        this.key = key;
    }

    /**
     * A request that officers have not decided.
     *
     * @param number of the decision
     */
    record Waiting(long number, Decision decision) {}

    /** Writes a request down, within a transaction that knows that it can be made. */
    Future<Void> write(SqlConnection connection, BoardNow board, Action action, Reason reason) {
        String election = board.manifest().election().hex();
        Instant now = Minute.of(Instant.now());
        return Sql.query(
                        connection,
                        "SELECT COALESCE(MAX(sequence), #{none}) + 1 AS next FROM decision"
                                + " WHERE election = #{election} AND sequence >= #{none}",
                        Map.of("election", election, "none", UNNUMBERED))
                .compose(rows -> insert(
                        connection,
                        election,
                        new Decision(
                                board.sealed().isPresent() ? Decision.Anchor.E : Decision.Anchor.M,
                                board.sealed().orElse(board.anchor()),
                                action,
                                rows.iterator().next().getLong("next"),
                                now,
                                now.plus(STANDS),
                                reason)));
    }

    private Future<Void> insert(SqlConnection connection, String election, Decision decision) {
        byte[] text = decision.write();
        return Sql.update(
                        connection,
                        "INSERT INTO decision (election, sequence, action, text, not_before, not_after, state, registrar)"
                                + " VALUES (#{election}, #{sequence}, #{action}, #{text}, #{from}, #{until}, 'pending', #{jws})",
                        Map.of(
                                "election", election,
                                "sequence", decision.sequence(),
                                "action", decision.type().code(),
                                "text", new String(text, StandardCharsets.US_ASCII),
                                "from", Minute.format(decision.notBefore()),
                                "until", Minute.format(decision.notAfter()),
                                "jws", DetachedJws.sign(key, RegistrarSignature.TYPE, text)))
                .mapEmpty();
    }

    /** Those that wait, oldest first. */
    List<Waiting> waiting(String election) throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        for (Row row : Awaited.on(rows(election))) {
            waiting.add(new Waiting(row.getLong("sequence"), decision(row)));
        }
        return waiting;
    }

    private Future<List<Row>> rows(String election) {
        return store.query(
                        "SELECT * FROM decision WHERE election = #{election} AND state = 'pending' ORDER BY sequence",
                        Map.of("election", election))
                .map(rows -> {
                    List<Row> all = new ArrayList<>();
                    rows.forEach(all::add);
                    return all;
                });
    }

    private static Decision decision(Row row) {
        try {
            return Decision.read(row.getString("text").getBytes(StandardCharsets.US_ASCII));
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored request is damaged", e);
        }
    }

    /** Hands over what the server has not got, and forgets what officers refused or let expire. */
    void handOver(ServedElection server) throws IOException {
        String election = server.election().hex();
        Map<String, String> states = server.decisions();
        String now = Minute.format(Minute.of(Instant.now()));
        for (Row row : Awaited.on(rows(election))) {
            String state = states.get(row.getString("text"));
            if (state == null && row.getString("not_after").compareTo(now) >= 0) {
                handOver(server, row);
            } else if (state == null || !(state.equals("pending") || state.equals("appended"))) {
                // Of what is appended the board tells, which is read in its turn.
                Awaited.on(store.transaction(connection -> end(connection, row)));
            }
        }
    }

    private static Future<Void> end(SqlConnection connection, Row row) {
        return Sql.update(
                        connection,
                        "UPDATE decision SET state = 'expired' WHERE election = #{election} AND sequence = #{sequence}",
                        Map.of("election", row.getString("election"), "sequence", row.getLong("sequence")))
                .mapEmpty();
    }

    /** The server numbers decisions of all who ask: the request gets the number that is free when it arrives. */
    private void handOver(ServedElection server, Row row) throws IOException {
        String election = server.election().hex();
        Decision decision = decision(row);
        for (int i = 0; i < MOST_TRIES; i++) {
            byte[] text = decision.write();
            long number = server.ask(
                    decision.sequence(),
                    new String(text, StandardCharsets.US_ASCII),
                    DetachedJws.sign(key, RegistrarSignature.TYPE, text));
            if (number == decision.sequence()) {
                return;
            }
            Decision before = decision;
            decision = numbered(decision, number);
            Decision after = decision;
            Awaited.on(store.transaction(connection -> Sql.update(
                            connection,
                            "DELETE FROM decision WHERE election = #{election} AND sequence = #{sequence}",
                            Map.of("election", election, "sequence", before.sequence()))
                    .compose(deleted -> insert(connection, election, after))));
        }
        throw new IOException("the server gives the number of this request to others again and again: try later");
    }

    private static Decision numbered(Decision decision, long number) {
        return new Decision(
                decision.anchored(),
                decision.anchor(),
                decision.action(),
                number,
                decision.notBefore(),
                decision.notAfter(),
                decision.reason());
    }
}
