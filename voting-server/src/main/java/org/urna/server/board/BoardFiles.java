// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;
import org.urna.server.store.Store;

/**
 * The files of the boards as they are published (C2SP tlog-tiles, {@code docs/protocol.md} §3), read from the database.
 *
 * <p>Nothing beyond the newest signed checkpoint is given out: entries that are committed and not yet signed do not exist for readers.
 */
public final class BoardFiles {

    private static final int HEIGHT = 8;

    private final Store store;
    private final Checkpoints checkpoints;
    private final ListedNotes listed;

    public BoardFiles(Store store, Checkpoints checkpoints) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.listed = new ListedNotes(store);
    }

    /** The newest signed note, with the latest signatures of witnesses on it; empty if the election is unknown or has none. */
    public Future<Optional<byte[]>> checkpoint(String election) {
        return checkpoints.witnessed(election).map(note -> note.map(BoardFiles::bytes));
    }

    /** How the list of checkpoints stands; empty if there is no checkpoint at all. */
    public Future<Optional<ListedNotes.State>> listed(String election) {
        return size(election)
                .compose(size -> size == 0
                        ? Future.succeededFuture(Optional.empty())
                        : listed.state(election).map(Optional::of));
    }

    /**
     * Hands over the listed notes, oldest first, nothing between them, a part at a time.
     *
     * @param state as it was asked for just before; notes that came since are left out
     * @param taker gets a part once the future of the part before is complete
     * @return fails with {@link IllegalStateException} if what was handed over is not the list after all
     */
    public Future<Void> history(String election, ListedNotes.State state, Function<byte[], Future<Void>> taker) {
        return listed.read(election, state, taker);
    }

    /** A hash tile or entry bundle; empty unless the newest checkpoint covers it. */
    public Future<Optional<byte[]>> tile(String election, Tile tile) {
        return size(election).compose(size -> {
            if (!covers(size, tile)) {
                return Future.succeededFuture(Optional.empty());
            }
            return tile.level() == Tile.ENTRIES ? bundle(election, tile) : hashes(election, tile);
        });
    }

    /**
     * A file published beside the log.
     *
     * @param mediaType as it was stored
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    public record Published(String mediaType, byte[] bytes) {}

    /** An artifact; empty if there is none of this name. */
    public Future<Optional<byte[]>> artifact(String election, String sha256) {
        return published(election, sha256).map(found -> found.map(Published::bytes));
    }

    /** An artifact and what it is; empty if there is none of this name. */
    public Future<Optional<Published>> published(String election, String sha256) {
        return store.first(
                        "SELECT media_type, bytes FROM artifact WHERE election = #{election} AND sha256 = #{sha256}",
                        Map.of("election", election, "sha256", sha256))
                .map(row ->
                        row.map(found -> new Published(found.getString("media_type"), Store.bytes(found, "bytes"))));
    }

    /**
     * The exact bytes of entries in their order.
     *
     * @return of the {@code count} entries from {@code from} on those that the newest checkpoint covers
     */
    public Future<List<byte[]>> entries(String election, long from, int count) {
        return size(election)
                .compose(size -> store.query(
                        "SELECT bytes FROM log_entry WHERE election = #{election} AND position >= #{first} AND"
                                + " position < #{end} ORDER BY position",
                        Map.of("election", election, "first", from, "end", Math.min(size, from + count))))
                .map(rows -> {
                    List<byte[]> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(Store.bytes(row, "bytes")));
                    return entries;
                });
    }

    /** Entries of the newest signed tree, 0 if there is none. */
    public Future<Long> size(String election) {
        return checkpoints.size(election);
    }

    private static boolean covers(long size, Tile tile) {
        int shift = HEIGHT * Math.max(0, tile.level());
        long count = shift >= Long.SIZE ? 0 : size >>> shift;
        return tile.index() <= count / Tile.FULL_WIDTH && tile.index() * Tile.FULL_WIDTH + tile.width() <= count;
    }

    private Future<Optional<byte[]>> hashes(String election, Tile tile) {
        return store.first(
                        "SELECT bytes FROM tile WHERE election = #{election} AND level = #{level} AND position ="
                                + " #{position}",
                        Map.of("election", election, "level", tile.level(), "position", tile.index()))
                .map(row -> {
                    byte[] bytes = Store.bytes(row.orElseThrow(() -> damaged(election, tile)), "bytes");
                    int length = tile.width() * TreeHash.BYTES;
                    if (bytes.length < length) {
                        throw damaged(election, tile);
                    }
                    return Optional.of(Arrays.copyOf(bytes, length));
                });
    }

    private Future<Optional<byte[]>> bundle(String election, Tile tile) {
        long first = tile.index() * Tile.FULL_WIDTH;
        return store.query(
                        "SELECT bytes FROM log_entry WHERE election = #{election} AND position >= #{first} AND"
                                + " position < #{end} ORDER BY position",
                        Map.of("election", election, "first", first, "end", first + tile.width()))
                .map(rows -> {
                    List<byte[]> entries = new ArrayList<>(tile.width());
                    rows.forEach(row -> entries.add(Store.bytes(row, "bytes")));
                    if (entries.size() != tile.width()) {
                        throw damaged(election, tile);
                    }
                    return Optional.of(EntryBundle.encode(entries));
                });
    }

    private static IllegalStateException damaged(String election, Tile tile) {
        return new IllegalStateException(
                "the database lacks part of " + tile.path() + " of election " + election + ": run fsck");
    }

    private static byte[] bytes(String note) {
        return note.getBytes(StandardCharsets.UTF_8);
    }
}
