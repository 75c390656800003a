// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.util.List;

/** Takes a signed message to the server, or to a stick. May be done again. */
public interface HandOver {

    /**
     * Takes a message.
     *
     * @param message the exact bytes
     * @param files that it names
     */
    void take(byte[] message, List<byte[]> files) throws IOException;

    /** Whether the server has read it when it is taken. */
    boolean isRead();
}
