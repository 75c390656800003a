// SPDX-License-Identifier: Apache-2.0
package org.urna.server.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of its own in a folder, with its durability switched on, to be killed and started again. It listens on the loopback address only
 * and trusts whoever connects, so it is good for nothing but trials.
 */
public final class PostgreSqlCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;
    private static final String NOBODY = "nobody";
    private static final String USER = "urna";

    private final Path programs;
    private final Path folder;
    private final int port;
    private @Nullable Process process;
    private int starts;

    private PostgreSqlCluster(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /**
     * The folder of {@code initdb} and {@code postgres}: the one that is given, or one on the path, or where Debian puts them.
     *
     * @return empty if they are not installed
     */
    public static Optional<Path> programs(@Nullable Path given) throws IOException {
        List<Path> places = new ArrayList<>();
        if (given != null) {
            places.add(given);
        } else {
            for (String each : String.valueOf(System.getenv("PATH")).split(":", -1)) {
                places.add(Path.of(each));
            }
            Path debian = Path.of("/usr/lib/postgresql");
            if (Files.isDirectory(debian)) {
                try (Stream<Path> versions = Files.list(debian)) {
                    versions.sorted().forEach(version -> places.add(version.resolve("bin")));
                }
            }
        }
        for (Path place : places) {
            if (Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("postgres"))) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /**
     * Makes a cluster and starts it.
     *
     * @param folder new; its parents must be open to others where this process is root, because PostgreSQL refuses to be
     */
    public static PostgreSqlCluster create(Path programs, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        } else {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        PostgreSqlCluster cluster = new PostgreSqlCluster(programs, folder, freePort());
        Process initdb = cluster.run(
                "initdb", List.of("-D", cluster.data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"));
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed: " + Files.readString(OwnProgram.errors(cluster.log(), "initdb")));
        }
        cluster.start();
        return cluster;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + "-log");
    }

    private Process run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(arguments);
        String name = program.equals("postgres") ? program + ++starts : program;
        return OwnProgram.run(log(), name, command, Map.of());
    }

    /** Starts it, recovery included; it takes connections when this returns. */
    public void start() throws IOException, InterruptedException {
        Process started = run(
                "postgres",
                List.of(
                        "-D",
                        data(),
                        "-p",
                        "" + port,
                        "-h",
                        "127.0.0.1",
                        "-k",
                        "",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "full_page_writes=on"));
        process = started;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (started.isAlive() && System.nanoTime() < end) {
            try (Connection connection = connect()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        throw new IOException("PostgreSQL did not start: see " + log());
    }

    /** A connection of one's own; its owner closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, "");
    }

    /** SIGKILL for all of it: no process of it goes on, nothing is flushed. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> children = running.descendants().toList();
            running.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            running.waitFor();
            for (ProcessHandle child : children) {
                child.onExit().join();
            }
        }
    }

    /** As the setting {@code URNA_DB_URL}. */
    public String url() {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/postgres";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
