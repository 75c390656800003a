// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;

/**
 * AES-256-GCM with random nonces, for rows that must mean nothing to who reads the database alone: the registrar's map and queued messages.
 *
 * <p>A sealed value is nonce (12 bytes), ciphertext, tag (16 bytes), bound to the place it was sealed for.
 */
public final class SealingKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final Entropy entropy;

    private SealingKey(byte[] key, Entropy entropy) {
        this.key = new SecretKeySpec(key, "AES");
        this.entropy = entropy;
    }

    static SealingKey random(Entropy entropy) {
        return new SealingKey(entropy.bytes(KEY_BYTES), entropy);
    }

    static SealingKey decode(byte[] key, Entropy entropy) throws MalformedException {
        if (key.length != KEY_BYTES) {
            throw new MalformedException("sealing key: not " + KEY_BYTES + " bytes");
        }
        return new SealingKey(key, entropy);
    }

    /** The key, for a key file only. */
    byte[] encode() {
        return key.getEncoded();
    }

    /**
     * Seals a value.
     *
     * @param place where it will stand, for example table and primary key; opening needs the same
     */
    public byte[] seal(String place, byte[] plain) {
        byte[] nonce = entropy.bytes(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM must be there on every JDK", e);
        }
    }

    /**
     * Opens a value.
     *
     * @throws MalformedException if it was sealed by another key or for another place, or changed since
     */
    public byte[] open(String place, byte[] sealed) throws MalformedException {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new MalformedException("sealed value: too short");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new MalformedException("sealed value: does not open");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SealingKey[hidden]";
    }
}
