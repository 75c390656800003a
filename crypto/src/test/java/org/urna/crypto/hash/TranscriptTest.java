// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.group.Hex;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;

class TranscriptTest {

    @Test
    void partsAreWrittenWithTheirLengths() {
        Transcript transcript = Transcript.of("t")
                .bytes(new byte[] {1, 2})
                .text("é")
                .integer(258)
                .text("");

        assertThat(Hex.encode(transcript.encoding()))
                .isEqualTo("00000002" + "0102" + "00000002" + "c3a9" + "00000008" + "0000000000000102" + "00000000");
    }

    @Test
    void pointsAndScalarsAreWrittenInTheirOneEncoding() {
        Transcript transcript = Transcript.of("t").point(Point.G).scalar(Scalar.of(5));

        assertThat(Hex.encode(transcript.encoding()))
                .isEqualTo("00000040" + Hex.encode(Point.G.encode()) + "00000020" + "0".repeat(63) + "5");
    }

    /** A1: no other list of parts and no other tag gives the same hash. */
    @Test
    void listsThatJoinToTheSameBytesHashDifferently() {
        Transcript joined = Transcript.of("t").text("ab").text("c");

        assertThat(joined.toScalar())
                .isNotEqualTo(Transcript.of("t").text("a").text("bc").toScalar())
                .isNotEqualTo(Transcript.of("t").text("abc").toScalar())
                .isNotEqualTo(Transcript.of("t").text("ab").text("c").text("").toScalar())
                .isNotEqualTo(Transcript.of("u").text("ab").text("c").toScalar())
                .isEqualTo(Transcript.of("t").text("ab").text("c").toScalar());
        assertThat(joined.toPoint())
                .isNotEqualTo(Transcript.of("t").text("a").text("bc").toPoint())
                .isEqualTo(Transcript.of("t").text("ab").text("c").toPoint());
    }

    @Test
    void theHashesAreThoseOfTheRfcWithTheTagOfTheProtocol() {
        byte[] tag = "URNA-V1-t".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Transcript transcript = Transcript.of("t").text("x");
        byte[] expanded = ExpandMessage.expand(transcript.encoding(), tag, 48);

        assertThat(transcript.toScalar()).isEqualTo(Scalar.of(new BigInteger(1, expanded)));
        assertThat(transcript.toSecretScalar().declassify()).isEqualTo(transcript.toScalar());
    }

    @Test
    void twoContinuationsOfOneBeginningDoNotMeet() {
        Transcript beginning = Transcript.of("t").text("a");
        Transcript first = beginning.text("b");
        Transcript second = beginning.text("c");

        assertThat(first.encoding()).isNotEqualTo(second.encoding());
        assertThat(beginning.encoding()).isEqualTo(Transcript.of("t").text("a").encoding());
    }

    @Test
    void bytesChangedAfterwardsDoNotChangeTheHash() {
        byte[] bytes = {1};
        Transcript transcript = Transcript.of("t").bytes(bytes);
        bytes[0] = 2;

        assertThat(transcript.encoding())
                .isEqualTo(Transcript.of("t").bytes(new byte[] {1}).encoding());
    }

    @Test
    void halfASurrogatePairAndInfinityAndOddTagsAreBugs() {
        assertThatThrownBy(() -> Transcript.of("t").text("\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Transcript.of("t").point(Point.INFINITY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Transcript.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Transcript.of("é")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsOfAnyCharactersAreUtf8() {
        for (String text : List.of("", "leader", "a b", "né", "\u007f", "\ud83d\uddf3")) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

            assertThat(Transcript.of("t").text(text).encoding())
                    .isEqualTo(Transcript.of("t").bytes(utf8).encoding());
        }
    }

    @Test
    void itDoesNotPrint() {
        assertThat(Transcript.of("t").secret(SecretScalar.of(0xabcdef)).toString())
                .isEqualTo("Transcript[t, hidden]");
    }
}
