// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.registrar.BoardSource;
import org.urna.server.registrar.HandOver;
import org.urna.server.registrar.Issue;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.ServedElection;
import org.urna.server.registrar.Stick;
import org.urna.server.registrar.Upload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar issue}: makes a code for each member, and publishes the credentials. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        header =
                "Makes a voting code for each member of the roll and the reserve, and gives the server the public credentials.",
        description = {
            "After the key ceremony. If it breaks off anywhere, issue again: codes that are made stay, and what is missing is done.",
            "Without a network: --election names a folder with a copy of the board, --out a stick, which trustee carry takes to the server.",
            "Messages are queued; registrar send sends them once two officers have sealed the election."
        })
final class RegistrarIssueCommand extends RegistrarTask {

    @Option(names = "--roll", paramLabel = "FILE", required = true, description = "The members, CSV.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path roll;

    @Option(
            names = "--election",
            paramLabel = "PLACE",
            required = true,
            description = "https://host/e/ID, or a folder with a copy of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String place;

    @Option(names = "--out", paramLabel = "DIR", description = "Leaves the list there instead of handing it over.")
    private @Nullable Path out;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        BoardSource source = source(place);
        HandOver handOver;
        if (out != null) {
            handOver = new Stick(out);
        } else if (source instanceof ServedElection server) {
            handOver = new Upload(server);
        } else {
            throw usage("a copy of the board takes no list: name a folder for it by --out");
        }
        byte[] members = Files.readAllBytes(roll);
        try (Registrar registrar = Registrar.open(vertx, config, entropy)) {
            Issue.Outcome done = new Issue(registrar).run(source, members, handOver);
            out().println((done.again() ? "issued before: " : "issued: ") + done.issued() + " codes, " + done.reserve()
                    + " in reserve, for the manifest " + done.board());
            out().println(
                            done.listed()
                                    ? "the public credentials stand on the board"
                                    : "the public credentials wait in " + out
                                            + ": take them to the server with trustee carry");
            return 0;
        }
    }
}
