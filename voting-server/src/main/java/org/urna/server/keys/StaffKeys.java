// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

/**
 * The keys behind staff accounts, in the folder {@code staff} under {@code URNA_KEYS}: files of 32 raw bytes. A dump of the database alone can
 * neither sign anybody in, nor show an authenticator's key, nor lengthen the audit trail.
 *
 * @param session signs the tokens of sessions by HMAC-SHA-256
 * @param sealing encrypts the keys of authenticators
 * @param trail authenticates rows of the audit trail by HMAC-SHA-256
 */
public record StaffKeys(SecretKey session, SealingKey sealing, SecretKey trail) {

    private static final int BYTES = 32;
    private static final String FOLDER = "staff";
    private static final String TRAIL = "trail.hmac";
    private static final String HMAC = "HmacSHA256";

    /**
     * Reads the keys, and makes those that are not there yet. Blocks on the file system.
     *
     * @throws IOException if a file is damaged or cannot be read or written
     */
    public static StaffKeys readOrCreate(Path keys, Entropy entropy) throws IOException {
        Path folder = keys.resolve(FOLDER);
        SecretFile.createFolder(folder);
        try {
            return new StaffKeys(
                    new SecretKeySpec(key(folder.resolve("session.hmac"), entropy), HMAC),
                    SealingKey.decode(key(folder.resolve("sealing.aes256"), entropy), entropy),
                    new SecretKeySpec(key(folder.resolve(TRAIL), entropy), HMAC));
        } catch (MalformedException e) {
            throw new IOException("a key of staff is damaged: " + e.getMessage(), e);
        }
    }

    /** The key of the audit trail alone, for checking it; empty if there is none. */
    public static Optional<SecretKey> readTrail(Path keys) throws IOException {
        Path file = keys.resolve(FOLDER).resolve(TRAIL);
        return Files.exists(file) ? Optional.of(new SecretKeySpec(Files.readAllBytes(file), HMAC)) : Optional.empty();
    }

    private static byte[] key(Path file, Entropy entropy) throws IOException {
        if (!Files.exists(file)) {
            SecretFile.create(file, entropy.bytes(BYTES));
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new IOException(file + " is not " + BYTES + " bytes");
        }
        return key;
    }

    /** HMAC-SHA-256 of a message by one of these keys. */
    public static byte[] hmac(SecretKey key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 must be there on every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "StaffKeys[hidden]";
    }
}
