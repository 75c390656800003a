// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.Locale;
import org.urna.trustee.RefusedException;
import org.urna.trustee.terminal.Prompt;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Option;

/** Whether a person is asked before something that cannot be taken back. */
final class YesOption {

    @Option(names = "--yes", description = "Do not ask for confirmation.")
    boolean yes;

    boolean confirm(Terminal terminal, String question) throws RefusedException {
        if (yes) {
            return true;
        }
        Prompt prompt = terminal.prompt()
                .orElseThrow(() -> new RefusedException("there is no terminal to ask for confirmation: add --yes"));
        String answer = prompt.line(question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("y");
    }
}
