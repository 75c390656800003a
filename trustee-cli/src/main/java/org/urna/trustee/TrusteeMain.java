// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

import org.urna.trustee.command.TrusteeCommand;
import org.urna.trustee.terminal.Terminal;

/** Entry point of the program. */
public final class TrusteeMain {

    private TrusteeMain() {}

    /** Runs one command and ends with its status: 0, 1, 2 or 70. */
    public static void main(String[] args) {
        System.exit(TrusteeCommand.run(Terminal.system(), args));
    }
}
