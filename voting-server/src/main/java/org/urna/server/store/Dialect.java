// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import java.util.Locale;
import java.util.Map;

/** The few things that SQLite and PostgreSQL say differently. */
enum Dialect {
    SQLITE("", "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now') AS now", "", "INTEGER PRIMARY KEY AUTOINCREMENT", "BLOB"),
    POSTGRESQL(
            "SET LOCAL idle_in_transaction_session_timeout = 3000",
            "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS now",
            " FOR UPDATE",
            "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            "BYTEA");

    /** Has the database end the transaction if its process stands still within it for three seconds; empty where no other process could go on. */
    final String hurry;

    /** Gives the database's time in column {@code now}, as text, UTC, whole seconds. */
    final String now;

    /** Appended to a select whose rows are to be locked. SQLite needs none: it has one writer. */
    final String forUpdate;

    private final String identity;
    private final String blob;

    Dialect(String hurry, String now, String forUpdate, String identity, String blob) {
        this.hurry = hurry;
        this.now = now;
        this.forUpdate = forUpdate;
        this.identity = identity;
        this.blob = blob;
    }

    /** The folder of the migrations that only this database understands. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands for {@code ${name}} in migrations. */
    Map<String, String> placeholders() {
        return Map.of("identity", identity, "blob", blob);
    }
}
