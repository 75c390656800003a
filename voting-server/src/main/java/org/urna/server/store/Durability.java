// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Map;

/**
 * Reads the settings on which "committed" means "on disk" back from the database itself. A server on a database that may forget what it
 * confirmed would sign receipts that lie, so it does not start.
 */
final class Durability {

    private Durability() {}

    /** Fails with {@link IllegalStateException} naming the setting that is wrong and what it must be. */
    static Future<Void> check(Dialect dialect, Pool pool) {
        return switch (dialect) {
            case SQLITE ->
                require(pool, "journal_mode", "PRAGMA journal_mode", "wal")
                        .compose(done -> require(pool, "synchronous", "PRAGMA synchronous", "2", "3"))
                        .compose(done -> require(pool, "foreign_keys", "PRAGMA foreign_keys", "1"));
            case POSTGRESQL ->
                require(pool, "fsync", show("fsync"), "on")
                        .compose(done -> require(pool, "full_page_writes", show("full_page_writes"), "on"))
                        .compose(done -> require(
                                pool,
                                "synchronous_commit",
                                show("synchronous_commit"),
                                "on",
                                "local",
                                "remote_write",
                                "remote_apply"));
        };
    }

    private static String show(String setting) {
        return "SELECT current_setting('" + setting + "')";
    }

    private static Future<Void> require(Pool pool, String setting, String sql, String... allowed) {
        return Sql.query(pool, sql, Map.of()).compose(rows -> {
            String value = String.valueOf(rows.iterator().next().getValue(0));
            for (String each : allowed) {
                if (each.equalsIgnoreCase(value)) {
                    return Future.succeededFuture();
                }
            }
            return Future.failedFuture(new IllegalStateException("the database may lose what it has confirmed: "
                    + setting + " is " + value + ", must be " + String.join(" or ", allowed)));
        });
    }
}
