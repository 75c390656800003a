// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.MerkleTree;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;

/** All entries of a board's log, as its newest checkpoint signs them, and the root of every tree that it went through. */
final class PublishedLog {

    private final List<TreeHash> leaves = new ArrayList<>();
    private final List<TreeHash> roots = new ArrayList<>();
    private final Map<Hash, Long> ballots = new HashMap<>();
    private final List<String> doubles = new ArrayList<>();
    private Instant newest = Instant.MIN;

    private PublishedLog() {}

    /**
     * Reads it.
     *
     * @throws MalformedException if it is not a log, or not the one that its checkpoint signs
     */
    static PublishedLog read(BoardReader reader, URI server)
            throws IOException, InterruptedException, MalformedException {
        Checkpoint checkpoint = reader.checkpoint(server);
        PublishedLog log = new PublishedLog();
        MerkleTree tree = MerkleTree.empty();
        BallotReader entries = new BallotReader();
        log.roots.add(tree.root());
        for (Tile tile : Tile.forSize(checkpoint.size())) {
            if (tile.level() == Tile.ENTRIES) {
                for (byte[] entry : EntryBundle.decode(tile, reader.get(server, tile.path()))) {
                    log.add(entry, entries.entry(entry));
                    tree.append(TreeHash.leaf(entry));
                    log.roots.add(tree.root());
                }
            }
        }
        if (tree.size() != checkpoint.size() || !tree.root().equals(checkpoint.root())) {
            throw new MalformedException("the entries are not those of the checkpoint of size " + checkpoint.size());
        }
        return log;
    }

    private void add(byte[] bytes, Entry entry) {
        if (entry instanceof BallotEntry ballot) {
            Long before = ballots.putIfAbsent(BallotReader.ballotHash(bytes), (long) leaves.size());
            if (before != null) {
                doubles.add("entries " + before + " and " + leaves.size() + " are one ballot");
            }
            newest = ballot.time();
        }
        leaves.add(TreeHash.leaf(bytes));
    }

    /** The leaf of an entry; empty if there is none at that index. */
    Optional<TreeHash> leaf(long index) {
        return index < leaves.size() ? Optional.of(leaves.get((int) index)) : Optional.empty();
    }

    /** Whether the log, when it had so many entries, had this root. */
    boolean hadRoot(long size, TreeHash root) {
        return size < roots.size() && roots.get((int) size).equals(root);
    }

    /** The index of each ballot's entry, by the ballot's hash. */
    Map<Hash, Long> ballots() {
        return Collections.unmodifiableMap(ballots);
    }

    /** Ballots that stand in it more than once. */
    List<String> doubles() {
        return List.copyOf(doubles);
    }

    /** When the last ballot was appended, by the database's clock, to the minute. */
    Instant newestBallot() {
        return newest;
    }
}
