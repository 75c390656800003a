// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Recognises failures that pass by themselves or once someone helps the database: it is away, busy, or its disk is full. */
public final class Unavailable {

    /** Shutting down, starting, too many connections, disk full; class 08 (connection) is looked at by its prefix. */
    private static final Set<String> SQL_STATES = Set.of("57P01", "57P02", "57P03", "53300", "53100", "53200");

    private static final Set<SQLiteErrorCode> SQLITE_CODES = Set.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT,
            SQLiteErrorCode.SQLITE_BUSY_RECOVERY);

    /** What a connection fails with that breaks while a statement is under way. */
    private static final Set<String> BROKEN = Set.of("Broken pipe", "Connection reset", "Connection reset by peer");

    /** Statements that still waited in a connection which is closed have no exception of their own. */
    private static final String NEVER_SENT = "connection has been closed";

    private Unavailable() {}

    /** Whether the statement may succeed later. A commit that failed so may have happened. */
    public static boolean is(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedConnectionException
                    || cause instanceof SocketException
                    || cause instanceof ClosedChannelException
                    || (cause instanceof PgException pg && passes(pg.getSqlState()))
                    || (cause instanceof SQLiteException sqlite && SQLITE_CODES.contains(sqlite.getResultCode()))
                    || cause instanceof ConnectionPoolTooBusyException
                    || isBroken(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBroken(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return (cause instanceof IOException && BROKEN.contains(message))
                || (cause instanceof VertxException && message.contains(NEVER_SENT));
    }

    private static boolean passes(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || SQL_STATES.contains(sqlState));
    }
}
