// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** What staff have on their phones (RFC 6238): the demo's own, because it shares nothing with the server but HTTP. */
final class Authenticator {

    private Authenticator() {}

    /** The six digits that are shown now for a key as people type it, base32 without padding. */
    static String code(String key) {
        byte[] bytes = Base32.decode(key + "=".repeat(-key.length() & 7));
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(bytes, "HmacSHA1"), Instant.now());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key of an authenticator", e);
        }
    }
}
