// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.AESGCM;
import com.nimbusds.jose.crypto.impl.AuthenticatedCipherText;
import com.nimbusds.jose.util.Container;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;

/** The last three segments of a compact JWE with A256GCM (RFC 7518 §5.3). */
final class Aes256Gcm {

    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;

    private Aes256Gcm() {}

    /** {@code iv.ciphertext.tag}, with the header's segment as additional data. */
    static String encrypt(SecretKey key, String header, byte[] plaintext, Entropy entropy) {
        byte[] iv = entropy.bytes(IV_BYTES);
        try {
            AuthenticatedCipherText sealed = AESGCM.encrypt(
                    key, new Container<>(iv), plaintext, header.getBytes(StandardCharsets.US_ASCII), null);
            return Base64Url.encode(iv) + "." + Base64Url.encode(sealed.getCipherText()) + "."
                    + Base64Url.encode(sealed.getAuthenticationTag());
        } catch (JOSEException e) {
            throw new AssertionError("every Java platform has AES-GCM", e);
        }
    }

    /** @throws MalformedException if the tag does not hold */
    static byte[] decrypt(SecretKey key, String header, byte[] iv, byte[] ciphertext, byte[] tag)
            throws MalformedException {
        try {
            return AESGCM.decrypt(key, iv, ciphertext, header.getBytes(StandardCharsets.US_ASCII), tag, null);
        } catch (JOSEException e) {
            throw new MalformedException("JWE does not decrypt");
        }
    }
}
