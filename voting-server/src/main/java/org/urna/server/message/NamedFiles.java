// SPDX-License-Identifier: Apache-2.0
package org.urna.server.message;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.SignedMessage;

/** Judges a message of one kind as far as it allows files to be uploaded: who sent it, whether it is its turn, how long its files may be. */
@FunctionalInterface
public interface NamedFiles {

    /**
     * The files that the message names.
     *
     * @param election its row, not locked
     * @return fails with {@code message-invalid} or {@code wrong-state}
     */
    Future<List<Artifact>> of(Row election, SignedMessage message);
}
