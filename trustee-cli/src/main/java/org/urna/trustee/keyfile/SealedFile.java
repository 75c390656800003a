// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.KeyFile;
import org.urna.trustee.RefusedException;

/** A key file on the disk: one line with the compact JWE of its content under a passphrase (docs/protocol.md §1). */
final class SealedFile {

    private static final int MAX_FILE_BYTES = 2 * KeyFile.MAX_CONTENT_BYTES;

    private SealedFile() {}

    /** Writes a new key file, and reads it back as the next run will; {@code content} is wiped. */
    static void create(Path file, char[] passphrase, byte[] content, Entropy entropy)
            throws IOException, RefusedException {
        try {
            requireShort(content);
            SecretFile.create(file, line(KeyFile.encrypt(passphrase, content, entropy)));
            byte[] back = open(file, passphrase).content();
            boolean same = Arrays.equals(content, back);
            Arrays.fill(back, (byte) 0);
            if (!same) {
                throw new RefusedException(file + " opens to another content: use another disk");
            }
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** Replaces a key file; {@code content} is wiped. */
    static void replace(Path file, KeyFile.Key key, byte[] content, Entropy entropy)
            throws IOException, RefusedException {
        try {
            requireShort(content);
            SecretFile.replace(file, line(key.encrypt(content, entropy)));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** The content, for the caller to wipe, and the key that replaces it. */
    static KeyFile.Opened open(Path file, char[] passphrase) throws IOException, RefusedException {
        String sealed = new String(SecretFile.read(file, MAX_FILE_BYTES), StandardCharsets.ISO_8859_1);
        try {
            return KeyFile.open(passphrase, sealed.endsWith("\n") ? sealed.substring(0, sealed.length() - 1) : sealed);
        } catch (MalformedException e) {
            throw new RefusedException(file + ": " + e.getMessage() + ": check --key and the passphrase", e);
        }
    }

    /** Copies a key file to a new one, and compares what the disk gives back. */
    static void copy(Path file, Path copy) throws IOException, RefusedException {
        byte[] sealed = SecretFile.read(file, MAX_FILE_BYTES);
        SecretFile.create(copy, sealed);
        if (!Arrays.equals(SecretFile.read(copy, MAX_FILE_BYTES), sealed)) {
            throw new RefusedException(copy + " is not what was written: use another disk");
        }
    }

    private static void requireShort(byte[] content) throws RefusedException {
        if (content.length > KeyFile.MAX_CONTENT_BYTES) {
            throw new RefusedException("the key file would become too large: use a key of its own for each election");
        }
    }

    private static byte[] line(String sealed) {
        return (sealed + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
