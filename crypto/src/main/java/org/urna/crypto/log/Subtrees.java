// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;
import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * The recursive definitions of RFC 6962 §2.1 over ranges of entries, on stored complete subtrees.
 *
 * <p>Each range starts at a multiple of the largest power of two in its length, because every split does.
 */
final class Subtrees {

    private final HashReader hashes;

    Subtrees(HashReader hashes) {
        this.hashes = hashes;
    }

    /** The largest power of two below {@code n}, for {@code n > 1}. */
    static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** {@code MTH(D[from:to])}. */
    TreeHash hash(long from, long to) throws IOException, MalformedException {
        long n = to - from;
        if (Long.bitCount(n) == 1) {
            int level = Long.numberOfTrailingZeros(n);
            return hashes.read(level, from >>> level);
        }
        long middle = from + split(n);
        return TreeHash.node(hash(from, middle), hash(middle, to));
    }

    /** {@code PATH(index, D[from:to])}, appended to {@code path}; the index counts from the start of the tree. */
    void inclusion(long index, long from, long to, List<TreeHash> path) throws IOException, MalformedException {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            inclusion(index, from, middle, path);
            path.add(hash(middle, to));
        } else {
            inclusion(index, middle, to, path);
            path.add(hash(from, middle));
        }
    }

    /** {@code SUBPROOF(oldSize − from, D[from:to], known)}, appended to {@code path}. */
    void consistency(long oldSize, long from, long to, boolean known, List<TreeHash> path)
            throws IOException, MalformedException {
        if (oldSize == to) {
            if (!known) {
                path.add(hash(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (oldSize <= middle) {
            consistency(oldSize, from, middle, known, path);
            path.add(hash(middle, to));
        } else {
            consistency(oldSize, middle, to, false, path);
            path.add(hash(from, middle));
        }
    }
}
