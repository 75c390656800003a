// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Property;

/** A3: scalars, points and texts have one encoding each, and nothing else is read. */
class EncodingTest {

    private static final BigInteger TWO_256 = BigInteger.ONE.shiftLeft(256);

    @Test
    void scalarsOutsideTheRangeAreRefused() {
        for (BigInteger value : List.of(
                P256.Q, P256.Q.add(BigInteger.ONE), P256.Q.add(BigInteger.TEN), TWO_256.subtract(BigInteger.ONE))) {
            refused(() -> Scalar.decode(P256.to32Bytes(value)));
            refused(() -> SecretScalar.decode(P256.to32Bytes(value)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void scalarsOfAnotherLengthAreRefused(int length) {
        refused(() -> Scalar.decode(new byte[length]));
        refused(() -> SecretScalar.decode(new byte[length]));
    }

    @Test
    void scalarsAtTheEdgesAreRead() throws Exception {
        for (BigInteger value : List.of(
                BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.shiftLeft(255), P256.Q.subtract(BigInteger.ONE))) {
            Scalar scalar = Scalar.decode(P256.to32Bytes(value));

            assertThat(scalar.toBigInteger()).isEqualTo(value);
            assertThat(Scalar.decode(scalar.encode())).isEqualTo(scalar).hasSameHashCodeAs(scalar);
            assertThat(SecretScalar.decode(scalar.encode()).encode()).isEqualTo(scalar.encode());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33, 63, 65, 128})
    void pointsOfAnotherLengthAreRefused(int length) {
        refused(() -> Point.decode(new byte[length]));
        refused(() -> Point.decode(Arrays.copyOf(Point.G.encode(), length)));
    }

    /** Infinity has no encoding: not zeros, not SEC 1's single zero byte, not a projective or padded spelling. */
    @Test
    void infinityIsRefusedInEverySpelling() {
        refused(() -> Point.decode(new byte[64]));
        refused(() -> Point.decode(new byte[1]));
        refused(() -> Point.decode(coordinates(BigInteger.ZERO, BigInteger.ONE)));
        refused(() -> Point.decode(coordinates(BigInteger.ONE, BigInteger.ONE)));
        refused(() -> Point.decode(coordinates(P256.P, P256.P)));
        refused(() -> Point.decode(coordinates(TWO_256.subtract(BigInteger.ONE), TWO_256.subtract(BigInteger.ONE))));
        assertThatThrownBy(Point.INFINITY::encode).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Point.INFINITY::x).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Point.INFINITY::y).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherFormsOfTheSamePointAreRefused() {
        byte[] uncompressed = P256.G.getEncoded(false);
        byte[] compressed = P256.G.getEncoded(true);

        refused(() -> Point.decode(uncompressed));
        refused(() -> Point.decode(compressed));
        refused(() -> Point.decode(Arrays.copyOf(compressed, 64)));
        refused(() -> Point.decode(Arrays.copyOf(uncompressed, 64)));
        refused(() -> Point.decode(coordinates(Point.G.y(), Point.G.x())));
        refused(() -> Point.decode(reversed(Point.G.encode())));
    }

    /** {@code x + p} fits in 32 bytes for small x only; such points exist. */
    @Test
    void coordinatesFromTheFieldOrderUpAreRefused() throws Exception {
        int found = 0;
        for (long small = 0; small < 40; small++) {
            BigInteger x = BigInteger.valueOf(small);
            var root = P256.rightSide(P256.CURVE.fromBigInteger(x)).sqrt();
            if (root == null) {
                continue;
            }
            found++;
            BigInteger y = root.toBigInteger();
            assertThat(Point.decode(coordinates(x, y)).x()).isEqualTo(x);
            assertThat(Point.decode(coordinates(x, P256.P.subtract(y))).y()).isEqualTo(P256.P.subtract(y));
            refused(() -> Point.decode(coordinates(x.add(P256.P), y)));
            refused(() -> Point.decode(coordinates(x.add(P256.P), P256.P.subtract(y))));
        }
        assertThat(found).isPositive();
        for (BigInteger edge : List.of(P256.P, P256.P.add(BigInteger.ONE), TWO_256.subtract(BigInteger.ONE))) {
            refused(() -> Point.decode(coordinates(edge, Point.G.y())));
            refused(() -> Point.decode(coordinates(Point.G.x(), edge)));
        }
    }

    @Test
    void pointsOffTheCurveAreRefused() {
        Property.holds(100, random -> {
            Point point = SecretScalar.random(Property.entropy(random)).timesG();
            byte[] flipped = point.encode();
            int bit = random.nextInt(512);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            refused(() -> Point.decode(flipped));
            refused(() -> Point.decode(coordinates(point.x(), BigInteger.ZERO)));
            refused(() -> Point.decode(coordinates(BigInteger.ZERO, point.y())));
            refused(() -> Point.decode(coordinates(new BigInteger(255, random), new BigInteger(255, random))));
        });
    }

    /** Points of order 2 to 5 on curves that differ in {@code b} only: what invalid-curve attacks send. */
    @Test
    void pointsOfOtherCurvesAreRefused() {
        Property.holds(50, random -> {
            BigInteger x = new BigInteger(256, random).mod(P256.P);

            refused(() -> Point.decode(coordinates(x, BigInteger.ZERO)));
            refused(() -> Point.decode(coordinates(x, BigInteger.ONE)));
            refused(() -> Point.decode(coordinates(x, x)));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AA==", "AB", "A+", "A/", "AA\n", " AA", "AA=", "é", "AAA=", "AAB", "A A"})
    void base64UrlInAnotherSpellingIsRefused(String text) {
        refused(() -> Base64Url.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0A", "AB", "0g", " 0", "0x", "é0", "00 "})
    void hexadecimalInAnotherSpellingIsRefused(String text) {
        refused(() -> Hex.decode(text));
    }

    @Test
    void textsDecodeToWhatWasEncoded() {
        Property.holds(50, random -> {
            byte[] bytes = new byte[random.nextInt(70)];
            random.nextBytes(bytes);

            assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
            assertThat(Hex.decode(Hex.encode(bytes))).isEqualTo(bytes);
        });
    }

    private static byte[] coordinates(BigInteger x, BigInteger y) {
        byte[] bytes = new byte[64];
        P256.write32Bytes(x, bytes, 0);
        P256.write32Bytes(y, bytes, 32);
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static void refused(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(MalformedException.class);
    }
}
