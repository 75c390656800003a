// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;

/**
 * The one writing of a P-256 key as a JWK: members in alphabetical order without white space, which for a public key is
 * also what RFC 7638 hashes.
 */
final class EcJwk {

    private static final String COORDINATES = "\"x\":\"([A-Za-z0-9_-]{43})\",\"y\":\"([A-Za-z0-9_-]{43})\"\\}";
    private static final Pattern PUBLIC = Pattern.compile("\\{\"crv\":\"P-256\",\"kty\":\"EC\"," + COORDINATES);
    private static final Pattern PRIVATE =
            Pattern.compile("\\{\"crv\":\"P-256\",\"d\":\"([A-Za-z0-9_-]{43})\",\"kty\":\"EC\"," + COORDINATES);

    private EcJwk() {}

    static String write(Point point) {
        return "{\"crv\":\"P-256\",\"kty\":\"EC\"," + coordinates(point);
    }

    static String writePrivate(SecretScalar secret, Point point) {
        return "{\"crv\":\"P-256\",\"d\":\"" + Base64Url.encode(secret.encode()) + "\",\"kty\":\"EC\","
                + coordinates(point);
    }

    private static String coordinates(Point point) {
        byte[] both = point.encode();
        String x = Base64Url.encode(Arrays.copyOfRange(both, 0, Point.BYTES / 2));
        String y = Base64Url.encode(Arrays.copyOfRange(both, Point.BYTES / 2, Point.BYTES));
        return "\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    }

    /** The 64 bytes {@code x ‖ y} of a public JWK, which need not be on the curve. */
    static byte[] parse(String jwk) throws MalformedException {
        Matcher members = PUBLIC.matcher(jwk);
        if (!members.matches()) {
            throw new MalformedException("not a P-256 public key as a JWK in canonical form");
        }
        return join(members.group(1), members.group(2));
    }

    /** The secret of a private JWK, after checking that the public part belongs to it. */
    static SecretScalar parsePrivate(String jwk) throws MalformedException {
        Matcher members = PRIVATE.matcher(jwk);
        if (!members.matches()) {
            throw new MalformedException("not a P-256 private key as a JWK in canonical form");
        }
        SecretScalar secret = SecretScalar.decode(Base64Url.decode(members.group(1)));
        if (!secret.timesG().equals(Point.decode(join(members.group(2), members.group(3))))) {
            throw new MalformedException("private and public part of a JWK do not belong together");
        }
        return secret;
    }

    private static byte[] join(String x, String y) throws MalformedException {
        byte[] both = Arrays.copyOf(Base64Url.decode(x), Point.BYTES);
        System.arraycopy(Base64Url.decode(y), 0, both, Point.BYTES / 2, Point.BYTES / 2);
        return both;
    }
}
