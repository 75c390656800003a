// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The content hash of the protocol (FIPS 180-4). */
public final class Sha256 {

    /** Length of a hash in bytes. */
    public static final int BYTES = 32;

    /** Copied, because looking an algorithm up takes longer than hashing a block. */
    private static final MessageDigest UNUSED = create();

    private Sha256() {}

    /** The hash of the parts one after another, without lengths between them. */
    public static byte[] hash(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** A fresh digest, for input that comes in pieces. */
    public static MessageDigest digest() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            return create();
        }
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
