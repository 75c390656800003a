// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.FixedBase;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

/** Points, scalars, base64url and ElGamal (A3). */
class GroupVectorsTest {

    @TestFactory
    Stream<DynamicTest> points() throws Exception {
        return Vectors.tests(
                "points",
                Map.of(
                        "decode",
                        GroupVectorsTest::decodePoint,
                        "sum",
                        GroupVectorsTest::sum,
                        "product",
                        GroupVectorsTest::product));
    }

    @TestFactory
    Stream<DynamicTest> scalars() throws Exception {
        return Vectors.tests(
                "scalars",
                Map.of("decode", GroupVectorsTest::decodeScalar, "arithmetic", GroupVectorsTest::arithmetic));
    }

    @TestFactory
    Stream<DynamicTest> base64url() throws Exception {
        return Vectors.tests("base64url", Map.of("decode", fields -> {
            byte[] bytes = Base64Url.decode(fields.text("text"));
            assertThat(bytes).isEqualTo(fields.bytes("bytes"));
            assertThat(Base64Url.encode(bytes)).isEqualTo(fields.text("text"));
            return Verdict.accept();
        }));
    }

    @TestFactory
    Stream<DynamicTest> elGamal() throws Exception {
        return Vectors.tests(
                "elgamal",
                Map.of(
                        "encrypt", GroupVectorsTest::encrypt,
                        "add",
                                fields -> {
                                    Ciphertext sum = fields.ciphertext("left").plus(fields.ciphertext("right"));
                                    assertThat(sum).isEqualTo(fields.ciphertext("result"));
                                    return Verdict.accept();
                                },
                        "multiply",
                                fields -> {
                                    Ciphertext product =
                                            fields.ciphertext("ciphertext").times(Scalar.of(fields.integer("factor")));
                                    assertThat(product).isEqualTo(fields.ciphertext("result"));
                                    return Verdict.accept();
                                }));
    }

    private static Verdict decodePoint(Fields fields) throws Exception {
        byte[] bytes = fields.bytes("bytes");
        Point point = Point.decode(bytes);
        assertThat(point.x()).isEqualTo(new BigInteger(fields.text("x"), 16));
        assertThat(point.y()).isEqualTo(new BigInteger(fields.text("y"), 16));
        assertThat(point.encode()).isEqualTo(bytes);
        assertThat(Base64Url.encode(bytes)).isEqualTo(fields.text("text"));
        return Verdict.accept();
    }

    private static Verdict sum(Fields fields) throws Exception {
        Point left = fields.point("left");
        Point right = fields.point("right");
        Point expected = fields.pointOrInfinity("point");
        assertThat(left.plus(right)).isEqualTo(expected);
        assertThat(right.plus(left)).isEqualTo(expected);
        assertThat(left.minus(right.negate())).isEqualTo(expected);
        return Verdict.accept();
    }

    private static Verdict product(Fields fields) throws Exception {
        Scalar scalar = fields.scalar("scalar");
        Point point = fields.point("point");
        Point expected = fields.pointOrInfinity("product");
        assertThat(point.times(scalar)).isEqualTo(expected);
        assertThat(MultiScalar.sum(List.of(scalar), List.of(point))).isEqualTo(expected);
        assertThat(SecretScalar.of(scalar).times(point)).isEqualTo(expected);
        assertThat(FixedBase.of(point).times(SecretScalar.of(scalar))).isEqualTo(expected);
        return Verdict.accept();
    }

    private static Verdict decodeScalar(Fields fields) throws Exception {
        byte[] bytes = fields.bytes("bytes");
        Scalar scalar = Scalar.decode(bytes);
        assertThat(scalar.toBigInteger()).isEqualTo(new BigInteger(fields.text("decimal")));
        assertThat(scalar.encode()).isEqualTo(bytes);
        assertThat(Base64Url.encode(bytes)).isEqualTo(fields.text("text"));
        return Verdict.accept();
    }

    private static Verdict arithmetic(Fields fields) throws Exception {
        Scalar left = fields.scalar("left");
        Scalar right = fields.scalar("right");
        assertThat(left.plus(right)).isEqualTo(fields.scalar("sum"));
        assertThat(left.minus(right)).isEqualTo(fields.scalar("difference"));
        assertThat(left.times(right)).isEqualTo(fields.scalar("product"));
        assertThat(left.negate()).isEqualTo(fields.scalar("negated"));
        assertThat(left.inverse()).isEqualTo(fields.scalar("inverse"));
        SecretScalar secret = SecretScalar.of(left);
        assertThat(secret.plus(SecretScalar.of(right)).declassify()).isEqualTo(fields.scalar("sum"));
        assertThat(secret.times(right).declassify()).isEqualTo(fields.scalar("product"));
        return Verdict.accept();
    }

    private static Verdict encrypt(Fields fields) throws Exception {
        Ciphertext expected = new Ciphertext(fields.point("alpha"), fields.point("beta"));
        assertThat(Encryption.open(fields.point("Y"), fields.integer("m"), fields.scalar("r")))
                .isEqualTo(expected);
        return Verdict.accept();
    }
}
