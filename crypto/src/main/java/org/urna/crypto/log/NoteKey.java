// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.urna.crypto.MalformedException;
import org.urna.crypto.hash.Sha256;

/** A public key that verifies notes, with its name and type: a <em>vkey</em> (C2SP signed-note, "Verifier keys"). */
public final class NoteKey {

    private static final Pattern VKEY = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");
    private static final int MAX_VKEY_CHARACTERS = 2500;

    private final String name;
    private final SignatureType type;
    private final byte[] key;
    private final int id;

    private NoteKey(String name, SignatureType type, byte[] key) {
        this.name = name;
        this.type = type;
        this.key = key;
        byte[] digest = Sha256.hash(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', (byte) type.code()}, key);
        this.id = ByteBuffer.wrap(digest).getInt();
    }

    /**
     * The key with these parts.
     *
     * @param key 32 bytes of Ed25519 (RFC 8032) or 1,312 bytes of ML-DSA-44 (FIPS 204)
     * @throws MalformedException if the name or the key is not one, or the Ed25519 point is not in the prime-order group
     */
    public static NoteKey of(String name, SignatureType type, byte[] key) throws MalformedException {
        KeyName.require(name);
        if (key.length != type.keyBytes()) {
            throw new MalformedException("verifier key has another length");
        }
        if (type != SignatureType.ML_DSA_44_COSIGNATURE && !Ed25519.validatePublicKeyFull(key, 0)) {
            throw new MalformedException("verifier key is not a point of the prime-order group");
        }
        return new NoteKey(name, type, key.clone());
    }

    /**
     * Reads a vkey: name, key id in hexadecimal, and base64 of type and key, with plus signs between.
     *
     * @throws MalformedException if it is anything but what {@link #toString} writes
     */
    public static NoteKey parse(String vkey) throws MalformedException {
        Matcher parts = VKEY.matcher(vkey);
        if (vkey.length() > MAX_VKEY_CHARACTERS || !parts.matches()) {
            throw new MalformedException("not a verifier key");
        }
        byte[] typed = StrictBase64.decode(parts.group(3));
        SignatureType type = SignatureType.of(typed[0]);
        NoteKey key = of(parts.group(1), type, Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().toHexDigits(key.id).equals(parts.group(2))) {
            throw new MalformedException("key id does not belong to the verifier key");
        }
        return key;
    }

    /** Name of the signer. */
    public String name() {
        return name;
    }

    /** The one kind of signature that it verifies. */
    public SignatureType type() {
        return type;
    }

    /** The first 32 bits of the SHA-256 hash of name, newline, type and key. */
    public int id() {
        return id;
    }

    /** The encoded public key without its type, a copy. */
    public byte[] key() {
        return key.clone();
    }

    /** Whether {@code signature} claims to be of this key: same name and id. */
    public boolean isNamedBy(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return id;
    }

    /** The vkey. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + key.length)
                .put((byte) type.code())
                .put(key)
                .array();
        return name + "+" + HexFormat.of().toHexDigits(id) + "+" + StrictBase64.encode(typed);
    }
}
