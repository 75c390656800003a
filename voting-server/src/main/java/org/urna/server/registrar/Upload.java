// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.record.Hash;

/** Hands a message over to a server, its files first, in parts of which only those that the server lacks are sent. */
public final class Upload implements HandOver {

    private final ServedElection server;

    public Upload(ServedElection server) {
        this.server = server;
    }

    @Override
    public void take(byte[] message, List<byte[]> files) throws IOException {
        Map<String, byte[]> byHash = new HashMap<>();
        files.forEach(file -> byHash.put(Hash.sha256(file).hex(), file));
        ServedElection.Missing missing = server.announce(message);
        for (Map.Entry<String, List<Integer>> wanted : missing.parts().entrySet()) {
            byte[] file = byHash.get(wanted.getKey());
            for (int part : wanted.getValue()) {
                long from = (long) part * missing.partBytes();
                if (file == null || part < 0 || from >= file.length) {
                    throw new IOException("the server asks for a file that the message does not name");
                }
                int until = (int) Math.min(file.length, from + missing.partBytes());
                server.put(missing.token(), wanted.getKey(), part, Arrays.copyOfRange(file, (int) from, until));
            }
        }
        server.deliver(message);
    }

    @Override
    public boolean isRead() {
        return true;
    }
}
