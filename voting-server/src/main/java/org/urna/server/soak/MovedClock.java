// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.urna.server.trial.PostgreSqlCluster;

/** A clock that can be moved, before the database's own. */
final class MovedClock {

    private final PostgreSqlCluster database;

    private MovedClock(PostgreSqlCluster database) {
        this.database = database;
    }

    /**
     * Puts the clock there. Sessions that are open keep the old one, so it is to be done before the servers are started again.
     */
    static MovedClock install(PostgreSqlCluster database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE clock_shift (minutes INTEGER NOT NULL)");
            statement.execute("INSERT INTO clock_shift VALUES (0)");
            statement.execute(
                    "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                            + " 'SELECT pg_catalog.clock_timestamp() + (SELECT minutes FROM public.clock_shift) * interval ''1 minute'''");
            statement.execute("ALTER DATABASE postgres SET search_path = public, pg_catalog");
        }
        return new MovedClock(database);
    }

    /** Has the clock show the true time and so many minutes. */
    void set(int minutes) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE public.clock_shift SET minutes = " + minutes);
        }
    }
}
