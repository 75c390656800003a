// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;

/**
 * Evidence that an entry stands at a place of a tree (RFC 6962 §2.1.1, verified by RFC 9162 §2.1.3.2).
 *
 * @param index place of the entry, from 0
 * @param size entries of the tree
 * @param path hashes from the entry's sibling up to the root's child; at most 63
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {

    private static final String CHECK = "log-receipts";

    /** @throws IllegalArgumentException unless {@code 0 ≤ index < size} */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index outside the tree");
        }
        path = List.copyOf(path);
    }

    /**
     * Makes the proof for the entry at {@code index} of the tree of {@code size} entries.
     *
     * @throws IllegalArgumentException unless {@code 0 ≤ index < size}
     */
    public static InclusionProof prove(long index, long size, HashReader hashes)
            throws IOException, MalformedException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index outside the tree");
        }
        List<TreeHash> path = new ArrayList<>();
        new Subtrees(hashes).inclusion(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /**
     * Decides whether the entry with hash {@code leaf} stands at {@link #index} of the tree with root {@code root}.
     */
    public Verdict verify(TreeHash leaf, TreeHash root) {
        long fn = index;
        long sn = size - 1;
        TreeHash r = leaf;
        for (TreeHash p : path) {
            if (sn == 0) {
                return Verdict.reject(CHECK, "the inclusion proof is too long");
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = TreeHash.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = TreeHash.node(r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        if (sn != 0) {
            return Verdict.reject(CHECK, "the inclusion proof is too short");
        }
        return r.equals(root) ? Verdict.accept() : Verdict.reject(CHECK, "the inclusion proof leads to another root");
    }
}
