// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.ElectionId;
import org.urna.trustee.terminal.Terminal;
import org.urna.trustee.transport.Carrier;
import org.urna.trustee.transport.ElectionPlace;
import org.urna.trustee.transport.HttpPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hands over messages from a stick. */
@Command(
        name = "carry",
        mixinStandardHelpOptions = true,
        description = {
            "On a machine with a network: hands over the messages that --out left on a stick. No key and no passphrase"
                    + " is needed.",
            "Bring the copy of the board up to date with verifier mirror, and go back to the machine without a network."
        })
final class CarryCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--server", required = true, paramLabel = "URL", description = "Root of the voting server.")
    String server = "";

    @Option(
            names = "--election",
            required = true,
            paramLabel = "ID",
            description = "The election: 32 hexadecimal digits.")
    String election = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder on the stick with the messages.")
    Path out = Path.of("");

    CarryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(out)) {
            throw new ParameterException(
                    TrusteeCommand.require(spec).commandLine(), "--out: there is no folder " + out);
        }
        Carrier carrier = new Carrier(out, place());
        List<Path> messages = carrier.waiting();
        for (Path message : messages) {
            ElectionPlace.Delivery delivery = carrier.handOver(message);
            terminal.result("handed over: " + message.getFileName()
                    + (delivery == ElectionPlace.Delivery.HELD ? " (held until the result is published)" : ""));
        }
        terminal.result(messages.isEmpty() ? "nothing waits on the stick" : messages.size() + " messages handed over");
        terminal.progress("Now bring the copy of the board up to date: verifier mirror " + server
                + (server.endsWith("/") ? "" : "/") + "e/" + election + " DIR");
        return ExitStatus.DONE;
    }

    private ElectionPlace place() {
        try {
            return new HttpPlace(new URI(server), ElectionId.parse(election));
        } catch (URISyntaxException | IllegalArgumentException | MalformedException e) {
            throw new ParameterException(
                    TrusteeCommand.require(spec).commandLine(), "--server, --election: " + e.getMessage(), e);
        }
    }
}
