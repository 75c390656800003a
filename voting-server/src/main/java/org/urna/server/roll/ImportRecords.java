// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** The imports in the database: one for each election, changed only by whoever holds it in the state from which they start. */
final class ImportRecords {

    private static final int THOUSANDTHS = 1_000;

    private final Store store;

    ImportRecords(Store store) {
        this.store = store;
    }

    Future<Optional<ImportRecord>> find(String election) {
        return find(store.reader(), election);
    }

    Future<Optional<ImportRecord>> find(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT roll_import.*, " + store.nowColumn()
                                + " AS now FROM roll_import WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> Store.first(rows).map(ImportRecord::of));
    }

    /** The import; fails with {@code not-found} if there is none. */
    Future<ImportRecord> require(SqlClient connection, String election) {
        return find(connection, election)
                .map(found -> found.orElseThrow(
                        () -> new Refusal(ProblemCode.NOT_FOUND, "no file has been uploaded for this roll")));
    }

    /** Begins anew with an upload. */
    Future<Void> begin(SqlConnection connection, String election, String id, String file) {
        return now(connection)
                .compose(now -> Sql.update(
                                connection,
                                "DELETE FROM roll_import WHERE election = #{election}",
                                Map.of("election", election))
                        .compose(done -> Sql.update(
                                connection,
                                "INSERT INTO roll_import (election, id, file, bytes, state, survey, settings, terms, rows_read,"
                                        + " progress, touched, summary, failure) VALUES (#{election}, #{id}, #{file}, 0,"
                                        + " 'uploading', '', '', '', 0, 0, #{now}, '', '')",
                                Map.of("election", election, "id", id, "file", file, "now", now))))
                .mapEmpty();
    }

    /**
     * Takes an import from one state to another and sets some columns; fails with {@code wrong-state} if somebody else was faster.
     *
     * @param values columns of {@code roll_import}
     * @return the import in its new state
     */
    Future<ImportRecord> step(
            SqlConnection connection, ImportRecord from, ImportState target, Map<String, Object> values) {
        StringBuilder sql =
                new StringBuilder("UPDATE roll_import SET state = #{target}, touched = #{now}, progress = 0");
        values.keySet()
                .forEach(column -> sql.append(", ")
                        .append(column)
                        .append(" = #{")
                        .append(column)
                        .append('}'));
        sql.append(" WHERE election = #{election} AND id = #{id} AND state = #{from}");
        return now(connection).compose(now -> {
            Map<String, Object> parameters = new HashMap<>(values);
            parameters.putAll(Map.of(
                    "target", target.toString(),
                    "now", now,
                    "election", from.election(),
                    "id", from.id(),
                    "from", from.state().toString()));
            return Sql.update(connection, sql.toString(), parameters).map(changed -> {
                if (changed != 1) {
                    throw busy();
                }
                return from.in(target);
            });
        });
    }

    static Refusal busy() {
        return new Refusal(ProblemCode.WRONG_STATE, "somebody is importing this roll just now");
    }

    Future<Void> delete(SqlConnection connection, String election) {
        return Sql.update(
                        connection,
                        "DELETE FROM roll_import WHERE election = #{election}",
                        Map.of("election", election))
                .mapEmpty();
    }

    /** Says that somebody is still reading; fails with {@code wrong-state} if it is no longer theirs to read. */
    Future<Void> touch(SqlConnection connection, ImportRecord working, long rowsRead, double progress) {
        return touch(connection, working, ", rows_read = " + rowsRead, progress);
    }

    /** Says that somebody is still at it; fails with {@code wrong-state} if it is no longer theirs. */
    Future<Void> touch(SqlConnection connection, ImportRecord working, double progress) {
        return touch(connection, working, "", progress);
    }

    private Future<Void> touch(SqlConnection connection, ImportRecord working, String more, double progress) {
        return now(connection)
                .compose(now -> Sql.update(
                        connection,
                        "UPDATE roll_import SET touched = #{now}, progress = #{progress}" + more
                                + " WHERE election = #{election} AND id = #{id} AND state = #{state}",
                        Map.of(
                                "now", now,
                                "progress", (int) (THOUSANDTHS * progress),
                                "election", working.election(),
                                "id", working.id(),
                                "state", working.state().toString())))
                .map(changed -> {
                    if (changed != 1) {
                        throw busy();
                    }
                    return null;
                });
    }

    private Future<String> now(SqlConnection connection) {
        return store.now(connection).map(Object::toString);
    }
}
