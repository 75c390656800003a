// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.io.IOException;
import org.urna.crypto.MalformedException;

/**
 * Access to the complete subtrees of a Merkle tree, from which proofs are made.
 *
 * <p>What it returns need not be trusted: a proof made from wrong hashes does not verify.
 */
@FunctionalInterface
public interface HashReader {

    /**
     * The hash of the complete subtree over the entries from {@code index · 2^level} up to, not including,
     * {@code (index + 1) · 2^level}.
     *
     * @param level height of the subtree, 0 for a leaf
     * @param index position among the subtrees of this height, from 0
     * @throws IOException if the hash cannot be fetched
     * @throws MalformedException if what was fetched does not decode
     */
    TreeHash read(int level, long index) throws IOException, MalformedException;
}
