// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;

/**
 * Evidence that a tree begins with all entries of an older one, in order (RFC 6962 §2.1.2, verified by RFC 9162
 * §2.1.4.2).
 *
 * @param oldSize entries of the older tree
 * @param newSize entries of the newer tree
 * @param path the hashes, at most 63; none if the sizes are equal or the older tree is empty
 */
public record ConsistencyProof(long oldSize, long newSize, List<TreeHash> path) {

    private static final String CHECK = "log-history";

    /** @throws IllegalArgumentException unless {@code 0 ≤ oldSize ≤ newSize} */
    public ConsistencyProof {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("the older tree is larger than the newer");
        }
        path = List.copyOf(path);
    }

    /**
     * Makes the proof between the trees of {@code oldSize} and {@code newSize} entries of one log.
     *
     * @throws IllegalArgumentException unless {@code 0 ≤ oldSize ≤ newSize}
     */
    public static ConsistencyProof prove(long oldSize, long newSize, HashReader hashes)
            throws IOException, MalformedException {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("the older tree is larger than the newer");
        }
        List<TreeHash> path = new ArrayList<>();
        if (oldSize != 0) {
            new Subtrees(hashes).consistency(oldSize, 0, newSize, true, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    /** Decides whether the tree with root {@code newRoot} extends the one with root {@code oldRoot}. */
    public Verdict verify(TreeHash oldRoot, TreeHash newRoot) {
        if ((oldSize == 0 && !oldRoot.equals(TreeHash.EMPTY)) || (newSize == 0 && !newRoot.equals(TreeHash.EMPTY))) {
            return Verdict.reject(CHECK, "the root of an empty tree is not the hash of nothing");
        }
        if (oldSize == newSize && !oldRoot.equals(newRoot)) {
            return Verdict.reject(CHECK, "two roots for one size");
        }
        if (oldSize == 0 || oldSize == newSize) {
            return path.isEmpty() ? Verdict.accept() : Verdict.reject(CHECK, "the consistency proof is too long");
        }
        List<TreeHash> full = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            full.add(0, oldRoot);
        }
        return full.isEmpty()
                ? Verdict.reject(CHECK, "the consistency proof is too short")
                : walk(full, oldRoot, newRoot);
    }

    private Verdict walk(List<TreeHash> full, TreeHash oldRoot, TreeHash newRoot) {
        int shared = Long.numberOfTrailingZeros(oldSize); // trailing ones of oldSize − 1
        long fn = (oldSize - 1) >>> shared;
        long sn = (newSize - 1) >>> shared;
        TreeHash fr = full.get(0);
        TreeHash sr = fr;
        for (TreeHash c : full.subList(1, full.size())) {
            if (sn == 0) {
                return Verdict.reject(CHECK, "the consistency proof is too long");
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = TreeHash.node(c, fr);
                sr = TreeHash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = TreeHash.node(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        if (sn != 0) {
            return Verdict.reject(CHECK, "the consistency proof is too short");
        }
        if (!fr.equals(oldRoot)) {
            return Verdict.reject(CHECK, "the consistency proof leads to another old root");
        }
        return sr.equals(newRoot)
                ? Verdict.accept()
                : Verdict.reject(CHECK, "the consistency proof leads to another new root");
    }
}
