// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.delivery.SendingDesk;
import org.urna.server.json.StrictJson;
import org.urna.server.keys.SecretFile;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.Standing;
import org.urna.server.table.CsvLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registrar status}: where the election and its members stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Says how many codes were sent, came back and were voted with, and what waits for officers.",
        description = {
            "From the board, which is checked first, and the registrar's own map; mail that came back is read where URNA_BOUNCE_URL is set.",
            "Files that name members (--members) are made for their owner alone, and never overwritten."
        })
final class RegistrarStatusCommand extends RegistrarTask {

    @Option(
            names = "--election",
            paramLabel = "PLACE",
            required = true,
            description = "https://host/e/ID, or a folder with a copy of the board.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String place;

    @Option(names = "--members", paramLabel = "FILE", description = "Writes where each member stands, CSV.")
    private @Nullable Path members;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures for machines.")
    private @Nullable Path json;

    @Option(
            names = "--statement",
            paramLabel = "FILE",
            description = "After the close: writes what verifier report needs of whom no board holds.")
    private @Nullable Path statement;

    @Override
    int run(Vertx vertx, Config config, Entropy entropy) throws Exception {
        try (Registrar registrar = existing(vertx, config, entropy)) {
            Standing standing = new Standing(registrar);
            Standing.Outcome found = standing.of(source(place));
            if (statement != null) {
                Files.write(
                        statement,
                        StrictJson.write(standing.statement(found.summary().election())));
            }
            if (json != null) {
                Files.write(json, StrictJson.write(StrictJson.tree(found.summary())));
            }
            if (members != null) {
                SecretFile.create(members, csv(found.members()).getBytes(StandardCharsets.UTF_8));
            }
            print(found.summary());
            return 0;
        }
    }

    private void print(Standing.Summary summary) {
        out().printf(
                        Locale.ROOT,
                        "election   %s %s%n",
                        summary.election(),
                        summary.title().replaceAll("\\p{Cntrl}", "?"));
        out().printf(
                        Locale.ROOT,
                        "state      %s, closes %s, %d entries%n",
                        summary.state(),
                        summary.closes(),
                        summary.entries());
        out().printf(
                        Locale.ROOT,
                        "codes      issued %d, in reserve %d, replaced %d, revoked %d%n",
                        summary.issued(),
                        summary.reserve(),
                        summary.replaced(),
                        summary.revoked());
        print("e-mail", summary.email());
        print("letters", summary.post());
        out().println(
                        summary.destroyed()
                                ? "voted      not known any more: what links members to codes is destroyed"
                                : "voted      " + summary.voted());
        summary.requests()
                .forEach(each -> out().printf(
                                Locale.ROOT,
                                "waits      decision %d, %s, %d members, until %s%n",
                                each.number(),
                                each.action(),
                                each.members(),
                                each.until()));
    }

    private void print(String channel, SendingDesk.Counts counts) {
        out().printf(
                        Locale.ROOT,
                        "%-10s queued %d, sent %d, came back %d%n",
                        channel,
                        counts.queued(),
                        counts.sent(),
                        counts.bounced());
    }

    private static String csv(List<Standing.MemberStanding> members) {
        StringBuilder csv = new StringBuilder("member_number,channel,message,day,status,voted_on\r\n");
        for (Standing.MemberStanding each : members) {
            csv.append(CsvLine.of(List.of(
                    each.memberNumber(), each.channel(), each.message(), each.day(), each.status(), each.votedOn())));
        }
        return csv.toString();
    }
}
