// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;

/**
 * A compact JWS that carries its payload, with the same fixed header as {@link DetachedJws}. Having one says nothing
 * about its signature: the payload must not be used before {@link #verify} has accepted.
 */
public final class CompactJws {

    /** The longest that is read, in characters. */
    public static final int MAX_CHARACTERS = 512 * 1024;

    // Possessive, so that a long text costs no stack.
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]++)\\.([A-Za-z0-9_-]*+)\\.([A-Za-z0-9_-]{86})");

    private final JwsParts parts;
    private final byte[] payload;

    private CompactJws(JwsParts parts, byte[] payload) {
        this.parts = parts;
        this.payload = payload;
    }

    /**
     * Signs exactly these bytes.
     *
     * @param type what is signed, lower-case letters, digits and hyphens, such as {@code urna-receipt}
     */
    public static String sign(SigningKey key, String type, byte[] payload) {
        return JwsParts.sign(key, type, payload).serialize();
    }

    /**
     * Reads a compact JWS.
     *
     * @throws MalformedException if it is none, has another header, or is too long
     */
    public static CompactJws parse(String jws) throws MalformedException {
        if (jws.length() > MAX_CHARACTERS) {
            throw new MalformedException("JWS is too long");
        }
        Matcher segments = FORM.matcher(jws);
        if (!segments.matches()) {
            throw new MalformedException("not a compact JWS");
        }
        return new CompactJws(
                JwsParts.parse(segments.group(1), segments.group(3)), Base64Url.decode(segments.group(2)));
    }

    /** The thumbprint of the key that claims to have signed. */
    public String keyId() {
        return parts.keyId();
    }

    /** What stands between header and signature, a copy. */
    public byte[] payload() {
        return payload.clone();
    }

    /** Decides whether {@code key} signed the payload as a {@code type}. */
    public Verdict verify(VerificationKey key, String type) {
        return parts.verify(key, type, payload);
    }
}
