// SPDX-License-Identifier: Apache-2.0
package org.urna.server.message;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.urna.crypto.record.SignedMessage;
import org.urna.server.board.Appended;

/** Judges one kind of message and appends those that are in order. */
@FunctionalInterface
public interface Desk {

    /**
     * Takes a message that has not been taken before.
     *
     * @param election its row, locked in this transaction
     * @param bytes the message exactly as it was sent
     * @return what was appended, the message's entry first; nothing if the message is held. Fails with {@code message-invalid} or
     *     {@code wrong-state}
     */
    Future<Optional<Appended>> take(SqlConnection connection, Row election, SignedMessage message, byte[] bytes);

    /**
     * Judges what takes long while nothing is locked. Whatever may change until the row is locked is judged again by {@code take}.
     *
     * @param election its row, not locked
     * @return the desk that takes this message; fails as {@code take} does
     */
    default Future<Desk> prepare(Row election, SignedMessage message) {
        return Future.succeededFuture(this);
    }
}
