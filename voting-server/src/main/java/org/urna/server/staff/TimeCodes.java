// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** Codes of an authenticator (RFC 6238): six digits, HMAC-SHA-1, 30 seconds, the defaults that every authenticator knows. */
public final class TimeCodes {

    static final int KEY_BYTES = 20;

    private static final long STEP_SECONDS = 30;

    /** Steps before and after the present one: clocks differ, and people type slowly. */
    private static final int TOLERANCE = 1;

    private TimeCodes() {}

    /** The code that an authenticator shows at that moment. */
    public static String code(byte[] key, Instant moment) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(key, "HmacSHA1"), moment);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a key of an authenticator", e);
        }
    }

    /** As {@link #code(byte[], Instant)}, for a key as people type it. */
    public static String code(String base32, Instant moment) {
        int missing = -base32.length() & 7;
        return code(Base32.decode(base32 + "=".repeat(missing)), moment);
    }

    /** The time step to which a code belongs, if it is one of those that may be shown now. */
    static OptionalLong step(byte[] key, String code, Instant now) {
        long present = now.getEpochSecond() / STEP_SECONDS;
        OptionalLong found = OptionalLong.empty();
        for (long step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
            String expected = code(key, Instant.ofEpochSecond(step * STEP_SECONDS));
            if (MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The key as people type it: base32 without padding. */
    static String base32(byte[] key) {
        return new String(Base32.encode(key), StandardCharsets.US_ASCII).replace("=", "");
    }

    /** The address that an authenticator reads from a QR code (Key URI Format). */
    static String uri(byte[] key, String issuer, String account) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + base32(key) + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
