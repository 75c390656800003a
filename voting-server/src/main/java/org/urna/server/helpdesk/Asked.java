// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import java.util.Locale;
import org.urna.server.election.ElectionState;

/** What members ask for by themselves. */
public enum Asked {
    /** A new code, while one can still be voted with. */
    REISSUE,
    /** Whether a ballot stands for them. */
    USE;

    /** Throws {@code wrong-state} where it cannot be asked for. */
    void require(ElectionState state) {
        if (this == REISSUE) {
            state.require(ElectionState.SEALED, ElectionState.OPEN);
        } else {
            state.require(ElectionState.OPEN, ElectionState.CLOSED, ElectionState.TALLIED, ElectionState.FINAL);
        }
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Asked of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
