// SPDX-License-Identifier: Apache-2.0
package org.urna.server.ceremony;

import io.vertx.sqlclient.Row;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.threshold.Attempt;
import org.urna.crypto.threshold.CeremonyBoard;
import org.urna.server.election.Manifests;

/** The latest attempt at the ceremony, from its entries in the log. */
public final class AttemptBoard {

    private AttemptBoard() {}

    /**
     * Takes the entries again, proof by proof: call it on a worker thread.
     *
     * @param election its row
     * @param entries those after the latest {@code manifest}; what does not belong to the ceremony is left out
     */
    public static CeremonyBoard replay(Manifest manifest, Row election, List<Entry> entries) {
        Attempt attempt = new Attempt(
                Manifests.anchor(election),
                election.getInteger("attempt"),
                manifest.trusteeCount(),
                manifest.threshold());
        CeremonyBoard board = new CeremonyBoard(
                attempt,
                manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList());
        for (Entry entry : entries) {
            if (!board.isComplete() && entry instanceof MessageEntry message) {
                if (board.take(message) instanceof Verdict.Rejected rejected) {
                    throw new IllegalStateException("an entry of the ceremony is not in order: " + rejected.reason());
                }
            }
        }
        return board;
    }
}
