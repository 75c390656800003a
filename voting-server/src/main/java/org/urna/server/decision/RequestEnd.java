// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** How a request ends that officers did not decide. */
enum RequestEnd {
    REFUSED,
    WITHDRAWN,
    /** Two officers had signed, and it could not be carried out. */
    FAILED;

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Ends a request, and with it a decision that is pending.
     *
     * @param by name of who ended it; null for the server itself
     */
    Future<Void> write(
            SqlConnection connection,
            Store store,
            String election,
            long number,
            @Nullable String by,
            @Nullable String why) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election);
        values.put("sequence", number);
        values.put("outcome", code());
        values.put("by", by);
        values.put("why", why);
        return Sql.update(
                        connection,
                        "UPDATE decision SET state = 'expired'"
                                + " WHERE election = #{election} AND sequence = #{sequence} AND state = 'pending'",
                        values)
                .compose(changed -> changed == 0 ? Future.succeededFuture() : end(connection, store, values));
    }

    private static Future<Void> end(SqlConnection connection, Store store, Map<String, Object> values) {
        return store.now(connection)
                .compose(now -> {
                    values.put("ended", now.toString());
                    return Sql.update(
                            connection,
                            "UPDATE decision_request SET outcome = #{outcome}, ended = #{ended}, ended_by = #{by},"
                                    + " why = #{why} WHERE election = #{election} AND sequence = #{sequence}",
                            values);
                })
                .mapEmpty();
    }
}
