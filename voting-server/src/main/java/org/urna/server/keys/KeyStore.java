// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;

/**
 * The server's keys of each election, one folder per election under {@code URNA_KEYS}, one file of 32 raw bytes per key.
 *
 * <p>Blocks on the file system: call it on a worker thread.
 */
public final class KeyStore {

    private static final int BYTES = 32;
    private static final Pattern ELECTION = Pattern.compile("[0-9a-f]{32}");

    /** What the keys are for; the names are file names. */
    private enum Name {
        BOARD("board.ed25519"),
        COSIGNER("cosigner.mldsa44"),
        RECEIPT("receipt.p256"),
        REGISTRAR("registrar.p256"),
        SEALING("sealing.aes256");

        final String file;

        Name(String file) {
            this.file = file;
        }
    }

    private final Path folder;
    private final Entropy entropy;

    public KeyStore(Path folder, Entropy entropy) {
        this.folder = folder;
        this.entropy = entropy;
    }

    /** Makes all keys of a new election. */
    public void create(String election) throws IOException {
        Path home = home(election);
        SecretFile.createFolder(home);
        for (Name name : Name.values()) {
            byte[] key = switch (name) {
                case RECEIPT, REGISTRAR -> SecretScalar.random(entropy).encode();
                default -> random();
            };
            SecretFile.create(home.resolve(name.file), key);
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * The keys of an election.
     *
     * @param origin the name of the board, which is part of its keys
     * @throws IOException if a file is missing or damaged
     */
    public ElectionKeys load(String election, String origin) throws IOException {
        try {
            return new ElectionKeys(
                    NoteSigningKey.decode(origin, SignatureType.ED25519, read(election, Name.BOARD)),
                    NoteSigningKey.decode(origin, SignatureType.ML_DSA_44_COSIGNATURE, read(election, Name.COSIGNER)),
                    SecretScalar.decode(read(election, Name.RECEIPT)),
                    SecretScalar.decode(read(election, Name.REGISTRAR)),
                    new SealingKey(read(election, Name.SEALING), entropy));
        } catch (MalformedException e) {
            throw new IOException("a key of election " + election + " is damaged: " + e.getMessage(), e);
        }
    }

    private byte[] read(String election, Name name) throws IOException {
        byte[] key = Files.readAllBytes(home(election).resolve(name.file));
        if (key.length != BYTES) {
            throw new IOException(home(election).resolve(name.file) + " has another length than " + BYTES + " bytes");
        }
        return key;
    }

    private Path home(String election) {
        if (!ELECTION.matcher(election).matches()) {
            throw new IllegalArgumentException("not an election id");
        }
        return folder.resolve(election);
    }

    private byte[] random() {
        byte[] key = new byte[BYTES];
        entropy.fill(key);
        return key;
    }
}
