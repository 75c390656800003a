// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Distinct leaf hashes. */
final class Leaves {

    private Leaves() {}

    static List<TreeHash> first(int n) {
        List<TreeHash> leaves = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            leaves.add(TreeHash.leaf(ByteBuffer.allocate(4).putInt(i).array()));
        }
        return leaves;
    }

    static TreeHash flip(TreeHash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        return TreeHash.of(bytes);
    }
}
