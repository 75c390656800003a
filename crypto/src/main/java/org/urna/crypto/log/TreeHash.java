// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.Arrays;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;

/**
 * A hash of the Merkle tree (RFC 6962 §2.1): 32 bytes of SHA-256, of a leaf, of an inner node, or of the empty tree.
 */
public final class TreeHash {

    /** Length of a hash in bytes. */
    public static final int BYTES = Sha256.BYTES;

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** The root of the tree without entries: the hash of nothing. */
    public static final TreeHash EMPTY = new TreeHash(Sha256.hash());

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash with these bytes.
     *
     * @throws IllegalArgumentException unless there are 32
     */
    public static TreeHash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static TreeHash of(byte[] bytes, int from, int to) {
        if (to - from != BYTES) {
            throw new IllegalArgumentException("a tree hash has 32 bytes");
        }
        return new TreeHash(Arrays.copyOfRange(bytes, from, to));
    }

    /** The hash of an entry: SHA-256 of a zero byte and the entry. */
    public static TreeHash leaf(byte[] entry) {
        return new TreeHash(Sha256.hash(LEAF, entry));
    }

    /** The hash of the node above {@code left} and {@code right}: SHA-256 of a one byte and both. */
    public static TreeHash node(TreeHash left, TreeHash right) {
        return new TreeHash(Sha256.hash(NODE, left.bytes, right.bytes));
    }

    /**
     * Reads the base64 form (RFC 4648 §4, padded) that checkpoints use.
     *
     * @throws MalformedException unless it is the one encoding of 32 bytes
     */
    public static TreeHash parseBase64(String text) throws MalformedException {
        byte[] decoded = StrictBase64.decode(text);
        if (decoded.length != BYTES) {
            throw new MalformedException("a tree hash has 32 bytes");
        }
        return new TreeHash(decoded);
    }

    /** The 32 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The form used in checkpoints: base64 with padding. */
    public String toBase64() {
        return StrictBase64.encode(bytes);
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return Hex.encode(bytes);
    }
}
