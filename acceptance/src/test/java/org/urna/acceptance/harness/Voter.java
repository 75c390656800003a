// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.util.List;
import org.urna.crypto.ballot.SealedBallot;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.record.Hash;

/**
 * A member whose device has encrypted a ballot.
 *
 * @param member place on the roll, from 0
 * @param sealed the ballot and what it hides
 * @param request the bytes to cast
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Voter(int member, Credential credential, SealedBallot sealed, byte[] request) {

    /** The hash of the ballot, which the receipt must name. */
    public Hash ballot() {
        return sealed.ballot().hash();
    }

    /** What a member of this place on the roll means to do in the contest for the chair: blank, or 1 to 3. */
    public static int chair(int member) {
        return member % 5 == 4 ? 0 : 1 + member % 5 % Draft.CHAIR_OPTIONS;
    }

    /** What a member of section north means to do in the contest for the council. */
    public static List<Integer> council(int member) {
        return List.of(List.of(1), List.of(2, 3), List.of(1, 2, 4)).get(member / 2 % 3);
    }
}
