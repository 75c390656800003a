// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.urna.crypto.JsonResource;
import org.urna.crypto.group.CurveMap;
import org.urna.crypto.group.Hex;

/** The published vectors of RFC 9380: appendix K.1 for {@code expand_message_xmd}, appendix J.1.1 for hashing to the curve. */
class Rfc9380Test {

    private static final BigInteger P =
            CustomNamedCurves.getByName("P-256").getCurve().getField().getCharacteristic();

    @Test
    void messagesExpandAsInAppendixK1() throws Exception {
        for (Map<String, String> each : JsonResource.cases("/rfc9380/expand-message.json")) {
            byte[] expanded = ExpandMessage.expand(
                    each.get("msg").getBytes(UTF_8),
                    each.get("dst").getBytes(UTF_8),
                    Integer.parseInt(each.get("length")));

            assertThat(Hex.encode(expanded)).as(each.get("msg")).isEqualTo(each.get("bytes"));
        }
    }

    @Test
    void messagesHashToFieldElementsAndPointsAsInAppendixJ11() throws Exception {
        for (Map<String, String> each : JsonResource.cases("/rfc9380/hash-to-point.json")) {
            byte[] uniform = ExpandMessage.expand(
                    each.get("msg").getBytes(UTF_8), each.get("dst").getBytes(UTF_8), 96);

            assertThat(new BigInteger(1, Arrays.copyOf(uniform, 48)).mod(P)).isEqualTo(number(each.get("u0")));
            assertThat(new BigInteger(1, Arrays.copyOfRange(uniform, 48, 96)).mod(P))
                    .isEqualTo(number(each.get("u1")));
            assertThat(Hex.encode(CurveMap.map(uniform).encode())).isEqualTo(each.get("p"));
        }
    }

    @Test
    void theLimitsOfTheExpansionAreKept() {
        byte[] tag = {1};

        assertThat(ExpandMessage.expand(tag, tag, 8160)).hasSize(8160);
        assertThatThrownBy(() -> ExpandMessage.expand(tag, tag, 8161)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpandMessage.expand(tag, tag, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpandMessage.expand(tag, new byte[256], 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpandMessage.expand(tag, new byte[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }
}
