// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.trustee.RefusedException;

/** An officer's key file, which never changes once it is made. */
public final class OfficerKeyFile {

    private OfficerKeyFile() {}

    /**
     * Writes a new key file.
     *
     * @throws RefusedException if the file exists
     */
    public static void create(Path file, char[] passphrase, OfficerSecrets secrets, Entropy entropy)
            throws IOException, RefusedException {
        SealedFile.create(file, passphrase, Content.write(secrets), entropy);
    }

    /**
     * Reads a key file.
     *
     * @throws RefusedException if the passphrase is wrong or it is no officer's
     */
    public static OfficerSecrets read(Path file, char[] passphrase) throws IOException, RefusedException {
        byte[] content = SealedFile.open(file, passphrase).content();
        try {
            return Content.officer(content);
        } catch (MalformedException e) {
            throw new RefusedException(file + ": " + e.getMessage() + ": check --key", e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }
}
