// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.Arrays;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;

/** A SHA-256 hash as it is published: 32 bytes, written as 64 lower-case hexadecimal digits. Immutable. */
public final class Hash implements Comparable<Hash> {

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash with these bytes.
     *
     * @throws IllegalArgumentException unless there are 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != Sha256.BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        return new Hash(bytes.clone());
    }

    /** The SHA-256 of the parts one after another. */
    public static Hash sha256(byte[]... parts) {
        return new Hash(Sha256.hash(parts));
    }

    /**
     * Reads the published form.
     *
     * @throws MalformedException unless {@code hex} is 64 lower-case hexadecimal digits
     */
    public static Hash parse(String hex) throws MalformedException {
        if (hex.length() != 2 * Sha256.BYTES) {
            throw new MalformedException("hash is not 64 lower-case hexadecimal digits");
        }
        return new Hash(Hex.decode(hex));
    }

    /** The 32 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return Hex.encode(bytes);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
