// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.TreeHash;

/**
 * A monitor of a board: fetches its checkpoint from every server again and again. Each must be signed, no server may give one of a smaller tree than
 * before, and in the end all of them must be of one log.
 */
final class BoardWatch {

    private static final long PERIOD_MILLIS = 50;

    private final List<URI> servers;
    private final BoardReader reader;
    private final ConcurrentSkipListMap<Long, TreeHash> seen = new ConcurrentSkipListMap<>();
    private final Map<URI, Long> sizes = new ConcurrentHashMap<>();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private volatile boolean watching = true;
    private final Thread thread = new Thread(this::watch, "watch of the board");

    BoardWatch(List<URI> servers, BoardReader reader) {
        this.servers = List.copyOf(servers);
        this.reader = reader;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (watching) {
                for (URI server : servers) {
                    look(server);
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(URI server) throws InterruptedException {
        try {
            Checkpoint checkpoint = reader.checkpoint(server);
            TreeHash before = seen.putIfAbsent(checkpoint.size(), checkpoint.root());
            if (before != null && !before.equals(checkpoint.root())) {
                faults.add("two roots of size " + checkpoint.size());
            }
            Long size = sizes.put(server, checkpoint.size());
            if (size != null && size > checkpoint.size()) {
                faults.add(server + " gave a checkpoint of size " + checkpoint.size() + " after one of size " + size);
            }
        } catch (IOException e) {
            // Killed, frozen or busy just now: the next one will do.
        } catch (MalformedException e) {
            faults.add("a checkpoint of " + server + " is not one: " + e.getMessage());
        }
    }

    /** Ends the watch and gives what is wrong; every checkpoint that was ever seen must be of the log as it is now. */
    Set<String> faults(PublishedLog log) throws InterruptedException {
        watching = false;
        thread.join();
        seen.forEach((size, root) -> {
            if (!log.hadRoot(size, root)) {
                faults.add("the checkpoint of size " + size + " is not of this log");
            }
        });
        if (seen.isEmpty()) {
            faults.add("no checkpoint was seen");
        }
        return new TreeSet<>(faults);
    }

    /** How many checkpoints of different sizes were seen. */
    int count() {
        return seen.size();
    }
}
