// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.VerificationKey;

/** The forms of keys and signatures, by their names in docs/protocol.md §12. */
final class KeyForms {

    /** The type byte of an Ed25519 key for signed notes. */
    static final int ED25519 = 0x01;

    /** The type byte of an Ed25519 key for timestamped cosignatures. */
    static final int ED25519_COSIGNER = 0x04;

    /** The type byte of an ML-DSA-44 key for cosignatures. */
    static final int ML_DSA_44 = 0x06;

    private static final int HALF = Point.BYTES / 2;

    private static final Form<Point> KEY = Form.object(o -> {
        o.member("crv", Forms.word("P-256"), key -> "P-256");
        o.member("kty", Forms.word("EC"), key -> "EC");
        String x = o.member("x", coordinate(), key -> Base64Url.encode(Arrays.copyOf(key.encode(), HALF)));
        String y = o.member(
                "y", coordinate(), key -> Base64Url.encode(Arrays.copyOfRange(key.encode(), HALF, Point.BYTES)));
        return point(x, y);
    });

    static final Form<VerificationKey> JWK = KEY.map(VerificationKey::new, VerificationKey::point);

    /** The same form for the keys that shares are encrypted to. */
    static final Form<EncryptionKey> ENCRYPTION_JWK = KEY.map(EncryptionKey::new, EncryptionKey::point);

    private static final int ED25519_BYTES = 32;
    private static final int ML_DSA_44_BYTES = 1312;
    private static final int SIGNATURE_BYTES = 64;
    private static final int MAX_NAME = 100;
    private static final int KEY_ID_BYTES = 4;

    static final Form<String> ORIGIN =
            Forms.checked(Forms.text(1, MAX_NAME, false), KeyForms::isKeyName, "not a key name");
    static final Form<String> VKEY = Forms.checked(
            Forms.text(1, 2000, false), text -> vkeyType(text) >= 0, "not a verifier key of a known type");

    /** Officers' signatures beside a decision. */
    static final Form<String> OFFICER_JWS = jws("urna-decision");

    /** The registrar's signature beside the officers'. */
    static final Form<String> REGISTRAR_JWS = jws("urna-registrar");

    private KeyForms() {}

    /** A detached ES256 signature whose header names {@code typ}. */
    static Form<String> jws(String typ) {
        String before = "{\"alg\":\"ES256\",\"kid\":\"";
        String after = "\",\"typ\":\"" + typ + "\"}";
        return Forms.checked(
                Forms.text(1, 400, false),
                text -> isJws(text, before, after),
                "not a detached signature of type " + typ);
    }

    private static boolean isJws(String text, String before, String after) {
        int dots = text.indexOf("..");
        if (dots < 0 || !Forms.isBase64Url(text.substring(dots + 2), SIGNATURE_BYTES)) {
            return false;
        }
        try {
            String header = new String(Base64Url.decode(text.substring(0, dots)), StandardCharsets.ISO_8859_1);
            return header.startsWith(before)
                    && header.endsWith(after)
                    && header.length() > before.length() + after.length()
                    && Forms.isBase64Url(
                            header.substring(before.length(), header.length() - after.length()), Sha256.BYTES);
        } catch (MalformedException e) {
            return false;
        }
    }

    /** The type byte of a verifier key, or -1 where the text is none. */
    static int vkeyType(String text) {
        int first = text.indexOf('+');
        int second = text.indexOf('+', first + 1);
        if (first < 1 || second != first + 9 || !isKeyName(text.substring(0, first))) {
            return -1;
        }
        byte[] key = decodeStandard(text.substring(second + 1));
        if (key.length == 0 || !text.substring(first + 1, second).equals(keyId(text.substring(0, first), key))) {
            return -1;
        }
        return switch (key[0]) {
            case ED25519, ED25519_COSIGNER -> key.length == 1 + ED25519_BYTES ? key[0] : -1;
            case ML_DSA_44 -> key.length == 1 + ML_DSA_44_BYTES ? key[0] : -1;
            default -> -1;
        };
    }

    /** The name in front of a verifier key. */
    static String vkeyName(String vkey) {
        return vkey.substring(0, vkey.indexOf('+'));
    }

    private static byte[] decodeStandard(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** As C2SP signed notes name a key: the first 32 bits of a hash. */
    static String keyId(String name, byte[] typedKey) {
        byte[] hash = Sha256.hash(name.getBytes(StandardCharsets.US_ASCII), new byte[] {'\n'}, typedKey);
        return HexFormat.of().formatHex(hash, 0, KEY_ID_BYTES);
    }

    /** Printable ASCII without space and plus, as C2SP signed notes ask of a name. */
    private static boolean isKeyName(String text) {
        return text.length() <= MAX_NAME
                && !text.isEmpty()
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '+');
    }

    private static Form<String> coordinate() {
        return Forms.checked(Forms.text(43, 43, false), t -> Forms.isBase64Url(t, HALF), "not 32 bytes of base64url");
    }

    private static Point point(String x, String y) throws MalformedException {
        byte[] bytes = new byte[Point.BYTES];
        System.arraycopy(Base64Url.decode(x), 0, bytes, 0, HALF);
        System.arraycopy(Base64Url.decode(y), 0, bytes, HALF, HALF);
        return Point.decode(bytes);
    }
}
