// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Stamp;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Puts ballots into the log, many in one transaction; each is judged by itself. */
final class BallotBox {

    /** SQLite takes 32,766 parameters in a statement; fewer keep statements short. */
    private static final int MOST_PARAMETERS = 1_000;

    private final Store store;
    private final BoardLog log;
    private final FailPoint failPoint;

    BallotBox(Store store, BoardLog log, FailPoint failPoint) {
        this.store = store;
        this.log = log;
        this.failPoint = failPoint;
    }

    /**
     * What became of a batch, once it is committed.
     *
     * @param verdicts one per ballot, in their order
     * @param appended null if no ballot was new
     */
    record Outcome(List<Judge.Verdict> verdicts, @Nullable Appended appended) {}

    /**
     * Takes ballots whose signatures and proofs hold.
     *
     * @return fails if the transaction did; then nothing is known of any of them
     */
    Future<Outcome> put(ElectionTerms terms, List<Submission> batch) {
        return store.transaction(connection -> store.lockElectionBriefly(connection, terms.id())
                .map(Optional::orElseThrow)
                .compose(row -> store.now(connection)
                        .compose(now -> judge(connection, terms, batch, row, now)
                                .compose(judge -> append(connection, row, judge)))));
    }

    private Future<Judge> judge(
            SqlConnection connection, ElectionTerms terms, List<Submission> batch, Row row, Instant now) {
        Set<EncodedPoint> credentials = new LinkedHashSet<>();
        Set<EncodedPoint> alphas = new LinkedHashSet<>();
        Set<String> hashes = new LinkedHashSet<>();
        for (Submission each : batch) {
            credentials.add(each.credential());
            alphas.addAll(each.alphas());
            hashes.add(each.hash().hex());
        }
        Judge judge = new Judge(row, now);
        return in(connection, terms, CREDENTIALS, credentials, each -> store.bin(each.bytes()), judge::credential)
                .compose(done -> in(
                        connection,
                        terms,
                        "SELECT alpha FROM alpha WHERE election = #{election} AND alpha IN ",
                        alphas,
                        each -> store.bin(each.bytes()),
                        found -> judge.alpha(Store.bytes(found, "alpha"))))
                .compose(done -> in(
                        connection,
                        terms,
                        "SELECT hash FROM challenged WHERE election = #{election} AND hash IN ",
                        hashes,
                        each -> each,
                        found -> judge.challenged(found.getString("hash"))))
                .map(done -> {
                    batch.forEach(judge::judge);
                    return judge;
                });
    }

    private static final String CREDENTIALS =
            "SELECT c.k, c.status, c.gate, b.hash, b.tracker, b.position FROM credential c"
                    + " LEFT JOIN ballot b ON b.election = c.election AND b.k = c.k"
                    + " WHERE c.election = #{election} AND c.k IN ";

    private Future<Outcome> append(SqlConnection connection, Row row, Judge judge) {
        List<Submission> accepted = judge.accepted();
        if (accepted.isEmpty()) {
            return Future.succeededFuture(new Outcome(judge.verdicts(), null));
        }
        String election = row.getString("id");
        String time = judge.time();
        List<NewEntry> entries = accepted.stream()
                .map(each -> new NewEntry(EntryType.BALLOT, time, Stamp.ballot(each.bytes(), EntryTime.parse(time))))
                .toList();
        return log.append(connection, row, entries)
                .compose(appended -> insert(connection, election, appended.first(), accepted)
                        .map(done -> {
                            failPoint.reached(FailPoint.Step.INSERTED);
                            return new Outcome(judge.verdicts(), appended);
                        }));
    }

    private Future<Void> insert(SqlConnection connection, String election, long first, List<Submission> accepted) {
        List<Map<String, Object>> ballots = new ArrayList<>();
        List<Map<String, Object>> alphas = new ArrayList<>();
        for (Submission each : accepted) {
            ballots.add(Map.of(
                    "election", election,
                    "k", store.bin(each.credential().bytes()),
                    "position", first + ballots.size(),
                    "hash", each.hash().hex(),
                    "tracker", each.tracker().toString()));
            each.alphas().forEach(alpha -> alphas.add(Map.of("election", election, "alpha", store.bin(alpha.bytes()))));
        }
        return Sql.batch(
                        connection,
                        "INSERT INTO ballot (election, k, position, hash, tracker)"
                                + " VALUES (#{election}, #{k}, #{position}, #{hash}, #{tracker})",
                        ballots)
                .compose(done -> Sql.batch(
                        connection, "INSERT INTO alpha (election, alpha) VALUES (#{election}, #{alpha})", alphas))
                .compose(done -> Sql.update(
                        connection,
                        "UPDATE election SET ballots = ballots + #{more} WHERE id = #{id}",
                        Map.of("id", election, "more", accepted.size())))
                .mapEmpty();
    }

    /** Runs a select that ends in {@code IN} over all values, some at a time, and hands each row over. */
    private static <T> Future<Void> in(
            SqlConnection connection,
            ElectionTerms terms,
            String select,
            Collection<T> values,
            Function<T, Object> parameter,
            Consumer<Row> rows) {
        List<T> all = List.copyOf(values);
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < all.size(); from += MOST_PARAMETERS) {
            List<T> some = all.subList(from, Math.min(all.size(), from + MOST_PARAMETERS));
            done = done.compose(before -> some(connection, terms, select, some, parameter))
                    .map(found -> {
                        found.forEach(rows);
                        return null;
                    });
        }
        return done;
    }

    private static <T> Future<RowSet<Row>> some(
            SqlConnection connection,
            ElectionTerms terms,
            String select,
            List<T> values,
            Function<T, Object> parameter) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("election", terms.id());
        StringBuilder sql = new StringBuilder(select);
        for (int i = 0; i < values.size(); i++) {
            sql.append(i == 0 ? "(#{v" : ", #{v").append(i).append('}');
            parameters.put("v" + i, parameter.apply(values.get(i)));
        }
        return Sql.query(connection, sql.append(')').toString(), parameters);
    }
}
