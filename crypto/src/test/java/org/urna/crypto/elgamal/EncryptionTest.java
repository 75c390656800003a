// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.elgamal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

class EncryptionTest {

    private final Entropy entropy = Property.entropy(new Random(8));
    private final SecretScalar secret = SecretScalar.random(entropy);
    private final Encryption encryption = Encryption.under(secret.timesG());

    private Point decrypt(Ciphertext ciphertext) {
        return ciphertext.beta().minus(secret.times(ciphertext.alpha()));
    }

    private static Point number(long m) {
        return Point.G.times(Scalar.of(m));
    }

    @Test
    void decryptionGivesTheNumberTimesG() {
        for (long m : new long[] {0, 1, 2, 1000, 1L << 36}) {
            Ciphertext ciphertext = encryption.encrypt(new Opening(m, SecretScalar.random(entropy)), entropy);

            assertThat(decrypt(ciphertext)).isEqualTo(number(m));
            assertThat(ciphertext.isFinite()).isTrue();
        }
    }

    @Test
    void theBlindDoesNotChangeTheCiphertext() {
        Opening opening = new Opening(0, SecretScalar.random(entropy));

        assertThat(encryption.encrypt(opening, entropy))
                .isEqualTo(encryption.encrypt(opening, Entropy.secure()))
                .isEqualTo(Encryption.open(encryption.key(), 0, opening.r().declassify()));
    }

    @Test
    void sumsAndMultiplesOfCiphertextsAreOpenedBySumsAndMultiplesOfOpenings() {
        Property.holds(10, random -> {
            Opening a = new Opening(random.nextInt(50), SecretScalar.random(Property.entropy(random)));
            Opening b = new Opening(random.nextInt(50), SecretScalar.random(Property.entropy(random)));
            Ciphertext sum = encryption
                    .encrypt(a, entropy)
                    .plus(encryption.encrypt(b, entropy).times(Scalar.of(11)));
            Opening opening = a.plus(b.times(11));

            assertThat(opening.m()).isEqualTo(a.m() + 11 * b.m());
            assertThat(encryption.encrypt(opening, entropy)).isEqualTo(sum);
            assertThat(decrypt(sum)).isEqualTo(number(a.m() + 11 * b.m()));
        });
    }

    @Test
    void reencryptionChangesTheCiphertextAndNotThePlaintext() {
        Ciphertext before = encryption.encrypt(new Opening(4, SecretScalar.random(entropy)), entropy);

        Ciphertext after = encryption.reencrypt(before, SecretScalar.random(entropy));

        assertThat(after.alpha()).isNotEqualTo(before.alpha());
        assertThat(after.beta()).isNotEqualTo(before.beta());
        assertThat(decrypt(after)).isEqualTo(number(4));
    }

    @Test
    void pointsAreEncryptedToo() {
        Point message = SecretScalar.random(entropy).timesG();
        SecretScalar r = SecretScalar.random(entropy);

        assertThat(decrypt(encryption.encrypt(message, r))).isEqualTo(message);
        assertThat(Encryption.open(encryption.key(), message, r.declassify()))
                .isEqualTo(encryption.encrypt(message, r));
        assertThatThrownBy(() -> encryption.encrypt(Point.INFINITY, r)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsNeutralAndCannotBeWritten() {
        Ciphertext ciphertext = encryption.encrypt(new Opening(4, SecretScalar.random(entropy)), entropy);

        assertThat(Ciphertext.NOTHING.plus(ciphertext)).isEqualTo(ciphertext);
        assertThat(Ciphertext.NOTHING.isFinite()).isFalse();
        assertThat(ciphertext.plus(ciphertext.times(Scalar.of(-1)))).isEqualTo(Ciphertext.NOTHING);
        assertThat(ciphertext.times(Scalar.ONE)).isEqualTo(ciphertext);
    }

    @Test
    void anOpeningDoesNotPrintAndDoesNotOverflow() {
        assertThat(new Opening(41, SecretScalar.of(3)).toString()).isEqualTo("Opening[hidden]");
        assertThatThrownBy(() -> new Opening(Long.MAX_VALUE, SecretScalar.of(3)).times(2))
                .isInstanceOf(ArithmeticException.class);
    }
}
