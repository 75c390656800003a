// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;

/**
 * A compact JWS whose payload stands elsewhere (RFC 7515 appendix F): {@code header..signature}, with the header
 * {@code {"alg":"ES256","kid":thumbprint of the key,"typ":type}} in exactly these characters.
 */
public final class DetachedJws {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.\\.([A-Za-z0-9_-]{86})");

    private DetachedJws() {}

    /**
     * Signs exactly these bytes.
     *
     * @param type what is signed, lower-case letters, digits and hyphens, such as {@code urna-key-share}
     */
    public static String sign(SigningKey key, String type, byte[] payload) {
        return JwsParts.sign(key, type, payload).serialize(true);
    }

    /**
     * The thumbprint of the key that claims to have signed, by which it is looked up. Nothing is verified.
     *
     * @throws MalformedException if {@code jws} is not a detached JWS with the fixed header
     */
    public static String keyId(String jws) throws MalformedException {
        return parse(jws).keyId();
    }

    /** Decides whether {@code key} signed exactly {@code payload} as a {@code type}. A malformed JWS is rejected. */
    public static Verdict verify(String jws, VerificationKey key, String type, byte[] payload) {
        try {
            return parse(jws).verify(key, type, payload);
        } catch (MalformedException e) {
            return JwsParts.malformed(e);
        }
    }

    private static JwsParts parse(String jws) throws MalformedException {
        Matcher segments = FORM.matcher(jws);
        if (!segments.matches()) {
            throw new MalformedException("not a detached JWS");
        }
        return JwsParts.parse(segments.group(1), segments.group(2));
    }
}
