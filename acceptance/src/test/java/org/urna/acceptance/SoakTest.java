// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Programs;

/**
 * Security §2: a whole election over PostgreSQL with two servers, each fault a few times, the close with voters on both, and the verifier. The seed
 * is printed; {@code voting-server soak} without {@code --each} does more of each. Takes minutes, so it runs where {@code -Durna.test.faults=N} says how
 * often.
 */
class SoakTest {

    private static final String EACH = System.getProperty("urna.test.faults", "");

    @Test
    @EnabledIfSystemProperty(named = "urna.test.faults", matches = "[0-9]+")
    void nothingIsLostWhenServersAndDatabaseAreKilledFrozenAndTheClockJumps() throws Exception {
        Home home = Home.create("soak");
        long seed = System.nanoTime();
        System.out.println("SoakTest: seed " + seed);

        Ended ended = Programs.SERVER
                .start(
                        home.log(),
                        List.of(
                                "soak",
                                "--only-servers",
                                "--each=" + EACH,
                                "--seed=" + seed,
                                "--minutes=20",
                                "--postgresql-programs=" + programs(),
                                "--data=" + openFolder()),
                        Map.of())
                .await();

        System.out.println(ended.output());
        ended.expect(0);
        for (String fault : List.of("kill", "freeze", "database", "step", "clock")) {
            assertThat(ended.output()).containsPattern("(?m)^" + fault + " +" + EACH + " .*nothing lost$");
        }
        assertThat(ended.output()).containsPattern("(?m)^close +1 .*nothing lost$");
    }

    /** PostgreSQL, which does not run as root, must be able to look into it. */
    private static Path openFolder() throws IOException {
        Path folder = Files.createTempDirectory("urna-soak-test");
        folder.toFile().deleteOnExit();
        return folder;
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
