// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** Knows of members whether they have voted; asked one member at a time, and only where that decides something. */
@FunctionalInterface
public interface Participation {

    /** What is known. */
    enum Answer {
        VOTED,
        NOT_VOTED,
        /** They have no code yet: it is handed out at the door. */
        NO_CODE,
        /** Somebody else holds the map of members and credentials, or it was destroyed. */
        UNKNOWN
    }

    /**
     * Whether a member has voted.
     *
     * @param election its row, locked in this transaction
     */
    Future<Answer> of(SqlConnection connection, Row election, String memberNumber);
}
