// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.util.List;

/**
 * A decision as the server drafted it; nothing of it is checked.
 *
 * @param number by which the server knows it
 * @param action such as {@code setup}
 * @param text the exact text that is signed
 * @param signedBy thumbprints of the keys that have signed it
 * @param state {@code pending}, {@code appended} or {@code expired}
 */
public record DraftedDecision(int number, String action, String text, List<String> signedBy, String state) {

    public DraftedDecision {
        signedBy = List.copyOf(signedBy);
    }

    /** Whether a signature is still of use. */
    public boolean isPending() {
        return state.equals("pending");
    }
}
