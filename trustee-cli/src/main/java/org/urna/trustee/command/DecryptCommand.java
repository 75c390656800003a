// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.concurrent.Callable;
import org.urna.trustee.tally.Decrypting;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Decrypts the sums. */
@Command(
        name = "decrypt",
        mixinStandardHelpOptions = true,
        description =
                "Decrypts this trustee's part of the sums of the board that enough trustees have agreed on, added up"
                        + " anew by this program. The server holds the parts until two officers publish.")
final class DecryptCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    PlaceOptions place = new PlaceOptions();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Mixin
    WaitOption wait = new WaitOption();

    DecryptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return Session.run(terminal, key, place, wait, seat -> {
            int tallies = new Decrypting(seat, terminal).run();
            terminal.result("decrypted " + tallies + (tallies == 1 ? " tally" : " tallies"));
            return ExitStatus.DONE;
        });
    }
}
