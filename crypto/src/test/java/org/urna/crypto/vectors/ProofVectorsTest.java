// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.proof.MembershipProof;

/** The three kinds of proof of section 6; each case is checked alone and in a batch. */
class ProofVectorsTest {

    @TestFactory
    Stream<DynamicTest> knowledge() throws Exception {
        return Vectors.tests("knowledge-proofs", Map.of("knowledge", ProofVectorsTest::checkKnowledge));
    }

    @TestFactory
    Stream<DynamicTest> equality() throws Exception {
        return Vectors.tests("equality-proofs", Map.of("equality", ProofVectorsTest::checkEquality));
    }

    @TestFactory
    Stream<DynamicTest> membership() throws Exception {
        return Vectors.tests("membership-proofs", Map.of("membership", ProofVectorsTest::checkMembership));
    }

    private static Verdict checkKnowledge(Fields fields) throws Exception {
        Transcript before = fields.transcript(fields.text("tag"), "statement");
        Point x = fields.point("X");
        KnowledgeProof proof = new KnowledgeProof(fields.point("W"), fields.scalar("z"));
        if (fields.has("secret")) {
            Scalar challenge = before.point(proof.w()).toScalar();
            assertThat(challenge).isEqualTo(fields.scalar("challenge"));
            assertThat(proof.w()).isEqualTo(Point.G.times(fields.scalar("nonce")));
            assertThat(proof.z()).isEqualTo(response(fields, challenge));
            assertThat(x).isEqualTo(Point.G.times(fields.scalar("secret")));
        }
        Batch<String> batch = new Batch<>();
        proof.addTo(batch, "proof", before, x);
        return alike(proof.verify(before, x), batch);
    }

    private static Verdict checkEquality(Fields fields) throws Exception {
        Transcript before = fields.transcript(fields.text("tag"), "statement");
        Point x = fields.point("X");
        Point a = fields.point("A");
        Point d = fields.point("D");
        EqualityProof proof = fields.equality("proof");
        if (fields.has("secret")) {
            Scalar challenge = before.point(proof.w()).point(proof.w2()).toScalar();
            assertThat(challenge).isEqualTo(fields.scalar("challenge"));
            assertThat(proof.w2()).isEqualTo(a.times(fields.scalar("nonce")));
            assertThat(proof.z()).isEqualTo(response(fields, challenge));
            assertThat(d).isEqualTo(a.times(fields.scalar("secret")));
        }
        Batch<String> batch = new Batch<>();
        proof.addTo(batch, "proof", before, x, a, d);
        return alike(proof.verify(before, x, a, d), batch);
    }

    private static Verdict checkMembership(Fields fields) throws Exception {
        Transcript before = Transcript.of("membership")
                .bytes(fields.bytes("E"))
                .text(fields.text("contest"))
                .text(fields.text("place"))
                .point(fields.point("K"));
        Point y = fields.point("Y");
        Ciphertext ciphertext = new Ciphertext(fields.point("alpha"), fields.point("beta"));
        List<Long> values = fields.integers("values");
        MembershipProof proof = membership(fields.texts("proof"));
        if (fields.has("m")) {
            assertThat(Encryption.open(y, fields.integer("m"), fields.scalar("r")))
                    .isEqualTo(ciphertext);
            checkRandomness(fields, proof);
        }
        Batch<String> batch = new Batch<>();
        proof.addTo(batch, "proof", before, y, ciphertext, values);
        return alike(proof.verify(before, y, ciphertext, values), batch);
    }

    private static void checkRandomness(Fields fields, MembershipProof proof) throws MalformedException {
        Fields randomness = fields.object("randomness");
        List<Scalar> challenges = randomness.scalars("challenges");
        assertThat(proof.branches().stream().map(MembershipProof.Branch::c))
                .isEqualTo(challenges.subList(0, challenges.size() - 1));
        assertThat(challenges.stream().reduce(Scalar.ZERO, Scalar::plus)).isEqualTo(fields.scalar("challenge"));
        int real = (int) randomness.integer("real");
        Point commitment = real < proof.branches().size()
                ? proof.branches().get(real).a()
                : proof.last().a();
        assertThat(commitment).isEqualTo(Point.G.times(randomness.scalar("nonce")));
        randomness.done();
    }

    private static MembershipProof membership(List<String> flat) throws MalformedException {
        List<MembershipProof.Branch> branches = new ArrayList<>();
        int i = 0;
        for (; i + 4 < flat.size(); i += 4) {
            branches.add(new MembershipProof.Branch(
                    Fields.toPoint(flat.get(i)),
                    Fields.toPoint(flat.get(i + 1)),
                    Fields.toScalar(flat.get(i + 2)),
                    Fields.toScalar(flat.get(i + 3))));
        }
        assertThat(flat).hasSize(i + 3);
        return new MembershipProof(
                branches,
                new MembershipProof.Last(
                        Fields.toPoint(flat.get(i)),
                        Fields.toPoint(flat.get(i + 1)),
                        Fields.toScalar(flat.get(i + 2))));
    }

    private static Scalar response(Fields fields, Scalar challenge) throws MalformedException {
        return fields.scalar("nonce").plus(challenge.times(fields.scalar("secret")));
    }

    /** The verdict on the proof alone, once a batch of it says the same. */
    private static Verdict alike(Verdict alone, Batch<String> batch) {
        assertThat(batch.check(Entropy.secure()).culprits().isEmpty()).isEqualTo(alone.isAccepted());
        return alone;
    }
}
