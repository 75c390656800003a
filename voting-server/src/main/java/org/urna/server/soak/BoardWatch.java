// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TileReader;
import org.urna.crypto.log.TileSource;
import org.urna.crypto.log.TreeHash;

/** A monitor of a board: fetches its checkpoint from every server again and again, and in the end asks whether all of them are of one log. */
final class BoardWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long PERIOD_MILLIS = 50;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<URI> servers;
    private final String board;
    private final ConcurrentSkipListMap<Long, TreeHash> seen = new ConcurrentSkipListMap<>();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private volatile boolean watching = true;
    private final Thread thread = new Thread(this::watch, "watch of the board");

    BoardWatch(List<URI> servers, String election) {
        this.servers = List.copyOf(servers);
        this.board = "/e/" + election + "/board/";
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
            Checkpoint checkpoint = Checkpoint.parse(
                    Note.parse(get(server, BoardPaths.CHECKPOINT)).text());
            TreeHash before = seen.putIfAbsent(checkpoint.size(), checkpoint.root());
            if (before != null && !before.equals(checkpoint.root())) {
                faults.add("two roots of size " + checkpoint.size());
            }
        } catch (IOException e) {
            // Killed, frozen or busy just now: the next one will do.
        } catch (MalformedException e) {
            faults.add("a checkpoint cannot be read: " + e.getMessage());
        }
    }

    private byte[] get(URI server, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(server + board + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": status " + answer.statusCode());
        }
        return answer.body();
    }

    /** Ends the watch and gives what is wrong; every checkpoint that was ever seen must be of the log as it is now. */
    Set<String> faults() throws InterruptedException {
        watching = false;
        thread.join();
        TileSource tiles = tile -> {
            try {
                return get(servers.get(0), tile.path());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        };
        for (Map.Entry<Long, TreeHash> each : new TreeMap<>(seen).entrySet()) {
            try {
                TreeHash root = MerkleTree.resume(each.getKey(), new TileReader(each.getKey(), tiles))
                        .root();
                if (!root.equals(each.getValue())) {
                    faults.add("the checkpoint of size " + each.getKey() + " is not of this log");
                }
            } catch (IOException | MalformedException e) {
                faults.add("the tree of size " + each.getKey() + " cannot be read: " + e.getMessage());
            }
        }
        return Set.copyOf(faults);
    }

    /** How many checkpoints were seen. */
    int count() {
        return seen.size();
    }
}
