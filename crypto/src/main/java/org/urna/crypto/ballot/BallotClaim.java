// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import org.urna.crypto.Verdict;
import org.urna.crypto.proof.Batch;

/**
 * What one equation of a batch claims of a ballot.
 *
 * @param ballot what names the ballot, such as its place in the log
 * @param check {@code ballot-form}, {@code ballot-signature} or {@code ballot-proofs}
 * @param place where in the ballot, for a human
 */
public record BallotClaim<O>(O ballot, String check, String place) {

    /** The verdict on the ballot for which {@code culprit} is to blame. */
    public static <O> Verdict.Rejected rejection(Batch.Culprit<BallotClaim<O>> culprit) {
        BallotClaim<O> claim = culprit.owner();
        return new Verdict.Rejected(
                claim.check(), claim.place() + ": " + culprit.verdict().reason());
    }
}
