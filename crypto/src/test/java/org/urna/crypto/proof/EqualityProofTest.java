// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.crypto.Property;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

class EqualityProofTest {

    private record Case(SecretScalar secret, Point x, Point a, Point d, EqualityProof proof) {
        static Case of(Random random) {
            Entropy entropy = Property.entropy(random);
            SecretScalar secret = SecretScalar.random(entropy);
            Point x = secret.timesG();
            Point a = SecretScalar.random(entropy).timesG();
            Point d = secret.times(a);
            return new Case(secret, x, a, d, EqualityProof.prove(before(x, a, d), a, secret, entropy));
        }

        Transcript before() {
            return before(x, a, d);
        }

        static Transcript before(Point x, Point a, Point d) {
            return Transcript.of("key-check").text("election").point(x).point(a).point(d);
        }
    }

    @Test
    void equalLogarithmsAreProved() {
        Property.holds(20, random -> {
            Case made = Case.of(random);

            assertThat(made.proof().verify(made.before(), made.x(), made.a(), made.d()))
                    .isEqualTo(Verdict.accept());
        });
    }

    @Test
    void differentLogarithmsAreNotProvedByTheHonestProver() {
        Property.holds(10, random -> {
            Case made = Case.of(random);
            Point other = made.d().plus(Point.G);
            Transcript before = Case.before(made.x(), made.a(), other);
            EqualityProof proof = EqualityProof.prove(before, made.a(), made.secret(), Property.entropy(random));

            assertThat(proof.verify(before, made.x(), made.a(), other)).isInstanceOf(Verdict.Rejected.class);
        });
    }

    /** A1, A2: every part of statement and proof. */
    enum Change {
        TAG,
        PLACE,
        X,
        A,
        D,
        STATEMENT_SWAPPED,
        W,
        W2,
        COMMITMENTS_SWAPPED,
        Z,
        Z_ZERO,
        INFINITY_X,
        INFINITY_A,
        INFINITY_D,
        INFINITY_X_AND_D,
        FIRST_EQUATION_ONLY,
        SECOND_EQUATION_ONLY;

        Verdict verdict(Case made, Random random) {
            EqualityProof p = made.proof();
            Point g = Point.G;
            Point none = Point.INFINITY;
            Point x = made.x();
            Point a = made.a();
            Point d = made.d();
            Transcript before = made.before();
            return switch (this) {
                case TAG ->
                    p.verify(
                            Transcript.of("lot")
                                    .text("election")
                                    .point(x)
                                    .point(a)
                                    .point(d),
                            x,
                            a,
                            d);
                case PLACE ->
                    p.verify(
                            Transcript.of("key-check")
                                    .text("other")
                                    .point(x)
                                    .point(a)
                                    .point(d),
                            x,
                            a,
                            d);
                case X -> p.verify(before, x.plus(g), a, d);
                case A -> p.verify(before, x, a.plus(g), d);
                case D -> p.verify(before, x, a, d.plus(g));
                case STATEMENT_SWAPPED -> p.verify(before, d, a, x);
                case W -> new EqualityProof(p.w().plus(g), p.w2(), p.z()).verify(before, x, a, d);
                case W2 -> new EqualityProof(p.w(), p.w2().plus(g), p.z()).verify(before, x, a, d);
                case COMMITMENTS_SWAPPED -> new EqualityProof(p.w2(), p.w(), p.z()).verify(before, x, a, d);
                case Z -> new EqualityProof(p.w(), p.w2(), p.z().plus(Scalar.ONE)).verify(before, x, a, d);
                case Z_ZERO -> new EqualityProof(p.w(), p.w2(), Scalar.ZERO).verify(before, x, a, d);
                case INFINITY_X -> p.verify(before, none, a, d);
                case INFINITY_A -> p.verify(before, x, none, d);
                case INFINITY_D -> p.verify(before, x, a, none);
                case INFINITY_X_AND_D -> new EqualityProof(g, a, Scalar.ONE).verify(before, none, a, none);
                // Right in one equation, for a D of which the prover does not know that it has the logarithm of X.
                case FIRST_EQUATION_ONLY -> oneEquation(made, random, true);
                case SECOND_EQUATION_ONLY -> oneEquation(made, random, false);
            };
        }

        private static Verdict oneEquation(Case made, Random random, boolean first) {
            Scalar nonce = scalar(random);
            Point w = Point.G.times(first ? nonce : scalar(random));
            Point w2 = made.a().times(first ? scalar(random) : nonce);
            Scalar c = made.before().point(w).point(w2).toScalar();
            Scalar z = nonce.plus(c.times(made.secret().declassify()));
            return new EqualityProof(w, w2, z).verify(made.before(), made.x(), made.a(), made.d());
        }
    }

    @ParameterizedTest
    @EnumSource
    void changingOnePartIsRejected(Change change) {
        Property.holds(5, random -> {
            Case made = Case.of(random);

            assertThat(change.verdict(made, random)).isInstanceOf(Verdict.Rejected.class);
        });
    }

    @Test
    void infinityIsNeitherCommitmentNorBase() {
        Case made = Case.of(new Random(1));

        assertThatThrownBy(() -> new EqualityProof(Point.INFINITY, Point.G, Scalar.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EqualityProof(Point.G, Point.INFINITY, Scalar.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EqualityProof.prove(
                        Transcript.of("lot"), Point.INFINITY, made.secret(), Property.entropy(new Random(2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * A1: a challenge that leaves out the ciphertext and the factor lets a trustee together with a voter, who makes the ciphertext
     * afterwards, move the result by any number {@code delta} (Bernhard, Pereira, Warinschi 2012). The same artefact does not pass
     * where the challenge binds both.
     */
    @Test
    void aChallengeWithoutCiphertextAndFactorCanBeForgedAgainstAndOursCannot() {
        Property.holds(10, random -> {
            SecretScalar secret = SecretScalar.random(Property.entropy(random));
            Scalar x = secret.declassify();
            Scalar delta = Scalar.of(1 + random.nextInt(1000));
            Scalar nonce = scalar(random);
            Scalar unrelated = scalar(random);
            Point w = Point.G.times(nonce);
            Point w2 = Point.G.times(unrelated);
            Scalar c = weakChallenge(w, w2);
            Scalar z = nonce.plus(c.times(x));
            // a is chosen so that z*a*G = w2 + c*(x*a + delta)*G.
            Scalar logA = unrelated.plus(c.times(delta)).times(nonce.inverse());
            Point a = Point.G.times(logA);
            Point d = a.times(x).plus(Point.G.times(delta));
            Point publicKey = Point.G.times(x);
            EqualityProof forged = new EqualityProof(w, w2, z);

            assertThat(d).isNotEqualTo(a.times(x));
            assertThat(weakVerify(forged, publicKey, a, d)).isTrue();
            assertThat(forged.verify(Case.before(publicKey, a, d), publicKey, a, d))
                    .isInstanceOf(Verdict.Rejected.class);
        });
    }

    private static boolean weakVerify(EqualityProof proof, Point x, Point a, Point d) {
        Scalar c = weakChallenge(proof.w(), proof.w2());
        return Point.G.times(proof.z()).equals(proof.w().plus(x.times(c)))
                && a.times(proof.z()).equals(proof.w2().plus(d.times(c)));
    }

    private static Scalar weakChallenge(Point w, Point w2) {
        return Transcript.of("decryption").point(w).point(w2).toScalar();
    }

    private static Scalar scalar(Random random) {
        return Scalar.of(new BigInteger(256, random));
    }
}
