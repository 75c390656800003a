// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.urna.trustee.RefusedException;

/** A passphrase in a file of its own, for processes that nobody sits at: one line of ASCII, mode 600. */
public final class PassphraseFile {

    private static final int MAX_BYTES = 256;

    private PassphraseFile() {}

    /**
     * Writes a new file.
     *
     * @throws RefusedException if it exists
     */
    public static void create(Path file, char[] passphrase) throws IOException, RefusedException {
        byte[] line = new byte[passphrase.length + 1];
        for (int i = 0; i < passphrase.length; i++) {
            line[i] = (byte) passphrase[i]; // generated ones are ASCII
        }
        line[passphrase.length] = '\n';
        try {
            SecretFile.create(file, line);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /**
     * Reads a file, without the end of its line.
     *
     * @return for the caller to wipe
     * @throws RefusedException if it is not there, others can read it, or it is not one line of ASCII
     */
    public static char[] read(Path file) throws IOException, RefusedException {
        byte[] content = SecretFile.read(file, MAX_BYTES);
        try {
            int length = content.length;
            while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
                length--;
            }
            char[] passphrase = new char[length];
            for (int i = 0; i < length; i++) {
                if (content[i] < 0x20 || content[i] > 0x7e) {
                    throw notOne(file);
                }
                passphrase[i] = (char) content[i];
            }
            if (length == 0) {
                throw notOne(file);
            }
            return passphrase;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static RefusedException notOne(Path file) {
        return new RefusedException(file + " does not hold a passphrase on one line: check --passphrase-file");
    }
}
