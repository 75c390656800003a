// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;

/** Statements with named parameters, {@code #{name}}, the same text for both databases. */
public final class Sql {

    private Sql() {}

    /** Runs a statement that gives rows (a select, or a change with {@code RETURNING}). */
    public static Future<RowSet<Row>> query(SqlClient client, String sql, Map<String, ?> parameters) {
        return SqlTemplate.forQuery(client, sql).execute(objects(parameters));
    }

    /** Runs a change and gives the number of rows changed. */
    public static Future<Integer> update(SqlClient client, String sql, Map<String, ?> parameters) {
        return SqlTemplate.forUpdate(client, sql).execute(objects(parameters)).map(done -> done.rowCount());
    }

    /** Runs one change for each set of parameters, in order, in one go. An empty list does nothing. */
    public static Future<Void> batch(SqlClient client, String sql, List<Map<String, Object>> parameters) {
        return parameters.isEmpty()
                ? Future.succeededFuture()
                : SqlTemplate.forUpdate(client, sql).executeBatch(parameters).mapEmpty();
    }

    @SuppressWarnings("unchecked") // only read
    private static Map<String, Object> objects(Map<String, ?> parameters) {
        return (Map<String, Object>) parameters;
    }
}
