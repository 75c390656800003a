// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

/** Nonces differ when anything that goes into them differs, and a broken generator alone gives no secret away. */
class NoncesTest {

    private static final Entropy STUCK = bytes -> {};

    @Test
    void secretRandomnessTagAndStatementAllCount() {
        SecretScalar secret = SecretScalar.of(1);
        Transcript statement = Transcript.of("a").text("b");
        Set<Scalar> seen = new HashSet<>();

        seen.add(Nonces.draw(secret, statement, STUCK).declassify());
        seen.add(Nonces.draw(SecretScalar.of(2), statement, STUCK).declassify());
        seen.add(Nonces.draw(secret, Transcript.of("c").text("b"), STUCK).declassify());
        seen.add(Nonces.draw(secret, Transcript.of("a").text("d"), STUCK).declassify());
        seen.add(Nonces.draw(secret, statement, bytes -> bytes[31] = 1).declassify());
        seen.add(Nonces.draw(secret, statement, bytes -> bytes[0] = 1).declassify());

        assertThat(seen).hasSize(6).doesNotContain(Scalar.ZERO);
        assertThat(Nonces.draw(secret, statement, STUCK).declassify()).isIn(seen);
    }

    @Test
    void theHashIsTheOneOfTheProtocol() {
        Transcript statement = Transcript.of("a").text("b");

        assertThat(Nonces.draw(SecretScalar.of(5), statement, STUCK).declassify())
                .isEqualTo(Transcript.of("nonce")
                        .scalar(Scalar.of(5))
                        .bytes(new byte[32])
                        .text("a")
                        .bytes(statement.encoding())
                        .toScalar());
    }

    @Test
    void aStuckGeneratorDoesNotRepeatTheCommitmentForAnotherStatement() {
        SecretScalar x = SecretScalar.of(77);

        Point first =
                KnowledgeProof.prove(Transcript.of("t").text("1"), x, STUCK).w();
        Point second =
                KnowledgeProof.prove(Transcript.of("t").text("2"), x, STUCK).w();
        Point after = KnowledgeProof.prove(Transcript.of("t").text("1"), new byte[] {1}, x, STUCK)
                .w();

        assertThat(first).isNotEqualTo(second).isNotEqualTo(after);
    }

    /** Every nonce and every simulated challenge of a membership proof is drawn afresh. */
    @Test
    void theBranchesOfAMembershipProofShareNothing() {
        Property.holds(3, random -> {
            Entropy entropy = Property.entropy(random);
            Encryption encryption =
                    Encryption.under(SecretScalar.random(entropy).timesG());
            Opening opening = new Opening(2, SecretScalar.random(entropy));
            Ciphertext ciphertext = encryption.encrypt(opening, entropy);
            List<Long> values = List.of(0L, 1L, 2L, 3L, 4L);
            Transcript before = Transcript.of("membership");
            Set<Object> seen = new HashSet<>();
            int proofs = 4;
            for (int i = 0; i < proofs; i++) {
                MembershipProof proof = MembershipProof.prove(before, encryption, ciphertext, values, opening, entropy);
                assertThat(proof.verify(before, encryption.key(), ciphertext, values))
                        .isEqualTo(Verdict.accept());
                for (MembershipProof.Branch branch : proof.branches()) {
                    seen.addAll(List.of(branch.a(), branch.b(), branch.c(), branch.z()));
                }
                seen.addAll(
                        List.of(proof.last().a(), proof.last().b(), proof.last().z()));
            }
            assertThat(seen).hasSize(proofs * (4 * 4 + 3));
        });
    }
}
