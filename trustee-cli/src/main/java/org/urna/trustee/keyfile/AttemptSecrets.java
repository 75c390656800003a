// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.record.Hash;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyTrustee;

/**
 * What a trustee keeps of one attempt at the key ceremony.
 *
 * @param state the trustee in the ceremony: its polynomial, its encryption key, what it sent
 * @param finished null until {@code n} confirmations of one transcript were seen
 */
public record AttemptSecrets(
        CeremonyTrustee state, @Nullable Finished finished) {

    /**
     * What the ceremony was for.
     *
     * @param transcript {@code T}
     * @param share {@code s_j}
     */
    public record Finished(Hash transcript, SecretScalar share) {
        @Override
        public String toString() {
            return "Finished[" + transcript + ", hidden]";
        }
    }

    /** Which attempt it is. */
    public Attempt attempt() {
        return state.attempt();
    }

    /** Index in the manifest, from 1. */
    public int trustee() {
        return state.trustee();
    }

    /** The same, finished. */
    public AttemptSecrets finish(Hash transcript, SecretScalar share) {
        return new AttemptSecrets(state, new Finished(transcript, share));
    }

    @Override
    public String toString() {
        return "AttemptSecrets[" + attempt() + ", hidden]";
    }
}
