// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.KeyFile;
import org.urna.crypto.record.ElectionId;
import org.urna.trustee.RefusedException;

/**
 * A trustee's key file while a process works with it: nobody else does at the same time, and what {@link #store} was given is on the
 * disk when it returns. Not safe for concurrent use.
 */
public final class TrusteeKeyFile implements AutoCloseable {

    private final Path file;
    private final KeyFile.Key key;
    private final KeyFileLock lock;
    private final Entropy entropy;
    private TrusteeSecrets secrets;

    private TrusteeKeyFile(Path file, KeyFile.Key key, KeyFileLock lock, Entropy entropy, TrusteeSecrets secrets) {
        this.file = file;
        this.key = key;
        this.lock = lock;
        this.entropy = entropy;
        this.secrets = secrets;
    }

    /**
     * Writes a new key file.
     *
     * @throws RefusedException if the file exists
     */
    public static void create(Path file, char[] passphrase, TrusteeSecrets secrets, Entropy entropy)
            throws IOException, RefusedException {
        SealedFile.create(file, passphrase, Content.write(secrets), entropy);
    }

    /**
     * Opens a key file until it is closed.
     *
     * @throws RefusedException if the passphrase is wrong, it is no trustee's, or another process has it open
     */
    public static TrusteeKeyFile open(Path file, char[] passphrase, Entropy entropy)
            throws IOException, RefusedException {
        SecretFile.requireThere(file); // a wrong name gets no lock file beside it
        KeyFileLock lock = KeyFileLock.take(file);
        boolean opened = false;
        try {
            KeyFile.Opened sealed = SealedFile.open(file, passphrase);
            TrusteeSecrets secrets = Content.trustee(sealed.content());
            Arrays.fill(sealed.content(), (byte) 0);
            opened = true;
            return new TrusteeKeyFile(file, sealed.key(), lock, entropy, secrets);
        } catch (MalformedException e) {
            throw new RefusedException(file + ": " + e.getMessage() + ": check --key", e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** The content. */
    public TrusteeSecrets secrets() {
        return secrets;
    }

    /** Replaces what is kept of one election; it is durable when this returns. */
    public void store(ElectionSecrets election) throws IOException, RefusedException {
        TrusteeSecrets changed = secrets.with(election);
        SealedFile.replace(file, key, Content.write(changed), entropy);
        secrets = changed;
    }

    /** What this trustee's mixes of one election put out, beside the key file. */
    public MixFiles mixFiles(ElectionId election) {
        return new MixFiles(file.resolveSibling(file.getFileName() + ".mix-" + election.hex()));
    }

    /**
     * Copies the file, as it is sealed, and reads the copy back: the bytes of a file that was just opened.
     *
     * @throws RefusedException if there is such a file already, or the copy is another
     */
    public void backUp(Path copy) throws IOException, RefusedException {
        SealedFile.copy(file, copy);
    }

    /**
     * Opens a copy with the passphrase and compares what is in it.
     *
     * @throws RefusedException if it does not open, or holds anything else
     */
    public void openCopy(Path copy, char[] passphrase) throws IOException, RefusedException {
        byte[] inCopy = SealedFile.open(copy, passphrase).content();
        byte[] here = Content.write(secrets);
        boolean same = Arrays.equals(inCopy, here);
        Arrays.fill(inCopy, (byte) 0);
        Arrays.fill(here, (byte) 0);
        if (!same) {
            throw new RefusedException(copy + " holds something else than the key file: choose another name");
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
