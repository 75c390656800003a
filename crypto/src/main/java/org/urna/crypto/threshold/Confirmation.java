// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyConfirmation;

/** A trustee's statement of the key that follows from all shares, with a proof that it has its own ({@code docs/protocol.md} §9). */
public final class Confirmation {

    private static final String CHECK = "key-confirmation";

    private Confirmation() {}

    /**
     * The message of trustee {@code j}, from 1.
     *
     * @param transcript {@code T}
     * @param y {@code Y}
     * @param s {@code s_j}, the sum of the shares that {@code j} was dealt
     */
    public static KeyConfirmation prove(
            Attempt attempt, Hash transcript, Point y, int j, SecretScalar s, Entropy entropy) {
        Point v = s.timesG();
        KnowledgeProof proof = KnowledgeProof.prove(statement(attempt, transcript, j, v), s, entropy);
        return new KeyConfirmation(attempt.manifest(), attempt.number(), j, transcript, y, v, proof);
    }

    /** Whether the message states what everyone computes, and its proof holds (check {@code key-confirmation}). */
    public static Verdict verify(Attempt attempt, Hash transcript, JointKey key, KeyConfirmation message) {
        if (!message.transcript().equals(transcript)) {
            return Verdict.reject(CHECK, "T is not the hash of the attempt's entries");
        }
        if (!message.electionKey().equals(key.y())) {
            return Verdict.reject(CHECK, "Y is not the sum of the published polynomials at 0");
        }
        Point v = key.v(message.trustee());
        if (!message.verificationKey().equals(v)) {
            return Verdict.reject(CHECK, "V is not the sum of the published polynomials at the trustee's index");
        }
        return message.proof()
                .verify(statement(attempt, transcript, message.trustee(), v), v)
                .as(CHECK);
    }

    private static Transcript statement(Attempt attempt, Hash transcript, int j, Point v) {
        return attempt.transcript("share-key")
                .integer(j)
                .bytes(transcript.bytes())
                .point(v);
    }
}
