// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.trustee.RefusedException;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.keyfile.TrusteeKeyFile;
import org.urna.trustee.terminal.Terminal;
import org.urna.trustee.terminal.Waiting;

/** What every command of a trustee begins and ends with: the key file opened, the seat taken. */
final class Session {

    /** What is done in between. */
    @FunctionalInterface
    interface Work {
        int run(Seat seat) throws IOException, RefusedException, MalformedException, InterruptedException;
    }

    private Session() {}

    /** The work here is done, but what it made is on the stick only. */
    private static int toBeCarried(Terminal terminal, PlaceOptions place) {
        terminal.progress("What this trustee had to send is in " + place.out
                + ": take the stick to a machine with a network and run trustee carry there.");
        return ExitStatus.TO_BE_CONTINUED;
    }

    static int run(Terminal terminal, KeyOptions key, PlaceOptions place, WaitOption wait, Work work)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        Entropy entropy = Entropy.secure();
        var election = place.election();
        var reached = place.place(); // a wrong command line is told before the passphrase is asked for
        char[] passphrase = key.passphrase(terminal);
        try (TrusteeKeyFile file = TrusteeKeyFile.open(key.key, passphrase, entropy)) {
            // Nothing comes to a stick by waiting.
            Duration limit = place.isOffline() ? Duration.ZERO : wait.duration;
            int status = work.run(new Seat(reached, election, file, new Waiting(terminal, limit), entropy));
            return status == ExitStatus.DONE && place.isLeftBehind() ? toBeCarried(terminal, place) : status;
        } catch (Waiting.OverException e) {
            if (!place.isOffline()) {
                throw e;
            }
            terminal.progress(e.what() + " is not on the stick yet. What this trustee had to send is in " + place.out
                    + ": take the stick to a machine with a network, run trustee carry and verifier mirror"
                    + " there, and then this command again here.");
            return ExitStatus.TO_BE_CONTINUED;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }
}
