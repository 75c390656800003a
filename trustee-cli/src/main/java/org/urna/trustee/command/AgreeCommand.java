// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.concurrent.Callable;
import org.urna.trustee.keyfile.AgreedRoot;
import org.urna.trustee.tally.Agreement;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Agrees on the board that is decrypted. */
@Command(
        name = "agree",
        mixinStandardHelpOptions = true,
        description = {
            "Waits for the end of voting, verifies the whole board, and signs that this board, and for this election never"
                    + " another, may be decrypted. Signs nothing if any check fails.",
            "Then waits for enough other trustees and draws lots with them. Afterwards run trustee mix where contests are ranked,"
                    + " then trustee decrypt."
        })
final class AgreeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    PlaceOptions place = new PlaceOptions();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    YesOption yes = new YesOption();

    AgreeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return Session.run(terminal, key, place, wait, seat -> {
            Agreement agreement = new Agreement(seat, terminal);
            AgreedRoot root = agreement.agree((board, ballots) -> {
                terminal.result("the board has " + board.size() + " entries up to the close, up to " + ballots
                        + " ballots in a contest, root " + board.root());
                return yes.confirm(terminal, "Agree to this board, and never to another one of this election? [y/N] ");
            });
            terminal.result("agreed: size " + root.size() + ", root " + root.root());
            agreement.drawLots(root);
            terminal.result("lots drawn");
            return ExitStatus.DONE;
        });
    }
}
