// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;

/**
 * The keys of a registrar who works apart from the server: one that signs (a private JWK), and for each election 32 raw bytes that seal its map,
 * its codes and its queued messages.
 *
 * <p>What gives no future blocks on the file system.
 */
public final class RegistrarKeys implements SealingKeys {

    private static final Pattern ELECTION = Pattern.compile("[0-9a-f]{32}");
    private static final String SIGNING = "registrar.jwk";
    private static final String SEALING = "sealing.aes256";

    private final Vertx vertx;
    private final Path folder;
    private final Entropy entropy;

    /** @param folder made with the first key */
    public RegistrarKeys(Vertx vertx, Path folder, Entropy entropy) {
        this.vertx = vertx;
        this.folder = folder;
        this.entropy = entropy;
    }

    /**
     * Makes the key that signs, and reads it back.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    public SigningKey create() throws IOException {
        SecretFile.createFolder(folder);
        SigningKey made = SigningKey.generate(entropy);
        SecretFile.create(folder.resolve(SIGNING), made.privateJwk().getBytes(StandardCharsets.US_ASCII));
        SigningKey stored = signing();
        if (!stored.publicKey().equals(made.publicKey())) {
            throw new IOException("the key that was stored is not the one that was made: the disk is damaged");
        }
        return stored;
    }

    /**
     * The key that signs.
     *
     * @throws java.nio.file.NoSuchFileException if none was made
     * @throws IOException if it is damaged
     */
    public SigningKey signing() throws IOException {
        try {
            return SigningKey.parse(Files.readString(folder.resolve(SIGNING), StandardCharsets.US_ASCII));
        } catch (MalformedException e) {
            throw new IOException("the registrar's key is damaged: " + e.getMessage(), e);
        }
    }

    /** Makes the key that seals, unless there is one. */
    public void prepare(String election) throws IOException {
        SecretFile.createFolder(home(election));
        Path file = home(election).resolve(SEALING);
        if (!Files.exists(file)) {
            SecretFile.create(file, SealingKey.random(entropy).encode());
        }
    }

    @Override
    public Future<SealingKey> sealing(String election, String origin) {
        return vertx.executeBlocking(() -> {
            try {
                return SealingKey.decode(Files.readAllBytes(home(election).resolve(SEALING)), entropy);
            } catch (MalformedException e) {
                throw new IOException("a key of election " + election + " is damaged: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public Future<Void> forget(String election, String origin) {
        return vertx.executeBlocking(() -> {
            SecretFile.replace(
                    home(election).resolve(SEALING), SealingKey.random(entropy).encode());
            return null;
        });
    }

    private Path home(String election) {
        if (!ELECTION.matcher(election).matches()) {
            throw new IllegalArgumentException("not an election id");
        }
        return folder.resolve(election);
    }
}
