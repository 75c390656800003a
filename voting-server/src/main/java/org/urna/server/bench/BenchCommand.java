// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.trial.PostgreSqlCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how many ballots a second this machine takes. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = "Measures how many ballots a second this machine takes, and what it does when more come.",
        description = {
            "Opens a whole election on a server of its own, makes ballots ready, and has a second process send them: a few at a time"
                    + " until the server gets no faster, then at an open-loop rate, rising until it does not keep up, then at half of the"
                    + " peak, then at three times as much. Then the election is counted, and the verifier runs over it: its verdict is part of the measurement.",
            "casts-sqlite and casts-postgresql are measured one after the other, server and generator on this machine."
        })
public final class BenchCommand implements Callable<Integer> {

    private static final int LEAST_BALLOTS = 500;
    private static final int INCOMPLETE = 1;
    private static final int USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, for machines.")
    private @Nullable Path json;

    @Option(names = "--only", paramLabel = "NAME", description = "Measure casts-sqlite or casts-postgresql only.")
    private @Nullable String only;

    @Option(
            names = "--ballots",
            paramLabel = "N",
            description = "Ballots to make ready (default: ${DEFAULT-VALUE}). With too few, nothing is measured.",
            defaultValue = "36000")
    private int ballots;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each stretch of load lasts (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private double seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides when ballots are sent (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--postgresql",
            paramLabel = "URL",
            description =
                    "Empty database to use, postgresql://user:password@host:port/database, instead of a PostgreSQL started for"
                            + " this.")
    private @Nullable String postgresql;

    @Option(
            names = "--postgresql-programs",
            paramLabel = "DIR",
            description = "Folder of initdb and postgres, if they are not where they usually are.")
    private @Nullable Path programs;

    @Option(names = "--tools", paramLabel = "DIR", description = "Folder of trustee.jar and verifier.jar.")
    private @Nullable Path tools;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep everything there instead of deleting it.")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        if (ballots < LEAST_BALLOTS) {
            throw new ParameterException(spec.commandLine(), "--ballots: at least " + LEAST_BALLOTS);
        }
        if (!(seconds > 0)) {
            throw new ParameterException(spec.commandLine(), "--seconds: more than 0");
        }
        Path place = json == null ? null : json.toAbsolutePath().getParent();
        if (json != null && (place == null || !Files.isWritable(place) || Files.isDirectory(json))) {
            throw new ParameterException(spec.commandLine(), "--json: no file can be written there");
        }
        if (only != null && !only.equals(Row.SQLITE) && !only.equals(Row.POSTGRESQL)) {
            throw new ParameterException(
                    spec.commandLine(), "--only: " + Row.SQLITE + " or " + Row.POSTGRESQL + " is measured here");
        }
        Path folder = data == null ? Files.createTempDirectory("urna-bench") : Files.createDirectories(data);
        // PostgreSQL, which may be another user, has its folder below.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            List<Row> rows = new ArrayList<>();
            if (!Row.POSTGRESQL.equals(only)) {
                rows.add(measure(Row.SQLITE, folder, Map.of()));
            }
            if (!Row.SQLITE.equals(only)) {
                postgreSql(folder).ifPresent(rows::add);
            }
            if (rows.isEmpty()) {
                return USAGE;
            }
            BenchReport report = new BenchReport(OpenSslUnit.micros(), rows);
            report.print(spec.commandLine().getOut());
            if (json != null) {
                report.write(json);
            }
            return report.whole() ? 0 : INCOMPLETE;
        } finally {
            if (data == null) {
                delete(folder);
            }
        }
    }

    private Optional<Row> postgreSql(Path folder) throws Exception {
        if (postgresql != null) {
            DatabaseUrl.parse(postgresql);
            return Optional.of(measure(Row.POSTGRESQL, folder, Map.of("URNA_DB_URL", postgresql)));
        }
        Optional<Path> found = PostgreSqlCluster.programs(programs);
        if (found.isEmpty()) {
            progress()
                    .println("PostgreSQL is not installed here, and no --postgresql says where one is: "
                            + Row.POSTGRESQL + " is left out");
            return Optional.empty();
        }
        PostgreSqlCluster cluster = PostgreSqlCluster.create(found.get(), folder.resolve("postgresql"));
        try {
            return Optional.of(measure(Row.POSTGRESQL, folder, Map.of("URNA_DB_URL", cluster.url())));
        } finally {
            cluster.kill();
        }
    }

    private Row measure(String name, Path folder, Map<String, String> database) throws Exception {
        progress().println(name);
        Path own = Files.createDirectories(folder.resolve(name));
        Map<String, String> settings = new HashMap<>(database);
        settings.put("URNA_DATA", own.resolve("data").toString());
        return new Casts(ballots, seconds, seed, tools, progress()).measure(name, own, settings);
    }

    private PrintWriter progress() {
        return spec.commandLine().getErr();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
