// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.record.Hash;

/** What the proofs and the signature of a ballot are bound to ({@code docs/protocol.md} §6). */
final class BallotStatements {

    static final String SUM = "sum";

    private BallotStatements() {}

    /** {@code E, contest, place}; {@code K} follows, and a membership proof adds {@code Y}, the ciphertext and the values itself. */
    static Transcript membership(Hash election, String contest, String place) {
        return Transcript.of("membership").bytes(election.bytes()).text(contest).text(place);
    }

    /** {@code E, contest, component:k, K, Y, alpha, beta}. */
    static Transcript ranking(
            Hash election, String contest, String component, Point credential, Point y, Ciphertext ciphertext) {
        return Transcript.of("ranking")
                .bytes(election.bytes())
                .text(contest)
                .text(component)
                .point(credential)
                .point(y)
                .point(ciphertext.alpha())
                .point(ciphertext.beta());
    }

    /** {@code E, K}; {@code R} and the ballot hash follow. */
    static Transcript signature(Hash election, Point credential) {
        return Transcript.of("ballot").bytes(election.bytes()).point(credential);
    }
}
