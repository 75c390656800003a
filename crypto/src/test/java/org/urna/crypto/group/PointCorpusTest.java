// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Wycheproof;

/** A3 of the attack list: Project Wycheproof's points of P-256, edge cases of the curve and points that are on another. */
class PointCorpusTest {

    private static final int UNCOMPRESSED = 4;

    static List<Wycheproof.Case> points() throws Exception {
        return Wycheproof.read("ecdh_secp256r1_ecpoint_test.json");
    }

    @ParameterizedTest
    @MethodSource("points")
    void aPointIsReadIfItIsOnTheCurveAndMultipliedRight(Wycheproof.Case vector) throws Exception {
        byte[] encoded = vector.bytes("public");
        boolean uncompressed = encoded.length == 65 && encoded[0] == UNCOMPRESSED;
        byte[] xy = uncompressed ? Arrays.copyOfRange(encoded, 1, encoded.length) : encoded;

        if (!uncompressed || !vector.isValid()) {
            assertThatThrownBy(() -> Point.decode(xy)).isInstanceOf(MalformedException.class);
            return;
        }
        Point point = Point.decode(xy);
        BigInteger secret = new BigInteger(1, vector.bytes("private"));
        Point shared = SecretScalar.of(Scalar.of(secret)).times(point);
        assertThat(Arrays.copyOf(shared.encode(), 32)).isEqualTo(vector.bytes("shared"));
        assertThat(point.times(Scalar.of(secret))).isEqualTo(shared);
    }
}
