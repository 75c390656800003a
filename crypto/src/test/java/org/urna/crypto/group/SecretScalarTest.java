// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.bouncycastle.math.ec.ECConstantTimeMultiplier;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;

class SecretScalarTest {

    @Test
    void secretsAreMultipliedByRegularMethodsOnly() {
        assertThat(SecretScalar.MULTIPLIER).isExactlyInstanceOf(ECConstantTimeMultiplier.class);
        assertThat(FixedBase.MULTIPLIER).isExactlyInstanceOf(FixedPointCombMultiplier.class);
        assertThat(P256.CURVE.getMultiplier().getClass().getSimpleName())
                .as("the library's default, which ECPoint.multiply uses and which is not regular")
                .contains("WNaf");
    }

    @Test
    void noPublicMethodOfThePublicTypesTakesASecret() {
        for (Class<?> type : List.of(Point.class, Scalar.class, MultiScalar.class)) {
            assertThat(Arrays.stream(type.getMethods())
                            .filter(method ->
                                    Arrays.asList(method.getParameterTypes()).contains(SecretScalar.class)))
                    .isEmpty();
        }
        assertThat(Arrays.stream(SecretScalar.class.getMethods())
                        .filter(method -> method.getReturnType() == BigInteger.class))
                .isEmpty();
        assertThat(Arrays.stream(SecretScalar.class.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers())))
                .allMatch(field -> Modifier.isPrivate(field.getModifiers()));
    }

    @Test
    void aSecretDoesNotPrintAndHasNoEquality() throws Exception {
        assertThat(SecretScalar.of(123456789).toString()).isEqualTo("SecretScalar[hidden]");
        assertThat(SecretScalar.class.getMethod("equals", Object.class).getDeclaringClass())
                .isEqualTo(Object.class);
    }

    @Test
    void arithmeticAgreesWithThatOfPublicScalars() {
        Property.holds(50, random -> {
            Scalar a = Scalar.of(new BigInteger(256, random));
            Scalar b = Scalar.of(new BigInteger(random.nextInt(257), random));
            SecretScalar x = SecretScalar.of(a);
            SecretScalar y = SecretScalar.of(b);

            assertThat(x.plus(y).declassify()).isEqualTo(a.plus(b));
            assertThat(x.minus(y).declassify()).isEqualTo(a.minus(b));
            assertThat(x.times(y).declassify()).isEqualTo(a.times(b));
            assertThat(x.times(b).declassify()).isEqualTo(a.times(b));
            assertThat(x.negate().declassify()).isEqualTo(a.negate());
            assertThat(SecretScalar.choose(1, x, y).declassify()).isEqualTo(a);
            assertThat(SecretScalar.choose(0, x, y).declassify()).isEqualTo(b);
        });
    }

    @Test
    void aChoiceIsBetweenTwo() {
        SecretScalar one = SecretScalar.of(1);

        for (int bit : new int[] {-1, 2, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> SecretScalar.choose(bit, one, one)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRandomScalarIsNeitherZeroNorReduced() {
        byte[] small = new byte[32];
        small[31] = 9;
        Deque<byte[]> draws = new ArrayDeque<>(
                List.of(P256.to32Bytes(P256.Q), P256.to32Bytes(P256.Q.add(BigInteger.ONE)), new byte[32], small));
        Entropy entropy = bytes -> System.arraycopy(draws.pop(), 0, bytes, 0, bytes.length);

        assertThat(SecretScalar.random(entropy).declassify()).isEqualTo(Scalar.of(9));
        assertThat(draws).isEmpty();
    }

    @Test
    void secureEntropyFillsEveryByte() {
        byte[] seen = new byte[64];
        Entropy entropy = Entropy.secure();
        for (int i = 0; i < 20; i++) {
            byte[] drawn = entropy.bytes(64);
            for (int j = 0; j < 64; j++) {
                seen[j] |= drawn[j];
            }
        }
        assertThat(seen).doesNotContain((byte) 0);
    }

    /** A vote is a small number, often zero; adding its multiple of G must not meet infinity. */
    @Test
    void blindedAdditionEqualsPlainAddition() {
        Property.holds(5, random -> {
            Entropy entropy = Property.entropy(random);
            Point point = SecretScalar.random(entropy).timesG();
            for (long multiple : new long[] {0, 1, -1, 2, 1L << 36, Long.MIN_VALUE}) {
                assertThat(Blind.random(entropy).plusG(point, SecretScalar.of(multiple)))
                        .isEqualTo(point.plus(Point.G.times(Scalar.of(multiple))));
            }
        });
    }
}
