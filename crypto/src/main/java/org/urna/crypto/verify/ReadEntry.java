// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;

/** What stands at one place of the log, read as far as it can be. */
final class ReadEntry {

    private static final Map<String, EntryType> TYPES = new HashMap<>();
    private static final byte[] TYPE = "{\"type\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_CODE = 32;

    static {
        for (EntryType type : EntryType.values()) {
            TYPES.put(type.code(), type);
        }
    }

    private final byte[] bytes;
    private final TreeHash leaf;
    private final @Nullable EntryType type;
    private final @Nullable Entry entry;
    private final String fault;
    private final @Nullable Hash ballot;

    /** @param ballots reads the entries of one board */
    ReadEntry(byte[] bytes, BallotReader ballots) {
        this.bytes = bytes;
        this.leaf = TreeHash.leaf(bytes);
        this.type = typeOf(bytes);
        Entry read = null;
        String why = "";
        try {
            read = ballots.entry(bytes);
        } catch (MalformedException e) {
            why = String.valueOf(e.getMessage());
        }
        this.entry = read;
        this.fault = why;
        this.ballot = read instanceof BallotEntry ? BallotReader.ballotHash(bytes) : null;
    }

    byte[] bytes() {
        return bytes;
    }

    TreeHash leaf() {
        return leaf;
    }

    /** The entry's type as far as it can be told without reading all of it; null if it is unknown. */
    @Nullable
    EntryType type() {
        return type;
    }

    /** Null if it does not read. */
    @Nullable
    Entry entry() {
        return entry;
    }

    /** Why it does not read, otherwise empty. */
    String fault() {
        return fault;
    }

    /** The ballot hash of a ballot, otherwise null. */
    @Nullable
    Hash ballot() {
        return ballot;
    }

    private static @Nullable EntryType typeOf(byte[] bytes) {
        if (!startsWith(bytes, 0, TYPE)) {
            return null;
        }
        int end = TYPE.length;
        while (end < bytes.length && end < TYPE.length + MAX_CODE && bytes[end] != '"') {
            end++;
        }
        return TYPES.get(new String(bytes, TYPE.length, end - TYPE.length, StandardCharsets.ISO_8859_1));
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] wanted) {
        int to = from + wanted.length;
        return to <= bytes.length && Arrays.equals(bytes, from, to, wanted, 0, wanted.length);
    }
}
