// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.record.Hash;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;
import org.urna.crypto.work.Work;

/** Shuffles proved by the independent program, and proofs of it with one field altered each (A4, A5, A6). */
class ShuffleVectorsTest {

    private static final Work WORK = Work.ofCaller();

    @TestFactory
    Stream<DynamicTest> shuffles() throws Exception {
        return Vectors.tests(
                "shuffles", Map.of("generator", ShuffleVectorsTest::generator, "shuffle", ShuffleVectorsTest::shuffle));
    }

    private static Verdict generator(Fields fields) throws Exception {
        long index = fields.integer("index");
        assertThat(Transcript.of("shuffle-generator").integer(index).toPoint()).isEqualTo(fields.point("point"));
        if (index < 1000) {
            assertThat(Generators.upTo(Math.toIntExact(index), WORK).get(Math.toIntExact(index)))
                    .isEqualTo(fields.point("point"));
        }
        return Verdict.accept();
    }

    private static Verdict shuffle(Fields fields) throws Exception {
        MixPlace place = new MixPlace(
                Hash.of(fields.bytes("E")),
                fields.text("contest"),
                fields.text("section"),
                Math.toIntExact(fields.integer("step")),
                Math.toIntExact(fields.integer("trustee")),
                fields.point("Y"));
        int width = Math.toIntExact(fields.integer("width"));
        byte[] output = fields.bytes("output");
        byte[] proof = fields.bytes("proof");
        Ciphertexts input = Ciphertexts.decode(fields.bytes("input"), width);
        Shuffled shuffled =
                new Shuffled(Ciphertexts.decode(output, width), ShuffleProof.decode(proof, input.size(), width));
        assertThat(shuffled.output().bytes()).isEqualTo(output);
        assertThat(shuffled.proof().bytes()).isEqualTo(proof);
        if (fields.has("permutation")) {
            checkChallenges(fields, place, input, shuffled);
        }
        Verdict verdict =
                ShuffleVerifier.verify(place, input, shuffled.output(), shuffled.proof(), Entropy.secure(), WORK);
        if (fields.has("failed")) {
            assertThat(verdict)
                    .isEqualTo(Verdict.reject(
                            fields.text("check"),
                            "these equations of the proof do not hold: " + String.join(", ", fields.texts("failed"))));
        }
        return verdict;
    }

    private static void checkChallenges(Fields fields, MixPlace place, Ciphertexts input, Shuffled shuffled)
            throws Exception {
        ShuffleProof proof = shuffled.proof();
        byte[] c = proof.commitments();
        assertThat(Sha256.hash(input.bytes(), shuffled.output().bytes(), c)).isEqualTo(fields.bytes("d1"));
        byte[] weights = place.weights(input, shuffled.output(), c, WORK);
        List<Scalar> u = IntStream.range(0, input.size())
                .mapToObj(i -> MixPlace.weight(weights, i))
                .toList();
        assertThat(u).isEqualTo(fields.scalars("u"));
        assertThat(Sha256.hash(input.bytes(), shuffled.output().bytes(), c, proof.chain()))
                .isEqualTo(fields.bytes("d2"));
        Transcript statement = place.statement(input, shuffled.output(), c, proof.chain());
        assertThat(MixPlace.challenge(statement, proof.few(), proof.many())).isEqualTo(fields.scalar("challenge"));
        assertThat(fields.integers("permutation"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, input.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }
}
