// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.io.InputStream;

/** Reads no more than what can be right. */
final class Bounded {

    private Bounded() {}

    static byte[] read(InputStream in, long most) throws IOException {
        byte[] content = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        if (content.length > most) {
            throw new IOException("a file of the election is longer than it can be: check the address");
        }
        return content;
    }
}
