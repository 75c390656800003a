// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.Checkpoints;
import org.urna.server.config.Config;
import org.urna.server.config.ConfigException;
import org.urna.server.config.ConfigReader;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
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

    @Option(names = "--election", paramLabel = "ID", description = "Only this election.")
    private @Nullable String election;

    private Path keys = Path.of("");

    @Override
    public final Integer call() throws Exception {
        Optional<Path> settings =
                file != null ? Optional.of(file) : Optional.of(STANDARD_FILE).filter(Files::exists);
        Config config;
        try {
            config = ConfigReader.read(settings, System.getenv());
        } catch (ConfigException e) {
            e.faults().forEach(fault -> err().println("setting " + fault));
            return ServerMain.USAGE;
        }
        keys = config.keys();
        Vertx vertx = Vertx.vertx();
        try {
            Store store = Store.open(vertx, config.database())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            KeyRing keys = new KeyRing(vertx, new KeyStore(config.keys(), Entropy.secure()));
            int status = run(store, new BoardFiles(store, new Checkpoints(store, keys)));
            store.close().toCompletionStage().toCompletableFuture().get();
            out().flush();
            return status;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    /** The folder of the secret keys. */
    final Path keys() {
        return keys;
    }

    /** Does the work; gives the exit status. */
    abstract int run(Store store, BoardFiles boards) throws Exception;

    /** The elections asked for that have a board. */
    final List<String> elections(Store store) throws Exception {
        List<String> ids = new ArrayList<>();
        store.query("SELECT id FROM election WHERE entries > 0 ORDER BY created, id", Map.of())
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .forEach(row -> ids.add(row.getString("id")));
        if (election == null) {
            return ids;
        }
        if (!ids.contains(election)) {
            throw new ParameterException(spec.commandLine(), "no election with this id has a board");
        }
        return List.of(election);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
