// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.concurrent.Callable;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.trustee.ceremony.Ceremony;
import org.urna.trustee.terminal.Terminal;
import org.urna.trustee.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the election's key together with the other trustees. */
@Command(
        name = "ceremony",
        mixinStandardHelpOptions = true,
        description = {
            "Takes part in the key ceremony: waits for the other trustees, checks everything that they send, and keeps"
                    + " this trustee's share of the election's key in the key file.",
            "Afterwards run trustee check."
        })
final class CeremonyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    PlaceOptions place = new PlaceOptions();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Mixin
    WaitOption wait = new WaitOption();

    CeremonyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return Session.run(terminal, key, place, wait, seat -> {
            TrusteeShare share = new Ceremony(seat).run();
            terminal.result("attempt " + share.attempt().number());
            terminal.result("transcript " + share.transcript());
            terminal.result("finished: the share of trustee " + share.trustee() + " is in " + key.key);
            terminal.progress("Say these words aloud, each trustee in turn; all must say the same: "
                    + Words.of(share.transcript()));
            terminal.progress("If anybody's words differ, stop and tell the returning officer: you were shown different"
                    + " messages. Otherwise run: trustee check --backup FILE");
            return ExitStatus.DONE;
        });
    }
}
