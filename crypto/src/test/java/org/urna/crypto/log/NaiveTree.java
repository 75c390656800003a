// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.List;

/** The definitions of RFC 6962 §2.1 written down as they stand, for comparison: no storage, no sharing. */
final class NaiveTree {

    private NaiveTree() {}

    static TreeHash root(List<TreeHash> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return TreeHash.EMPTY;
        }
        if (n == 1) {
            return leaves.get(0);
        }
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return TreeHash.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
    }

    /** Complete subtrees read straight from the leaves. */
    static HashReader reader(List<TreeHash> leaves) {
        return (level, index) -> root(leaves.subList((int) (index << level), (int) ((index + 1) << level)));
    }
}
