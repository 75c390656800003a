// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.officer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Manifest;
import org.urna.trustee.board.ElectionBoard;

/** What the decisions on a board come to. */
final class Voting {

    private Voting() {}

    /** Names of the officers in office, by the thumbprints of their keys. */
    static Map<String, String> officers(ElectionBoard board) {
        Map<String, String> officers = new LinkedHashMap<>();
        for (Manifest.Officer officer : board.manifest().officers()) {
            officers.put(officer.key().thumbprint(), officer.name());
        }
        for (ElectionBoard.Placed each : board.entries()) {
            if (each.entry() instanceof DecisionEntry entry
                    && entry.decision().action() instanceof Action.OfficerChanged changed) {
                if (changed.removed() != null) {
                    officers.remove(changed.removed());
                }
                if (changed.added() != null) {
                    officers.put(
                            changed.added().key().thumbprint(), changed.added().name());
                }
            }
        }
        return officers;
    }

    /** When voting ends, extensions included. */
    static Instant deadline(ElectionBoard board) {
        Instant deadline = board.manifest().schedule().closes();
        for (ElectionBoard.Placed each : board.entries()) {
            if (each.entry() instanceof DecisionEntry entry
                    && entry.decision().action() instanceof Action.DeadlineExtended extended) {
                deadline = extended.closes();
            }
        }
        return deadline;
    }
}
