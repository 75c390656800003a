// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;

/**
 * The server's keys of each election, one folder per election under {@code URNA_KEYS}. Seeds and symmetric keys are files of 32 raw bytes, ES256
 * keys are private JWKs.
 *
 * <p>Blocks on the file system: call it on a worker thread.
 */
public final class KeyStore {

    private static final Pattern ELECTION = Pattern.compile("[0-9a-f]{32}");

    /** Makes the names of keys that are stored: names are the origin's, which a draft may still change. */
    private static final String ANY_NAME = "board";

    private static final String BOARD = "board.ed25519";
    private static final String COSIGNER = "cosigner.mldsa44";
    private static final String RECEIPT = "receipt.jwk";
    private static final String REGISTRAR = "registrar.jwk";
    private static final String SEALING = "sealing.aes256";

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
        ElectionKeys keys = ElectionKeys.random(ANY_NAME, entropy);
        SecretFile.create(home.resolve(BOARD), keys.board().encode());
        SecretFile.create(home.resolve(COSIGNER), keys.cosigner().encode());
        SecretFile.create(home.resolve(RECEIPT), ascii(keys.receipt().privateJwk()));
        SecretFile.create(home.resolve(REGISTRAR), ascii(keys.registrar().privateJwk()));
        SecretFile.create(home.resolve(SEALING), keys.sealing().encode());
    }

    /**
     * The keys of an election.
     *
     * @param origin the name of the board, which is part of its keys
     * @throws IOException if a file is missing or damaged
     */
    public ElectionKeys load(String election, String origin) throws IOException {
        Path home = home(election);
        try {
            return new ElectionKeys(
                    NoteSigningKey.decode(origin, SignatureType.ED25519, Files.readAllBytes(home.resolve(BOARD))),
                    NoteSigningKey.decode(
                            origin, SignatureType.ML_DSA_44_COSIGNATURE, Files.readAllBytes(home.resolve(COSIGNER))),
                    SigningKey.parse(Files.readString(home.resolve(RECEIPT), StandardCharsets.US_ASCII)),
                    SigningKey.parse(Files.readString(home.resolve(REGISTRAR), StandardCharsets.US_ASCII)),
                    SealingKey.decode(Files.readAllBytes(home.resolve(SEALING)), entropy));
        } catch (MalformedException e) {
            throw new IOException("a key of election " + election + " is damaged: " + e.getMessage(), e);
        }
    }

    /** What was signed last with these keys. */
    LastSigned lastSigned() {
        return new LastSigned(folder);
    }

    /** Puts a fresh key in the place of the one that sealed: whatever that one sealed means nothing any more. */
    void renewSealing(String election) throws IOException {
        SecretFile.replace(
                home(election).resolve(SEALING), SealingKey.random(entropy).encode());
    }

    private Path home(String election) {
        if (!ELECTION.matcher(election).matches()) {
            throw new IllegalArgumentException("not an election id");
        }
        return folder.resolve(election);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
