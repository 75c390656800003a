// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.urna.server.config.Config;
import org.urna.server.config.ConfigException;
import org.urna.server.config.ConfigReader;
import org.urna.server.config.Production;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: runs the server until the process is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        header = "Runs the server.",
        description =
                "Settings come from urna.json in the working folder, or --config, and from variables URNA_…, which win.")
final class ServeCommand implements Callable<Integer> {

    private static final Path STANDARD_FILE = Path.of("urna.json");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "File of settings instead of urna.json.")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        Config config;
        try {
            config = ConfigReader.read(settings(), System.getenv());
        } catch (ConfigException e) {
            e.faults().forEach(fault -> spec.commandLine().getErr().println("setting " + fault));
            return ServerMain.USAGE;
        }
        advise(config);
        CountDownLatch ended = new CountDownLatch(1);
        Server server;
        try {
            server = Server.start(config)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof IllegalStateException) {
                spec.commandLine().getErr().println("not started: " + cause.getMessage());
                return ServerMain.REFUSED;
            }
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, ended), "shutdown"));
        server.firstLink()
                .ifPresent(link ->
                        spec.commandLine().getOut().println("first administrator, within an hour, once: " + link));
        spec.commandLine().getOut().println("listening on http://" + config.httpHost() + ":" + server.port());
        spec.commandLine().getOut().flush();
        ended.await();
        return 0;
    }

    /** Says what to set before an election that counts. */
    private void advise(Config config) {
        List<String> missing = Production.missing(config);
        PrintWriter out = spec.commandLine().getOut();
        if (!missing.isEmpty()) {
            out.println("good for a trial; for production set, in urna.json or in the environment:");
            missing.forEach(line -> out.println("  " + line));
            out.flush();
        }
    }

    private Optional<Path> settings() {
        if (file != null) {
            return Optional.of(file);
        }
        return Files.exists(STANDARD_FILE) ? Optional.of(STANDARD_FILE) : Optional.empty();
    }

    private static void stop(Server server, CountDownLatch ended) {
        server.close().onComplete(done -> ended.countDown());
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
