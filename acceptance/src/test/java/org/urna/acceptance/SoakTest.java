// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Programs;

/**
 * Security §2: a whole election over PostgreSQL with two servers, each fault twenty times, the close with voters on both, and the verifier. The seed is
 * printed; {@code -Durna.test.faults=N} changes how often, and {@code voting-server soak} does the disk and the connections besides.
 */
class SoakTest {

    private static final int EACH = Integer.getInteger("urna.test.faults", 20);

    /** A crash is done at each of the five steps of a cast at least. */
    private static final int STEPS = Math.max(EACH, 5);

    /** For setting up, closing and verifying, and for each time that every fault is done. */
    private static final Duration PATIENCE = Duration.ofSeconds(360 + 30L * EACH);

    /** Minutes in which no fault is left out for its share of the time, however slow the machine: all of it must be over in time. */
    private static final long ENOUGH = 10 * PATIENCE.toMinutes();

    @Test
    void nothingIsLostWhenServersAndDatabaseAreKilledFrozenAndTheClockJumps() throws Exception {
        Home home = Home.create("soak");
        long seed = System.nanoTime();
        System.out.println("SoakTest: seed " + seed);

        Ended ended = Programs.SERVER
                .start(
                        home.log(),
                        List.of(
                                "soak",
                                "--only=servers",
                                "--each=" + EACH,
                                "--seed=" + seed,
                                "--minutes=" + ENOUGH,
                                "--postgresql-programs=" + programs()),
                        Map.of())
                .await(PATIENCE);

        System.out.println(ended.output());
        ended.expect(0);
        for (String fault : List.of("kill", "freeze", "database", "clock")) {
            assertThat(ended.output()).containsPattern(row(fault, EACH));
        }
        assertThat(ended.output()).containsPattern(row("step", STEPS)).containsPattern(row("close", 1));
    }

    private static String row(String name, int times) {
        return "(?m)^" + name + " +" + times + " of " + times + " .*nothing lost$";
    }

    /** The system's PostgreSQL, or else the one that comes with Maven. */
    private static Path programs() throws IOException {
        Stream<Path> places = Stream.concat(
                Arrays.stream(String.valueOf(System.getenv("PATH")).split(":", -1))
                        .map(Path::of),
                Stream.of(Path.of("/usr/lib/postgresql/15/bin")));
        Optional<Path> installed = places.filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("postgres")))
                .findFirst();
        return installed.isPresent() ? installed.get() : unpacked();
    }

    private static Path unpacked() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            Path program = ProcessHandle.allProcesses()
                    .flatMap(process -> process.info().command().stream())
                    .filter(command -> command.contains("embedded-pg") && command.endsWith("/postgres"))
                    .map(Path::of)
                    .findFirst()
                    .orElseThrow();
            postgres.close();
            Path folder = program.getParent();
            for (Path each = folder; each.toString().contains("embedded-pg"); each = each.getParent()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return folder;
        } catch (IOException | RuntimeException e) {
            String required = String.valueOf(System.getenv("URNA_REQUIRE"));
            if (Arrays.asList(required.split(",", -1)).contains("postgresql")) {
                throw new AssertionError("URNA_REQUIRE names postgresql, and it cannot be started", e);
            }
            System.err.println("SKIPPED: PostgreSQL cannot be started here: " + e);
            Assumptions.abort("PostgreSQL cannot be started here");
            throw new IllegalStateException(e);
        }
    }
}
