// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.work.CryptoPool;

/**
 * Passwords as Argon2id (RFC 9106): 19 MiB, two passes, one lane, as the OWASP Password Storage Cheat Sheet advises. Stored as
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, so that the cost can rise later.
 *
 * <p>Runs on threads of its own, few and with a short queue: who floods the sign-in page must not keep ballots from being checked.
 */
public final class Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9])\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final CryptoPool pool;
    private final Entropy entropy;
    private final String nobody;

    public Passwords(CryptoPool pool, Entropy entropy) {
        this.pool = pool;
        this.entropy = entropy;
        this.nobody = write(MEMORY_KIB, PASSES, LANES, entropy.bytes(SALT_BYTES), entropy.bytes(HASH_BYTES));
    }

    /** What to store for a password. */
    Future<String> hash(String password) {
        return pool.run(() -> {
            byte[] salt = entropy.bytes(SALT_BYTES);
            return write(MEMORY_KIB, PASSES, LANES, salt, argon2(password, salt, MEMORY_KIB, PASSES, LANES));
        });
    }

    /**
     * Whether this is the password. Takes as long where there is none to compare with.
     *
     * @param stored null if the account does not exist or has no password
     */
    Future<Boolean> matches(@Nullable String stored, String password) {
        return pool.run(() -> {
            Matcher form = FORM.matcher(stored == null ? nobody : stored);
            if (!form.matches()) {
                throw new IllegalStateException("a stored password is damaged");
            }
            byte[] hash = argon2(
                    password,
                    Base64.getDecoder().decode(form.group(4)),
                    Integer.parseInt(form.group(1)),
                    Integer.parseInt(form.group(2)),
                    Integer.parseInt(form.group(3)));
            boolean same = MessageDigest.isEqual(hash, Base64.getDecoder().decode(form.group(5)));
            return same && stored != null;
        });
    }

    private static String write(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private static byte[] argon2(String password, byte[] salt, int memory, int passes, int lanes) {
        // The same letters typed on two keyboards may be different code points (NIST SP 800-63B §3.1.1.2).
        byte[] bytes = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(bytes, hash);
        Arrays.fill(bytes, (byte) 0);
        return hash;
    }
}
