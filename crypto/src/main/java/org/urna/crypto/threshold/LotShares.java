// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lot;

/**
 * What each trustee contributes to the drawing of {@link Lots} ({@code docs/protocol.md} §10): {@code D_i = s_i*H} with
 * {@code H = Hp("lot"; E)}, and the proof that {@code log_G V_i = log_H D_i}.
 */
public final class LotShares {

    private LotShares() {}

    /** The message of trustee {@code i}, from 1, whose secret is {@code s}. */
    public static Lot prove(Hash election, int i, SecretScalar s, Entropy entropy) {
        Point h = generator(election);
        Point d = s.times(h);
        Transcript statement = statement(election, i, s.timesG(), h, d);
        return new Lot(election, i, d, EqualityProof.prove(statement, h, s, entropy));
    }

    /** Whether {@code lot} is the share of the trustee it names, whose verification key is {@code v} (check {@code lot}). */
    public static Verdict verify(Hash election, Point v, Lot lot) {
        if (!lot.anchor().equals(election)) {
            return Verdict.reject("lot", "the share is for another election");
        }
        Point h = generator(election);
        Point d = lot.value();
        return lot.proof()
                .verify(statement(election, lot.trustee(), v, h, d), v, h, d)
                .as("lot");
    }

    private static Point generator(Hash election) {
        return Transcript.of("lot").bytes(election.bytes()).toPoint();
    }

    private static Transcript statement(Hash election, int i, Point v, Point h, Point d) {
        return Transcript.of("lot")
                .bytes(election.bytes())
                .integer(i)
                .point(v)
                .point(h)
                .point(d);
    }
}
