// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;

/** Gives a board's files to whoever checks them, and keeps of the entries that pass what a registrar needs. */
final class Tapped implements Board {

    private static final long MAX_ARTIFACT = 1L << 30;
    /** Four weeks of a round a minute, with three witnesses, come to less. */
    private static final long MAX_HISTORY = 640L << 20;

    private final BoardSource source;
    private final Map<Long, Bundle> bundles = new ConcurrentHashMap<>();

    Tapped(BoardSource source) {
        this.source = source;
    }

    /**
     * An entry that is no ballot.
     *
     * @param index in the log, from 0
     */
    record Placed(long index, Entry entry) {}

    /** What is kept of one bundle. */
    private record Bundle(List<TreeHash> leaves, List<Placed> entries, Map<String, Instant> cast) {}

    @Override
    public byte[] checkpoint() throws IOException {
        return source.read(BoardPaths.CHECKPOINT, Note.MAX_BYTES);
    }

    @Override
    public InputStream checkpoints() throws IOException {
        return new ByteArrayInputStream(source.read(BoardPaths.CHECKPOINTS, MAX_HISTORY));
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        return new ByteArrayInputStream(source.read(BoardPaths.artifact(sha256.bytes()), MAX_ARTIFACT));
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        byte[] content = source.read(tile.path(), EntryBundle.MAX_BYTES);
        if (tile.level() == Tile.ENTRIES) {
            try {
                bundles.put(tile.index(), bundle(tile, content));
            } catch (MalformedException e) {
                throw new IOException("an entry of the board does not read: " + e.getMessage(), e);
            }
        }
        return content;
    }

    private static Bundle bundle(Tile tile, byte[] content) throws MalformedException {
        List<TreeHash> leaves = new ArrayList<>();
        List<Placed> entries = new ArrayList<>();
        Map<String, Instant> cast = new HashMap<>();
        long index = tile.index() * Tile.FULL_WIDTH;
        for (byte[] bytes : EntryBundle.decode(tile, content)) {
            leaves.add(TreeHash.leaf(bytes));
            Entry entry = Entry.read(bytes);
            if (entry instanceof BallotEntry ballot) {
                cast.put(Base64Url.encode(ballot.ballot().credential().encode()), ballot.time());
            } else {
                entries.add(new Placed(index, entry));
            }
            index++;
        }
        return new Bundle(List.copyOf(leaves), List.copyOf(entries), Map.copyOf(cast));
    }

    /** Hashes of all entries that were read, in their order. */
    List<TreeHash> leaves() {
        List<TreeHash> leaves = new ArrayList<>();
        new TreeMap<>(bundles).values().forEach(each -> leaves.addAll(each.leaves()));
        return leaves;
    }

    /** All entries but ballots, in their order. */
    List<Placed> entries() {
        List<Placed> entries = new ArrayList<>();
        new TreeMap<>(bundles).values().forEach(each -> entries.addAll(each.entries()));
        return entries;
    }

    /** When each credential cast, by {@code K} as base64url. */
    Map<String, Instant> cast() {
        Map<String, Instant> cast = new HashMap<>();
        bundles.values().forEach(each -> cast.putAll(each.cast()));
        return cast;
    }
}
