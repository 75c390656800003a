// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * An append-only Merkle tree (RFC 6962 §2.1) that keeps only its frontier: the hashes of the largest complete subtrees,
 * at most 63. Enough to append and to give the root; not safe for concurrent use.
 */
public final class MerkleTree {

    private long size;
    private final List<TreeHash> frontier;

    private MerkleTree(long size, List<TreeHash> frontier) {
        this.size = size;
        this.frontier = new ArrayList<>(frontier);
    }

    /** A tree without entries. */
    public static MerkleTree empty() {
        return new MerkleTree(0, List.of());
    }

    /**
     * Takes up a tree of {@code size} entries from its stored hashes.
     *
     * @throws IllegalArgumentException if {@code size} is negative
     */
    public static MerkleTree resume(long size, HashReader hashes) throws IOException, MalformedException {
        if (size < 0) {
            throw new IllegalArgumentException("negative size");
        }
        List<TreeHash> frontier = new ArrayList<>();
        for (int level = 62; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                frontier.add(hashes.read(level, (size >>> level) - 1));
            }
        }
        return new MerkleTree(size, frontier);
    }

    /** An independent copy. */
    public MerkleTree copy() {
        return new MerkleTree(size, frontier);
    }

    /** Number of entries. */
    public long size() {
        return size;
    }

    /** Appends an entry, given its leaf hash. */
    public void append(TreeHash leaf) {
        TreeHash hash = leaf;
        for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
            hash = TreeHash.node(frontier.remove(frontier.size() - 1), hash);
        }
        frontier.add(hash);
        size++;
    }

    /** The root of the tree as it stands; {@link TreeHash#EMPTY} without entries. */
    public TreeHash root() {
        if (frontier.isEmpty()) {
            return TreeHash.EMPTY;
        }
        TreeHash root = frontier.get(frontier.size() - 1);
        for (int i = frontier.size() - 2; i >= 0; i--) {
            root = TreeHash.node(frontier.get(i), root);
        }
        return root;
    }

    /** The root over exactly these leaf hashes. */
    public static TreeHash rootOf(List<TreeHash> leaves) {
        MerkleTree tree = empty();
        leaves.forEach(tree::append);
        return tree.root();
    }
}
