// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.trustee.ceremony.Ceremony;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--backup",
            paramLabel = "FILE",
            description = "Copy the key file there first, on another disk, and read the copy back.")
    @Nullable
    Path backup;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return Session.run(terminal, key, place, wait, seat -> {
            if (backup != null) {
                seat.backUp(backup);
                terminal.result("copied to " + backup + ", and the copy is the same");
            }
            TrusteeShare share = new Ceremony(seat).check();
            terminal.result("checked: " + key.key + " holds the share of trustee " + share.trustee()
                    + ", and the board shows it");
            if (backup == null) {
                terminal.progress(
                        "There is no copy of this key file that the program knows of: run trustee check --backup FILE,"
                                + " and keep the copy apart from it and from the passphrase.");
            }
            return ExitStatus.DONE;
        });
    }
}
