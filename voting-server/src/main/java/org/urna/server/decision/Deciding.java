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
 * @param registrar the registrar's over the same text, where one who works apart from the server asked for it; otherwise null
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
        @Nullable String registrar,
        String time) {

    String id() {
        return election.getString("id");
    }

    NewEntry entry() {
        return entry(null);
    }

    /** The entry with the registrar's signature beside those of the officers, or without one if it is null. */
    NewEntry entry(@Nullable String beside) {
        return new NewEntry(
                decision.type(), time, Stamp.decision(decision.type(), text, signatures, beside, Instant.parse(time)));
    }
}
