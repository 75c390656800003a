// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.urna.server.trial.PostgreSqlCluster;
import org.urna.server.trial.TrialServer;

/** Does what a {@link Fault} says, at moments and with parameters that a seed decides. */
final class Tormentor {

    /** The names of the steps of a cast, as the server's setting for tests takes them. */
    private static final List<String> STEPS = List.of("verified", "inserted", "committed", "signed", "answered");

    private static final List<Integer> SHIFTS_MINUTES = List.of(5, -5, 24 * 60, -24 * 60);
    private static final int MOST_WAIT_MILLIS = 400;
    private static final int MOST_FREEZE_MILLIS = 4_000;
    private static final long STEP_PATIENCE_MILLIS = 20_000;

    private final Servers servers;
    private final PostgreSqlCluster database;
    private final SplittableRandom random;

    Tormentor(Servers servers, PostgreSqlCluster database, SplittableRandom random) {
        this.servers = servers;
        this.database = database;
        this.random = random;
    }

    /**
     * Puts a clock that can be moved before the database's own. Sessions that are open keep the old one, so it is to be done before the servers are
     * started again.
     */
    static void prepareClock(PostgreSqlCluster database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE clock_shift (minutes INTEGER NOT NULL)");
            statement.execute("INSERT INTO clock_shift VALUES (0)");
            statement.execute(
                    "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                            + " 'SELECT pg_catalog.clock_timestamp() + (SELECT minutes FROM public.clock_shift) * interval ''1 minute'''");
            statement.execute("ALTER DATABASE postgres SET search_path = public, pg_catalog");
        }
    }

    /** Does it once; both servers and the database are up again when this returns. */
    void torment(Fault fault) throws IOException, InterruptedException, SQLException {
        int server = random.nextInt(servers.count());
        Thread.sleep(random.nextInt(MOST_WAIT_MILLIS));
        switch (fault) {
            case KILL -> {
                servers.get(server).kill();
                servers.restart(server);
            }
            case FREEZE -> {
                servers.get(server).freeze();
                Thread.sleep(1 + random.nextInt(MOST_FREEZE_MILLIS));
                servers.get(server).resume();
            }
            case DATABASE -> {
                database.kill();
                Thread.sleep(random.nextInt(MOST_WAIT_MILLIS));
                database.start();
            }
            case STEP -> step(server);
            case CLOCK -> shiftClock();
        }
    }

    /** Ends at a step that it may not come to, if no voter happens to need it: then it is killed. */
    private void step(int number) throws IOException, InterruptedException {
        servers.get(number).stop();
        String step = STEPS.get(random.nextInt(STEPS.size())) + ":" + (1 + random.nextInt(3));
        servers.restart(number, Map.of("URNA_FAILPOINT", step));
        TrialServer server = servers.get(number);
        long end = System.nanoTime() + STEP_PATIENCE_MILLIS * 1_000_000;
        while (server.isAlive() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        server.kill();
        servers.restart(number);
    }

    private void shiftClock() throws SQLException, InterruptedException {
        int minutes = SHIFTS_MINUTES.get(random.nextInt(SHIFTS_MINUTES.size()));
        setClock(minutes);
        Thread.sleep(1 + random.nextInt(2 * MOST_WAIT_MILLIS));
        setClock(0);
    }

    private void setClock(int minutes) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE public.clock_shift SET minutes = " + minutes);
        }
    }
}
