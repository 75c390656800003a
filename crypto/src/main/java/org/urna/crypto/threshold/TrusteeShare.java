// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.record.Hash;

/**
 * What a trustee has when the ceremony is done, and keeps until the result is published. Does not print.
 *
 * @param attempt the attempt that succeeded
 * @param trustee index {@code i}, from 1
 * @param transcript {@code T}
 * @param secret {@code s_i}
 * @param key what everyone has
 */
public record TrusteeShare(Attempt attempt, int trustee, Hash transcript, SecretScalar secret, JointKey key) {

    /** @throws IllegalArgumentException if the secret is not the one behind the trustee's verification key */
    public TrusteeShare {
        if (!secret.timesG().equals(key.v(trustee))) {
            throw new IllegalArgumentException("the secret is not the one behind the verification key");
        }
    }

    /** Whether a {@code setup} seals the ceremony that this trustee took part in (check {@code setup}). */
    public Verdict checkSetup(int number, Hash sealedTranscript, Point y, List<Point> v) {
        return number == attempt.number()
                        && sealedTranscript.equals(transcript)
                        && y.equals(key.y())
                        && v.equals(key.v())
                ? Verdict.accept()
                : Verdict.reject("setup", "the set-up differs from the ceremony that this trustee finished");
    }

    @Override
    public String toString() {
        return "TrusteeShare[trustee " + trustee + ", hidden]";
    }
}
