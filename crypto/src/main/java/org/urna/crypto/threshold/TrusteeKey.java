// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Hash;

/**
 * The proof that a trustee knows the constant of its own polynomial ({@code docs/protocol.md} §9): without it the last to publish
 * could choose the joint key.
 */
public final class TrusteeKey {

    private static final String CHECK = "key-share";

    private TrusteeKey() {}

    /**
     * Proves knowledge of {@code a_{i,0}}.
     *
     * @param i the trustee, from 1
     * @param thumbprint SHA-256 thumbprint of the trustee's signing key
     */
    public static KnowledgeProof prove(Attempt attempt, int i, Hash thumbprint, Polynomial f, Entropy entropy) {
        return KnowledgeProof.prove(statement(attempt, i, thumbprint, f.toPublic()), f.constant(), entropy);
    }

    /** Whether {@code polynomial} has {@code t} points and its proof holds (check {@code key-share}). */
    public static Verdict verify(
            Attempt attempt, int i, Hash thumbprint, PublicPolynomial polynomial, KnowledgeProof proof) {
        if (polynomial.points().size() != attempt.threshold()) {
            return Verdict.reject(CHECK, "the polynomial has not as many points as the threshold");
        }
        return proof.verify(
                        statement(attempt, i, thumbprint, polynomial),
                        polynomial.points().get(0))
                .as(CHECK);
    }

    private static Transcript statement(Attempt attempt, int i, Hash thumbprint, PublicPolynomial polynomial) {
        Transcript statement = attempt.transcript("trustee-key")
                .integer(i)
                .integer(attempt.trustees())
                .integer(attempt.threshold())
                .bytes(thumbprint.bytes());
        for (Point point : polynomial.points()) {
            statement = statement.point(point);
        }
        return statement;
    }
}
