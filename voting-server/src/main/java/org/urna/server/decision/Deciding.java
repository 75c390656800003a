// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Stamp;
import org.urna.server.board.NewEntry;

/**
 * A signed decision about to be appended.
 *
 * @param election its row, locked in this transaction
 * @param text exactly what the officers signed
 * @param signatures two, of different officers in office
 * @param time of the entry
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Deciding(
        SqlConnection connection,
        Row election,
        Manifest manifest,
        Decision decision,
        byte[] text,
        List<String> signatures,
        String time) {

    String id() {
        return election.getString("id");
    }

    NewEntry entry() {
        return entry(null);
    }

    NewEntry entry(@Nullable String registrar) {
        return new NewEntry(
                decision.type(),
                time,
                Stamp.decision(decision.type(), text, signatures, registrar, Instant.parse(time)));
    }
}
