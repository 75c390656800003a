// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.nio.charset.StandardCharsets;
import org.urna.trustee.json.JsonWriter;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Option;

/** Whether the result is for a program. */
final class JsonOption {

    @Option(
            names = "--json",
            description = "Print the result as one line of JSON; everything else goes to the standard error.")
    boolean json;

    /** Where everything but the result goes. */
    Terminal aside(Terminal terminal) {
        return json ? terminal.aside() : terminal;
    }

    static void print(Terminal terminal, JsonWriter result) {
        terminal.result(new String(result.toBytes(), StandardCharsets.US_ASCII));
    }
}
