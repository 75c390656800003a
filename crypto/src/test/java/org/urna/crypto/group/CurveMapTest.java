// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.urna.crypto.JsonResource;
import org.urna.crypto.Property;

class CurveMapTest {

    @Test
    void fieldElementsMapAsInAppendixJ11OfTheRfc() throws Exception {
        for (Map<String, String> each : JsonResource.cases("/rfc9380/hash-to-point.json")) {
            assertThat(mapped(new BigInteger(each.get("u0"), 16))).isEqualTo(each.get("q0"));
            assertThat(mapped(new BigInteger(each.get("u1"), 16))).isEqualTo(each.get("q1"));
        }
    }

    /** The two elements whose image the general formula cannot give: zero, and the roots of {@code Z*u^2 = -1} if there are any. */
    @Test
    void exceptionalElementsMapToTheCurveToo() throws Exception {
        assertThat(Point.decode(CurveMap.map(BigInteger.ZERO).encode())).isNotEqualTo(Point.INFINITY);
        BigInteger tenth = BigInteger.TEN.modInverse(P256.P);
        var root = P256.CURVE.fromBigInteger(tenth).sqrt();
        if (root != null) {
            assertThat(CurveMap.map(root.toBigInteger()).x())
                    .isEqualTo(CurveMap.map(BigInteger.ZERO).x());
        }
    }

    @Test
    void everyElementMapsToTheCurveWithTheParityOfTheElement() {
        Property.holds(100, random -> {
            BigInteger u = new BigInteger(256, random).mod(P256.P);

            Point point = Point.decode(CurveMap.map(u).encode());

            assertThat(point.y().testBit(0)).isEqualTo(u.testBit(0));
        });
    }

    @Test
    void onlyNinetySixBytesAreMapped() {
        assertThatThrownBy(() -> CurveMap.map(new byte[95])).isInstanceOf(IllegalArgumentException.class);
    }

    private static String mapped(BigInteger u) {
        return Hex.encode(CurveMap.map(u).encode());
    }
}
