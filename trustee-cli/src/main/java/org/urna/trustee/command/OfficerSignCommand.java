// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.trustee.keyfile.OfficerKeyFile;
import org.urna.trustee.keyfile.OfficerSecrets;
import org.urna.trustee.officer.OfficerDesk;
import org.urna.trustee.terminal.Terminal;
import org.urna.trustee.transport.ElectionPlace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a decision. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Shows a decision in words, checks it against the board, and signs its exact text.")
final class OfficerSignCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    PlaceOptions place = new PlaceOptions();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Mixin
    YesOption yes = new YesOption();

    @ArgGroup
    @Nullable
    Which which;

    /** Which decision, where several wait. */
    static final class Which {
        @Option(names = "--decision", paramLabel = "N", description = "Number of the decision.")
        @Nullable
        Integer decision;

        @Option(
                names = "--action",
                paramLabel = "TYPE",
                description = "Action of the decision, such as setup or publish.")
        @Nullable
        String action;
    }

    OfficerSignCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ElectionPlace reached = place.place();
        char[] passphrase = key.passphrase(terminal);
        OfficerSecrets officer;
        try {
            officer = OfficerKeyFile.read(key.key, passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        OfficerDesk desk = OfficerDesk.at(reached, place.election(), officer.signingKey());
        OfficerDesk.Paper paper =
                desk.paper(which == null ? null : which.decision, which == null ? null : which.action);
        terminal.result("decision " + paper.draft().number());
        paper.words().forEach(line -> terminal.result("  " + line));
        if (paper.signed()) {
            terminal.result("you have signed it already");
            return ExitStatus.DONE;
        }
        if (!yes.confirm(terminal, "Sign this? [y/N] ")) {
            terminal.progress("not signed");
            return ExitStatus.REFUSED;
        }
        ElectionPlace.SignatureReceipt receipt = desk.sign(paper);
        terminal.result("signed: decision " + paper.draft().number() + " has " + receipt.signatures()
                + " of 2 signatures and is " + receipt.state());
        return ExitStatus.DONE;
    }
}
