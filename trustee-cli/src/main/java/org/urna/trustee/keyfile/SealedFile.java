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
            SecretFile.create(file, seal(passphrase, content, entropy));
            byte[] back = open(file, passphrase);
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
    static void replace(Path file, char[] passphrase, byte[] content, Entropy entropy)
            throws IOException, RefusedException {
        try {
            SecretFile.replace(file, seal(passphrase, content, entropy));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** The content, for the caller to wipe. */
    static byte[] open(Path file, char[] passphrase) throws IOException, RefusedException {
        String sealed = new String(SecretFile.read(file, MAX_FILE_BYTES), StandardCharsets.ISO_8859_1);
        try {
            return KeyFile.decrypt(
                    passphrase, sealed.endsWith("\n") ? sealed.substring(0, sealed.length() - 1) : sealed);
        } catch (MalformedException e) {
            throw new RefusedException(file + ": " + e.getMessage() + ": check --key and the passphrase", e);
        }
    }

    private static byte[] seal(char[] passphrase, byte[] content, Entropy entropy) throws RefusedException {
        if (content.length > KeyFile.MAX_CONTENT_BYTES) {
            throw new RefusedException("the key file would become too large: use a key of its own for each election");
        }
        return (KeyFile.encrypt(passphrase, content, entropy) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
