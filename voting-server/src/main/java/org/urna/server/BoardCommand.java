// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.Checkpoints;
import org.urna.server.config.Config;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.store.Store;
import picocli.CommandLine.Option;

/** A command that reads the boards of a server's elections. */
abstract class BoardCommand extends OfflineCommand {

    @Option(names = "--election", paramLabel = "ID", description = "Only this election.")
    private @Nullable String election;

    @Override
    final int run(Vertx vertx, Config config, Store store) throws Exception {
        KeyRing keys = new KeyRing(vertx, new KeyStore(config.keys(), Entropy.secure()));
        return run(config, store, new BoardFiles(store, new Checkpoints(vertx, store, keys)));
    }

    /** Does the work; gives the exit status. */
    abstract int run(Config config, Store store, BoardFiles boards) throws Exception;

    /** The elections asked for that have a board. */
    final List<String> elections(Store store) throws Exception {
        List<String> ids = new ArrayList<>();
        // The counter alone is not asked: it may be what is damaged.
        await(store.query(
                        "SELECT id FROM election e WHERE entries > 0 OR EXISTS"
                                + " (SELECT 1 FROM log_entry l WHERE l.election = e.id) ORDER BY created, id",
                        Map.of()))
                .forEach(row -> ids.add(row.getString("id")));
        if (election == null) {
            return ids;
        }
        if (!ids.contains(election)) {
            throw usage("no election with this id has a board");
        }
        return List.of(election);
    }
}
