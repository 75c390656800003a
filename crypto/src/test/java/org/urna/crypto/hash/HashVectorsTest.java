// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.Verdict;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;

/** Hashing of section 1, and every challenge of section 6 (A1). */
class HashVectorsTest {

    @TestFactory
    Stream<DynamicTest> hashes() throws Exception {
        return Vectors.tests(
                "hashes",
                Map.of(
                        "expand", HashVectorsTest::expand,
                        "hash-to-scalar", HashVectorsTest::toScalar,
                        "hash-to-point", HashVectorsTest::toPoint));
    }

    @TestFactory
    Stream<DynamicTest> challenges() throws Exception {
        return Vectors.tests("challenges", Map.of("challenge", HashVectorsTest::toScalar));
    }

    private static Verdict expand(Fields fields) throws Exception {
        byte[] tag = fields.text("dst").getBytes(StandardCharsets.UTF_8);
        byte[] output = ExpandMessage.expand(fields.bytes("message"), tag, (int) fields.integer("length"));
        assertThat(output).isEqualTo(fields.bytes("output"));
        return Verdict.accept();
    }

    private static Verdict toScalar(Fields fields) throws Exception {
        Transcript transcript = fields.transcript(fields.text("tag"), "parts");
        assertThat(transcript.encoding()).isEqualTo(fields.bytes("encoding"));
        assertThat(transcript.toScalar()).isEqualTo(fields.scalar("scalar"));
        assertThat(transcript.toSecretScalar().declassify()).isEqualTo(fields.scalar("scalar"));
        return Verdict.accept();
    }

    private static Verdict toPoint(Fields fields) throws Exception {
        Transcript transcript = fields.transcript(fields.text("tag"), "parts");
        assertThat(transcript.encoding()).isEqualTo(fields.bytes("encoding"));
        assertThat(transcript.toPoint()).isEqualTo(fields.point("point"));
        return Verdict.accept();
    }
}
