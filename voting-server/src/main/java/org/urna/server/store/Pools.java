// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCConnectOptions;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import org.urna.server.config.DatabaseUrl;

/** Connection pools. SQLite has one connection that writes and a few that read; PostgreSQL has one pool for both. */
final class Pools {

    private static final int READERS = 4;
    private static final int POSTGRESQL_CONNECTIONS = 8;
    private static final int MAX_WAITING = 2_000;

    private Pools() {}

    static Pool sqlite(Vertx vertx, DatabaseUrl.Sqlite url, boolean writer) {
        return JDBCPool.pool(
                vertx,
                new JDBCConnectOptions().setJdbcUrl(jdbcUrl(url)),
                new PoolOptions()
                        .setName(writer ? "sqlite-write" : "sqlite-read")
                        .setMaxSize(writer ? 1 : READERS)
                        .setMaxWaitQueueSize(MAX_WAITING));
    }

    static Pool postgreSql(Vertx vertx, DatabaseUrl.PostgreSql url) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setCachePreparedStatements(true);
        if (!url.user().isEmpty()) {
            options.setUser(url.user());
        }
        if (!url.password().isEmpty()) {
            options.setPassword(url.password());
        }
        return PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions()
                        .setName("postgresql")
                        .setMaxSize(POSTGRESQL_CONNECTIONS)
                        .setMaxWaitQueueSize(MAX_WAITING))
                .using(vertx)
                .build();
    }

    /** Every connection asks for durability itself; {@link Durability} reads it back. */
    static String jdbcUrl(DatabaseUrl.Sqlite url) {
        return "jdbc:sqlite:" + url.file() + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&foreign_keys=true";
    }
}
