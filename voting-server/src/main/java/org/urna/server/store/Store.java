// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.urna.server.config.DatabaseUrl;

/**
 * The database. Safe for concurrent use.
 *
 * <p>Single reads go through {@link #query}; everything that changes goes through {@link #transaction}, whose body must use the connection it is
 * handed and nothing else: SQLite has one writing connection, and asking the pool for it again inside a transaction would wait for ever.
 */
public final class Store {

    private final Dialect dialect;
    private final Pool writer;
    private final Pool reader;

    private Store(Dialect dialect, Pool writer, Pool reader) {
        this.dialect = dialect;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Brings the schema up to date, opens the pools and reads the durability settings back.
     *
     * @return fails with {@link IllegalStateException} if the database may lose what it has confirmed
     */
    public static Future<Store> open(Vertx vertx, DatabaseUrl url) {
        return vertx.<Void>executeBlocking(() -> {
                    prepareFolder(url);
                    Migrations.run(url);
                    return null;
                })
                .compose(migrated -> {
                    Store store = pools(vertx, url);
                    return Durability.check(store.dialect, store.writer)
                            .compose(done -> Durability.check(store.dialect, store.reader))
                            .map(store)
                            .recover(e -> store.close().transform(closed -> Future.failedFuture(e)));
                });
    }

    private static void prepareFolder(DatabaseUrl url) throws IOException {
        if (url instanceof DatabaseUrl.Sqlite sqlite) {
            Path folder = sqlite.file().toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        }
    }

    private static Store pools(Vertx vertx, DatabaseUrl url) {
        if (url instanceof DatabaseUrl.Sqlite sqlite) {
            return new Store(Dialect.SQLITE, Pools.sqlite(vertx, sqlite, true), Pools.sqlite(vertx, sqlite, false));
        }
        Pool pool = Pools.postgreSql(vertx, (DatabaseUrl.PostgreSql) url);
        return new Store(Dialect.POSTGRESQL, pool, pool);
    }

    /** Reads outside a transaction; sees everything committed before. */
    public Future<RowSet<Row>> query(String sql, Map<String, ?> parameters) {
        return Sql.query(reader, sql, parameters);
    }

    /** What reads outside a transaction, for statements that are also made within one. */
    public SqlClient reader() {
        return reader;
    }

    /** Reads at most one row outside a transaction. */
    public Future<Optional<Row>> first(String sql, Map<String, ?> parameters) {
        return query(sql, parameters).map(Store::first);
    }

    /** The first row of an answer, if it has any. */
    public static Optional<Row> first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    /**
     * Runs {@code body} in one transaction: committed and durable when the future succeeds, rolled back when it fails.
     *
     * <p>A failure of the commit itself leaves open whether it happened; whoever answers for the outcome must look.
     */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> body) {
        return writer.withTransaction(connection -> begin(connection).compose(begun -> body.apply(connection)));
    }

    /**
     * Takes SQLite's one write lock before anything is read: a transaction that began by reading could not write once another process has.
     * {@code BEGIN IMMEDIATE} is no way to say so, because the JDBC client begins the next transaction as soon as one ends, and would keep the lock.
     *
     * <p>Where SQLite has ended the transaction before by itself, as it does when the disk is full, the client takes it for open still and begins none:
     * each statement would be committed alone. A savepoint outside of a transaction begins one, and within one it changes nothing.
     */
    private Future<Void> begin(SqlConnection connection) {
        return dialect == Dialect.SQLITE
                ? Sql.update(connection, "SAVEPOINT begun", Map.of())
                        .compose(begun -> Sql.update(connection, "UPDATE election SET id = id WHERE 1 = 0", Map.of()))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    /** Locks the row of an election until the transaction ends, and gives it; empty if there is none. */
    public Future<Optional<Row>> lockElection(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT * FROM election WHERE id = #{election}" + dialect.forUpdate,
                        Map.of("election", election))
                .map(Store::first);
    }

    /**
     * As {@link #lockElection}, for a transaction of a few milliseconds: should this process be frozen or its machine vanish meanwhile, the database
     * ends it after seconds, so that other servers go on.
     */
    public Future<Optional<Row>> lockElectionBriefly(SqlConnection connection, String election) {
        Future<?> hurry =
                dialect.hurry.isEmpty() ? Future.succeededFuture() : Sql.update(connection, dialect.hurry, Map.of());
        return hurry.compose(done -> lockElection(connection, election));
    }

    /** The database's clock, to the second: the one clock by which elections open and close. */
    public Future<Instant> now() {
        return now(reader);
    }

    /** The database's clock, asked on the connection of a transaction. */
    public Future<Instant> now(SqlClient connection) {
        return Sql.query(connection, dialect.now, Map.of())
                .map(rows -> Instant.parse(rows.iterator().next().getString("now")));
    }

    /** The same clock as a column of a select: an expression that gives text which {@link Instant#parse} reads. */
    public String nowColumn() {
        return "(" + dialect.now + ")";
    }

    /** A binary value as a parameter: the two drivers want different types. */
    public Object bin(byte[] bytes) {
        return dialect == Dialect.POSTGRESQL ? Buffer.buffer(bytes) : bytes;
    }

    /** A binary column that is not null. */
    public static byte[] bytes(Row row, String column) {
        return row.getBuffer(column).getBytes();
    }

    /** Whether a statement failed because a unique index or primary key forbids what it wrote. */
    public static boolean isUniqueViolation(Throwable failure) {
        return UniqueViolation.is(failure);
    }

    /**
     * Lets the database look at a table that has just grown by much, so that it chooses well among ways to join it.
     *
     * @param table a name of the schema, never input
     */
    public Future<Void> refreshStatistics(String table) {
        return dialect == Dialect.POSTGRESQL
                ? Sql.update(writer, "ANALYZE " + table, Map.of()).mapEmpty()
                : Future.succeededFuture();
    }

    /** Answers when the database does. */
    public Future<Void> ping() {
        return query("SELECT 1", Map.of()).mapEmpty();
    }

    /** Closes all connections. */
    public Future<Void> close() {
        return Future.join(List.of(writer.close(), reader == writer ? Future.succeededFuture() : reader.close()))
                .mapEmpty();
    }
}
