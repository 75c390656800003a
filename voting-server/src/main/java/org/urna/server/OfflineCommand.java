// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.server.config.Config;
import org.urna.server.config.ConfigException;
import org.urna.server.config.ConfigReader;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Store;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works on the server's database without serving anybody. It may run beside a server. */
abstract class OfflineCommand implements Callable<Integer> {

    private static final Path STANDARD_FILE = Path.of("urna.json");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "File of settings instead of urna.json.")
    private @Nullable Path file;

    @Override
    public final Integer call() throws Exception {
        Config config;
        try {
            config = settings(Optional.ofNullable(file));
        } catch (ConfigException e) {
            e.faults().forEach(fault -> err().println("setting " + fault));
            return ServerMain.USAGE;
        }
        // Opening would make an empty one, of which everything is in order.
        if (config.database() instanceof DatabaseUrl.Sqlite sqlite && !Files.isRegularFile(sqlite.file())) {
            err().println("there is no database at " + sqlite.file() + ": are these the settings of the server?");
            return ServerMain.REFUSED;
        }
        Vertx vertx = Vertx.vertx();
        try {
            Store store = await(Store.open(vertx, config.database()));
            int status = run(vertx, config, store);
            await(store.close());
            out().flush();
            return status;
        } finally {
            await(vertx.close());
        }
    }

    /** The settings: of a file, or of the standard one if there is one, and of the environment. */
    static Config settings(Optional<Path> given) throws ConfigException {
        Optional<Path> file = given.or(() -> Optional.of(STANDARD_FILE).filter(Files::exists));
        return ConfigReader.read(file, System.getenv());
    }

    /** Does the work; gives the exit status. */
    abstract int run(Vertx vertx, Config config, Store store) throws Exception;

    /** The result of a future, on the thread of the program. */
    static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    /** A wrong command line, which the program says so. */
    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
