// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import io.vertx.core.Future;

/** Finds, and in the end destroys, the key under which an election's map, codes and queued messages are sealed. */
public interface SealingKeys {

    /**
     * The key of an election; fails with {@link java.io.IOException} if its file is missing or damaged.
     *
     * @param origin the name of its board, as in its manifest
     */
    Future<SealingKey> sealing(String election, String origin);

    /** Destroys the key of an election; another one takes its place. */
    Future<Void> forget(String election, String origin);
}
