// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Hash;

/**
 * A1: a Chaum-Pedersen proof whose challenge leaves out the ciphertext and the factor can be forged by whoever picks the
 * ciphertext afterwards (Bernhard, Pereira, Warinschi 2012). The weak variant exists in this test only.
 */
class WeakDecryptionProofTest {

    private static Scalar weakChallenge(Point v, Point w, Point w2) {
        return Transcript.of("decryption").point(v).point(w).point(w2).toScalar();
    }

    private static boolean weakVerify(Point v, Ciphertext ciphertext, Point factor, EqualityProof proof) {
        Scalar c = weakChallenge(v, proof.w(), proof.w2());
        return Point.G.times(proof.z()).equals(proof.w().plus(v.times(c)))
                && ciphertext.alpha().times(proof.z()).equals(proof.w2().plus(factor.times(c)));
    }

    @Test
    void aForgeryAgainstTheWeakChallengeFailsAgainstOurs() {
        Entropy entropy = Entropy.secure();
        SecretScalar s = SecretScalar.random(entropy);
        Point v = s.timesG();
        // The trustee commits with unrelated logarithms and only then lets the voter choose alpha = a*G and the factor.
        Scalar a = SecretScalar.random(entropy).declassify();
        Scalar w = SecretScalar.random(entropy).declassify();
        Point w2 = Point.G.times(SecretScalar.random(entropy).declassify());
        Scalar c = weakChallenge(v, Point.G.times(w), w2);
        Scalar z = w.plus(c.times(s.declassify()));
        Point alpha = Point.G.times(a);
        Point factor = alpha.times(z).minus(w2).times(c.inverse());
        EqualityProof forged = new EqualityProof(Point.G.times(w), w2, z);
        Ciphertext ciphertext = new Ciphertext(alpha, Point.G);

        assertThat(factor).isNotEqualTo(s.times(alpha));
        assertThat(weakVerify(v, ciphertext, factor, forged)).isTrue();

        EncryptedTally tally = new EncryptedTally(Hash.sha256(new byte[] {1}), "leader", "", List.of(ciphertext));
        assertThat(new DecryptionShare(List.of(factor), forged)
                        .verify(tally, 1, v)
                        .isAccepted())
                .isFalse();
    }
}
