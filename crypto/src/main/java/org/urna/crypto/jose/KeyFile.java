// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.crypto.impl.AESKW;
import com.nimbusds.jose.crypto.impl.PBKDF2;
import com.nimbusds.jose.crypto.impl.PRFParams;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;

/**
 * A file under a passphrase: a compact JWE with PBES2-HS512+A256KW and A256GCM (RFC 7518 §4.8, §5.3) and the header
 * {@code {"alg":"PBES2-HS512+A256KW","enc":"A256GCM","p2c":600000,"p2s":salt}} in exactly these characters.
 *
 * <p>The passphrase is used as {@link Passphrase#normalize} writes it, in UTF-8.
 */
public final class KeyFile {

    /** The iterations with which files are written. */
    public static final int ITERATIONS = 600_000;

    /** The most iterations that are read: a file must not keep its reader busy for ever. */
    public static final int MAX_ITERATIONS = 2_000_000;

    /** The longest content in bytes. */
    public static final int MAX_CONTENT_BYTES = 256 * 1024;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int WRAPPED_BYTES = KEY_BYTES + 8;
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9_-]{90,120})\\.([A-Za-z0-9_-]{54})\\.([A-Za-z0-9_-]{16})\\.([A-Za-z0-9_-]*+)\\.([A-Za-z0-9_-]{22})");
    private static final Pattern HEADER = Pattern.compile("\\{\"alg\":\"PBES2-HS512\\+A256KW\",\"enc\":\"A256GCM\","
            + "\"p2c\":([1-9][0-9]{5,6}),\"p2s\":\"([A-Za-z0-9_-]{22})\"\\}");

    private KeyFile() {}

    /**
     * A passphrase stretched for one salt: what a program keeps, instead of the passphrase, while it works with a file that it writes again
     * and again. Every content gets a fresh key of its own, wrapped under this one.
     */
    public static final class Key {

        private final byte[] salt;
        private final int iterations;
        private final SecretKey wrapping;

        private Key(byte[] salt, int iterations, SecretKey wrapping) {
            this.salt = salt;
            this.iterations = iterations;
            this.wrapping = wrapping;
        }

        /**
         * Encrypts {@code content}.
         *
         * @throws IllegalArgumentException if it is too long
         */
        public String encrypt(byte[] content, Entropy entropy) {
            if (content.length > MAX_CONTENT_BYTES) {
                throw new IllegalArgumentException("content of a key file is too long");
            }
            String text = "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":" + iterations + ",\"p2s\":\""
                    + Base64Url.encode(salt) + "\"}";
            String header = Base64Url.encode(text.getBytes(StandardCharsets.US_ASCII));
            SecretKey contentKey = new SecretKeySpec(entropy.bytes(KEY_BYTES), "AES");
            try {
                byte[] wrapped = AESKW.wrapCEK(contentKey, wrapping, null);
                return header + "." + Base64Url.encode(wrapped) + "."
                        + Aes256Gcm.encrypt(contentKey, header, content, entropy);
            } catch (JOSEException e) {
                throw new AssertionError("every Java platform has AES key wrap", e);
            }
        }

        @Override
        public String toString() {
            return "KeyFile.Key[hidden]";
        }
    }

    /**
     * A file that was opened.
     *
     * @param content for the caller to wipe
     * @param key encrypts what comes in its place
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    public record Opened(byte[] content, Key key) {

        @Override
        public String toString() {
            return "KeyFile.Opened[hidden]";
        }
    }

    /**
     * Encrypts {@code content} under a fresh salt.
     *
     * @throws IllegalArgumentException if the passphrase is empty or the content too long
     */
    public static String encrypt(char[] passphrase, byte[] content, Entropy entropy) {
        byte[] salt = entropy.bytes(SALT_BYTES);
        return new Key(salt, ITERATIONS, wrappingKey(passphrase, salt, ITERATIONS)).encrypt(content, entropy);
    }

    /** The content alone, as {@link #open}. */
    public static byte[] decrypt(char[] passphrase, String file) throws MalformedException {
        return open(passphrase, file).content();
    }

    /**
     * Decrypts a file.
     *
     * @throws MalformedException if it has another form or header, fewer than 600,000 or more than 2,000,000
     *     iterations, or does not open under this passphrase
     * @throws IllegalArgumentException if the passphrase is empty
     */
    public static Opened open(char[] passphrase, String file) throws MalformedException {
        Matcher segments = FORM.matcher(file);
        if (file.length() > 2 * MAX_CONTENT_BYTES || !segments.matches()) {
            throw new MalformedException("not a key file");
        }
        String header = segments.group(1);
        Matcher members = HEADER.matcher(new String(Base64Url.decode(header), StandardCharsets.ISO_8859_1));
        if (!members.matches()) {
            throw new MalformedException("header of a key file is not the fixed one");
        }
        int iterations = Integer.parseInt(members.group(1));
        if (iterations < ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new MalformedException("iterations of a key file are not between 600000 and 2000000");
        }
        byte[] salt = Base64Url.decode(members.group(2));
        byte[] wrapped = Base64Url.decode(segments.group(2));
        byte[] iv = Base64Url.decode(segments.group(3));
        byte[] ciphertext = Base64Url.decode(segments.group(4));
        byte[] tag = Base64Url.decode(segments.group(5));
        if (wrapped.length != WRAPPED_BYTES) {
            throw new MalformedException("not a key file");
        }
        Key key = new Key(salt, iterations, wrappingKey(passphrase, salt, iterations));
        SecretKey contentKey = unwrap(key.wrapping, wrapped);
        return new Opened(Aes256Gcm.decrypt(contentKey, header, iv, ciphertext, tag), key);
    }

    private static SecretKey unwrap(SecretKey key, byte[] wrapped) throws MalformedException {
        try {
            return AESKW.unwrapCEK(key, wrapped, null);
        } catch (JOSEException e) {
            throw new MalformedException("the passphrase is wrong or the key file is damaged");
        }
    }

    private static SecretKey wrappingKey(char[] passphrase, byte[] salt, int iterations) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("empty passphrase");
        }
        char[] normalized = Passphrase.normalize(passphrase);
        byte[] password = utf8(normalized);
        try {
            JWEAlgorithm algorithm = JWEAlgorithm.PBES2_HS512_A256KW;
            return PBKDF2.deriveKey(
                    password, PBKDF2.formatSalt(algorithm, salt), iterations, PRFParams.resolve(algorithm, null), null);
        } catch (JOSEException e) {
            throw new AssertionError("every Java platform has HMAC with SHA-512", e);
        } finally {
            Arrays.fill(password, (byte) 0);
            Arrays.fill(normalized, '\0');
        }
    }

    /** Without a string or a buffer that nobody overwrites. */
    private static byte[] utf8(char[] characters) {
        byte[] room = new byte[3 * characters.length];
        ByteBuffer target = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), target, true);
        byte[] encoded = Arrays.copyOf(room, target.position());
        Arrays.fill(room, (byte) 0);
        return encoded;
    }
}
