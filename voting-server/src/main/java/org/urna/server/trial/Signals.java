// SPDX-License-Identifier: Apache-2.0
package org.urna.server.trial;

import java.io.IOException;

/** Signals that Java does not send itself. */
final class Signals {

    private Signals() {}

    static void send(String signal, long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, "" + pid)
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + signal + " ended with status " + status);
        }
    }
}
