// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;

class KeysTest {

    /** The public key of the example in RFC 7515 appendix A.3, and its private part. */
    private static final String X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";

    private static final String Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    private static final String D = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";
    private static final String PUBLIC = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"}";
    private static final String PRIVATE =
            "{\"crv\":\"P-256\",\"d\":\"" + D + "\",\"kty\":\"EC\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"}";

    @Test
    void theExampleOfTheStandardReadsBack() throws Exception {
        VerificationKey key = VerificationKey.parse(PUBLIC);
        assertThat(key.jwk()).isEqualTo(PUBLIC);
        assertThat(key.thumbprint())
                .hasSize(43)
                .isEqualTo(ECKey.parse(PUBLIC).computeThumbprint().toString());
        SigningKey secret = SigningKey.parse(PRIVATE);
        assertThat(secret.publicKey()).isEqualTo(key);
        assertThat(secret.privateJwk()).isEqualTo(PRIVATE);
        assertThat(EncryptionKey.parse(PUBLIC).jwk()).isEqualTo(PUBLIC);
        assertThat(DecryptionKey.parse(PRIVATE).publicKey()).isEqualTo(EncryptionKey.parse(PUBLIC));
        assertThat(DecryptionKey.parse(PRIVATE).privateJwk()).isEqualTo(PRIVATE);
    }

    @Test
    void keysDoNotPrintTheirSecret() throws Exception {
        assertThat(SigningKey.parse(PRIVATE).toString()).doesNotContain(D).contains("hidden");
        assertThat(DecryptionKey.parse(PRIVATE).toString()).doesNotContain(D).contains("hidden");
    }

    @Test
    void newKeysDiffer() {
        assertThat(SigningKey.generate(Entropy.secure()).publicKey())
                .isNotEqualTo(SigningKey.generate(Entropy.secure()).publicKey());
        assertThat(DecryptionKey.generate(Entropy.secure()).publicKey())
                .isNotEqualTo(DecryptionKey.generate(Entropy.secure()).publicKey());
    }

    @Test
    void noOtherWritingOfAPublicKeyIsRead() {
        String spareBits = X.substring(0, 42) + "V";
        for (String other : List.of(
                "",
                "{}",
                PUBLIC + " ",
                PUBLIC.replace(",", ", "),
                PRIVATE,
                PUBLIC.replace("P-256", "P-384"),
                PUBLIC.replace("EC", "OKP"),
                PUBLIC.replace("}", ",\"kid\":\"a\"}"),
                PUBLIC.replace("{", "{\"alg\":\"ES256\","),
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"}",
                PUBLIC.replace(X, X + "="),
                PUBLIC.replace(X, spareBits),
                PUBLIC.replace(X, X.substring(1)),
                PUBLIC.replace(X, Y), // off the curve
                PUBLIC.replace(Y, X),
                PUBLIC.replace(X, "A".repeat(43)).replace(Y, "A".repeat(43)),
                PUBLIC.replace(X, Base64Url.encode(new byte[] {
                    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
                    -1, -1, -1, -1, -1, -1, -1
                })))) {
            assertThatThrownBy(() -> VerificationKey.parse(other)).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> EncryptionKey.parse(other)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void noOtherPrivateKeyIsRead() {
        String foreign = SigningKey.generate(Entropy.secure()).privateJwk();
        String foreignD = foreign.substring(21, 64);
        for (String other : List.of(
                "",
                PUBLIC,
                PRIVATE + "\n",
                PRIVATE.replace(D, foreignD),
                PRIVATE.replace(D, "A".repeat(43)),
                PRIVATE.replace(D, "_".repeat(42) + "8"),
                PRIVATE.replace(D, D.substring(1)),
                PRIVATE.replace("\"d\":\"" + D + "\",", ""))) {
            assertThat(other).isNotEqualTo(PRIVATE);
            assertThatThrownBy(() -> SigningKey.parse(other)).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> DecryptionKey.parse(other)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void infinityIsNoPublicKey() {
        assertThatThrownBy(() -> new VerificationKey(Point.INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncryptionKey(Point.INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }
}
