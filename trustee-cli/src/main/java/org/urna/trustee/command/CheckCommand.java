// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.concurrent.Callable;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.trustee.ceremony.Ceremony;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows that the share was stored. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads the key file back and shows on the board that this trustee's share in it works.")
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    PlaceOptions place = new PlaceOptions();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Mixin
    WaitOption wait = new WaitOption();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return Session.run(terminal, key, place, wait, seat -> {
            TrusteeShare share = new Ceremony(seat).check();
            terminal.result("checked: " + key.key + " holds the share of trustee " + share.trustee()
                    + ", and the board shows it");
            return ExitStatus.DONE;
        });
    }
}
