// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

class PolynomialTest {

    private static final Entropy ENTROPY = Entropy.secure();

    @Test
    void everyShareFitsThePublicPolynomialAndNoOtherPlaceOfIt() {
        Polynomial f = Polynomial.random(3, ENTROPY);
        PublicPolynomial a = f.toPublic();
        for (int j = 1; j <= 5; j++) {
            assertThat(a.checkShare(j, f.share(j)).isAccepted()).isTrue();
            assertThat(a.checkShare(j + 1, f.share(j)).isAccepted()).isFalse();
            assertThat(a.checkShare(j, f.share(j).plus(SecretScalar.of(1))))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            verdict -> assertThat(verdict.check()).isEqualTo("key-share"));
        }
    }

    @Test
    void anyThresholdOfSharesGivesTheSecretAndFewerDoNot() {
        Polynomial f = Polynomial.random(3, ENTROPY);
        Point secret = f.constant().timesG();
        for (Set<Integer> subset : Subsets.of(5, 3)) {
            assertThat(Combination.atZero(shares(f, subset))).isEqualTo(secret);
        }
        assertThat(Combination.atZero(shares(f, Set.of(1, 2, 3, 4, 5)))).isEqualTo(secret);
        for (Set<Integer> subset : Subsets.of(5, 2)) {
            assertThat(Combination.atZero(shares(f, subset))).isNotEqualTo(secret);
        }
    }

    private static Map<Integer, Point> shares(Polynomial f, Set<Integer> trustees) {
        Map<Integer, Point> shares = new TreeMap<>();
        trustees.forEach(j -> shares.put(j, f.share(j).timesG()));
        return shares;
    }

    @Test
    void theJointKeyIsTheSumOfAllPolynomials() {
        List<Polynomial> all = IntStream.range(0, 4)
                .mapToObj(i -> Polynomial.random(3, ENTROPY))
                .toList();
        JointKey key =
                JointKey.of(all.stream().map(Polynomial::toPublic).toList()).orElseThrow();
        assertThat(key.y())
                .isEqualTo(all.stream()
                        .map(Polynomial::constant)
                        .reduce(SecretScalar.of(0), SecretScalar::plus)
                        .timesG());
        for (int j = 1; j <= 4; j++) {
            int trustee = j;
            assertThat(key.v(j))
                    .isEqualTo(all.stream()
                            .map(f -> f.share(trustee))
                            .reduce(SecretScalar.of(0), SecretScalar::plus)
                            .timesG());
        }
    }

    @Test
    void aSumThatIsInfinityGivesNoKey() {
        PublicPolynomial a = Polynomial.random(2, ENTROPY).toPublic();
        PublicPolynomial cancelling = new PublicPolynomial(
                List.of(a.points().get(0).negate(), a.points().get(1)));
        assertThat(JointKey.of(List.of(a, cancelling))).isEmpty();
        // V_1 alone: f(1) = a_0 + a_1 = 0.
        PublicPolynomial zeroAtOne = new PublicPolynomial(List.of(Point.G, Point.G.negate()));
        assertThat(JointKey.of(List.of(zeroAtOne))).isEmpty();
        assertThatThrownBy(() -> new PublicPolynomial(List.of(Point.INFINITY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theValueAtZeroIsNeverDealt() {
        assertThatThrownBy(() -> Polynomial.random(2, ENTROPY).share(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Lagrange.atZero(0, Set.of(0, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPolynomialIsReadBackFromItsBytesAndPrintsNothing() throws Exception {
        Polynomial f = Polynomial.random(3, ENTROPY);
        assertThat(Polynomial.decode(f.encode()).toPublic()).isEqualTo(f.toPublic());
        assertThat(f.toString()).isEqualTo("Polynomial[hidden]");
        assertThatThrownBy(() -> Polynomial.decode(new byte[33])).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Polynomial.decode(new byte[0])).isInstanceOf(MalformedException.class);
    }

    @Test
    void lagrangeCoefficientsAddUpToOne() {
        Scalar sum = Scalar.ZERO;
        for (int i : Set.of(2, 3, 5)) {
            sum = sum.plus(Lagrange.atZero(i, Set.of(2, 3, 5)));
        }
        assertThat(sum).isEqualTo(Scalar.ONE);
    }
}
