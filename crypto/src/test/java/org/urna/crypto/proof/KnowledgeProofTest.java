// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.crypto.Property;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

class KnowledgeProofTest {

    private static final byte[] BALLOT = "ballot".getBytes(UTF_8);

    private record Case(Transcript before, Point x, KnowledgeProof proof, KnowledgeProof signature) {
        static Case of(Random random) {
            SecretScalar secret = SecretScalar.random(Property.entropy(random));
            Point x = secret.timesG();
            Transcript before = Transcript.of("ballot").text("election").point(x);
            return new Case(
                    before,
                    x,
                    KnowledgeProof.prove(before, secret, Property.entropy(random)),
                    KnowledgeProof.prove(before, BALLOT, secret, Property.entropy(random)));
        }
    }

    @Test
    void whoKnowsTheSecretIsBelieved() {
        Property.holds(20, random -> {
            Case made = Case.of(random);

            assertThat(made.proof().verify(made.before(), made.x())).isEqualTo(Verdict.accept());
            assertThat(made.signature().verify(made.before(), BALLOT, made.x())).isEqualTo(Verdict.accept());
        });
    }

    /** A1, A7: every part of statement and proof. */
    enum Change {
        TAG,
        ELECTION,
        CREDENTIAL,
        KEY,
        COMMITMENT,
        RESPONSE,
        AFTER,
        AFTER_LEFT_OUT,
        AFTER_EMPTY,
        KEY_INFINITY,
        RESPONSE_ZERO,
        NEGATED,
        RANDOM_CHALLENGE;

        Verdict verdict(Case made, Random random) {
            KnowledgeProof s = made.signature();
            Point x = made.x();
            Point g = Point.G;
            return switch (this) {
                case TAG -> s.verify(Transcript.of("ranking").text("election").point(x), BALLOT, x);
                case ELECTION ->
                    s.verify(Transcript.of("ballot").text("another").point(x), BALLOT, x);
                case CREDENTIAL ->
                    s.verify(Transcript.of("ballot").text("election").point(x.plus(g)), BALLOT, x);
                case KEY -> s.verify(made.before(), BALLOT, x.plus(g));
                case COMMITMENT -> new KnowledgeProof(s.w().plus(g), s.z()).verify(made.before(), BALLOT, x);
                case RESPONSE -> new KnowledgeProof(s.w(), s.z().plus(Scalar.ONE)).verify(made.before(), BALLOT, x);
                case AFTER -> s.verify(made.before(), "ballou".getBytes(UTF_8), x);
                case AFTER_LEFT_OUT -> s.verify(made.before(), x);
                case AFTER_EMPTY -> s.verify(made.before(), new byte[0], x);
                case KEY_INFINITY -> new KnowledgeProof(g, Scalar.ONE).verify(made.before(), BALLOT, Point.INFINITY);
                case RESPONSE_ZERO -> new KnowledgeProof(s.w(), Scalar.ZERO).verify(made.before(), BALLOT, x);
                case NEGATED -> new KnowledgeProof(s.w().negate(), s.z().negate()).verify(made.before(), BALLOT, x);
                case RANDOM_CHALLENGE -> {
                    Scalar c = Scalar.of(new BigInteger(256, random));
                    Scalar z = Scalar.of(new BigInteger(256, random));
                    Point w = g.times(z).minus(x.times(c));
                    yield new KnowledgeProof(w, z).verify(made.before(), BALLOT, x);
                }
            };
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

    /** A7: infinity as commitment would, with z = 0, prove knowledge of the secret of infinity. */
    @Test
    void noProofHasInfinityAsItsCommitment() {
        assertThatThrownBy(() -> new KnowledgeProof(Point.INFINITY, Scalar.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
