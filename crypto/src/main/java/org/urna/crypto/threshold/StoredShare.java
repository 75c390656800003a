// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;

/**
 * Shows, before anybody votes, that a trustee's share was stored and works ({@code docs/protocol.md} §9): {@code D = s_i*H} with
 * {@code H = Hp("key-check"; M, a, T)}, and the proof that {@code log_G V_i = log_H D}.
 *
 * <p>The trustee's own program hashes {@code H} from public data, so that the check is no oracle.
 */
public final class StoredShare {

    private static final String CHECK = "key-check";

    private StoredShare() {}

    /**
     * The message of trustee {@code i}, from 1.
     *
     * @param transcript {@code T}
     * @param s the share as read back from where it was stored
     */
    public static KeyCheck prove(Attempt attempt, Hash transcript, int i, SecretScalar s, Entropy entropy) {
        Point h = generator(attempt, transcript);
        Point d = s.times(h);
        Transcript statement = statement(attempt, transcript, i, s.timesG(), h, d);
        EqualityProof proof = EqualityProof.prove(statement, h, s, entropy);
        return new KeyCheck(attempt.manifest(), attempt.number(), i, transcript, d, proof);
    }

    /** Whether the trustee that the message names has shown the share behind {@code v} (check {@code key-check}). */
    public static Verdict verify(Attempt attempt, Hash transcript, Point v, KeyCheck message) {
        if (!message.transcript().equals(transcript)) {
            return Verdict.reject(CHECK, "T is not the hash of the attempt's entries");
        }
        Point h = generator(attempt, transcript);
        Point d = message.value();
        return message.proof()
                .verify(statement(attempt, transcript, message.trustee(), v, h, d), v, h, d)
                .as(CHECK);
    }

    private static Point generator(Attempt attempt, Hash transcript) {
        return attempt.transcript("key-check").bytes(transcript.bytes()).toPoint();
    }

    private static Transcript statement(Attempt attempt, Hash transcript, int i, Point v, Point h, Point d) {
        return attempt.transcript("key-check")
                .bytes(transcript.bytes())
                .integer(i)
                .point(v)
                .point(h)
                .point(d);
    }
}
