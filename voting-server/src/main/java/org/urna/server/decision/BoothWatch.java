// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.server.board.BoardEntries;
import org.urna.server.store.Store;

/**
 * Compares the booth that this server gives out with the one that two officers signed, for each election in which people vote. A difference is
 * seen by everybody who watches; here it is told to whoever has just started a new version in the middle of an election.
 */
public final class BoothWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BoothWatch.class);

    private final Store store;
    private final List<Action.BoothFile> booth;

    /** @param booth ascending by path */
    public BoothWatch(Store store, List<Action.BoothFile> booth) {
        this.store = store;
        this.booth = List.copyOf(booth);
    }

    /** Logs an error for each election whose officers have signed another booth, and gives their ids. */
    public Future<List<String>> run() {
        return store.query("SELECT id FROM election WHERE state IN ('sealed', 'open') ORDER BY id", Map.of())
                .compose(rows -> {
                    List<String> differing = new ArrayList<>();
                    Future<Void> chain = Future.succeededFuture();
                    for (Row row : rows) {
                        String id = row.getString("id");
                        chain = chain.compose(done -> look(id, differing));
                    }
                    return chain.map(differing);
                });
    }

    private Future<Void> look(String election, List<String> differing) {
        return BoardEntries.ofTypes(store.reader(), election, EntryType.SETUP, EntryType.BOOTH_CHANGED)
                .map(entries -> {
                    if (!signed(entries).equals(booth)) {
                        differing.add(election);
                        LOG.error(
                                "election {}: its officers signed other files of the booth than this server gives to"
                                        + " voters. Start the version they signed, or have two officers sign booth-changed",
                                election);
                    }
                    return null;
                });
    }

    private static List<Action.BoothFile> signed(List<Entry> entries) {
        List<Action.BoothFile> latest = List.of();
        for (Entry entry : entries) {
            if (entry instanceof DecisionEntry decision) {
                Action action = decision.decision().action();
                if (action instanceof Action.Setup setup) {
                    latest = setup.booth();
                } else if (action instanceof Action.BoothChanged changed) {
                    latest = changed.booth();
                }
            }
        }
        return latest;
    }
}
