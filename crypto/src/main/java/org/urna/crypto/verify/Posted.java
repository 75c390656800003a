// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;

/** An entry at its place. */
final class Posted {

    private final long index;
    private final byte[] bytes;
    private final Entry entry;

    /**
     * @param index in the log, from 0
     * @param bytes as published; not copied, because nobody here changes them
     * @param entry what they say
     */
    Posted(long index, byte[] bytes, Entry entry) {
        this.index = index;
        this.bytes = bytes;
        this.entry = entry;
    }

    long index() {
        return index;
    }

    byte[] bytes() {
        return bytes;
    }

    Entry entry() {
        return entry;
    }

    /** SHA-256 of the bytes: {@code M} of a manifest, {@code E} of a {@code setup}. */
    Hash hash() {
        return Hash.sha256(bytes);
    }
}
