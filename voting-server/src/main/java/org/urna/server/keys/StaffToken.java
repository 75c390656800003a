// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.hash.Sha256;

/**
 * The bearer token of staff: 256 random bits in base64url, written once into the data folder.
 *
 * <p>Only its hash is kept in memory.
 */
public final class StaffToken {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final byte[] hash;

    private StaffToken(String token) {
        this.hash = Sha256.hash(token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the token, or makes one if there is no file yet.
     *
     * @throws IOException if the file cannot be read or written, or holds no token
     */
    public static StaffToken readOrCreate(Path file, Entropy entropy) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            entropy.fill(random);
            SecretFile.create(file, (Base64Url.encode(random) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!FORM.matcher(token).matches()) {
            throw new IOException(file + " holds no staff token; move it away, and the next start makes a new one");
        }
        return new StaffToken(token);
    }

    /** Whether this is the token. Takes the same time wherever they differ. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(hash, Sha256.hash(candidate.getBytes(StandardCharsets.UTF_8)));
    }
}
