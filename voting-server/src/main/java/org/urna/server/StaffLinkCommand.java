// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Entropy;
import org.urna.server.config.Config;
import org.urna.server.keys.StaffKeys;
import org.urna.server.problem.Refusal;
import org.urna.server.staff.LostAccess;
import org.urna.server.staff.StaffOffice;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staff-link}: lets an administrator in again who has lost password or authenticator, when no other can. */
@Command(
        name = "staff-link",
        mixinStandardHelpOptions = true,
        header = "Prints a one-time link for an administrator who cannot sign in any more.",
        description = {
            "For when no administrator is left who could make one in the ballot office. The account's password, authenticator,"
                    + " recovery codes and sessions end at once; the link sets them anew, works once, and within an hour.",
            "That it was made, why, and by which user of this machine is in the audit trail for all staff to see."
                    + " It gives no officer's key: what takes two officers still takes two."
        })
final class StaffLinkCommand extends OfflineCommand {

    private static final int LONGEST = 300;

    @Parameters(paramLabel = "EMAIL", description = "With which the administrator signs in.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String email;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit trail.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String reason;

    @Option(
            names = "--new",
            paramLabel = "NAME",
            description =
                    "Makes an account for a new administrator of this name, if nobody is left whose account it is.")
    private @Nullable String name;

    @Override
    int run(Vertx vertx, Config config, Store store) throws Exception {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST || why.chars().anyMatch(Character::isISOControl)) {
            throw usage("--reason takes 1 to " + LONGEST + " characters");
        }
        CryptoPool passwords = new CryptoPool(vertx, "passwords", 1, 1);
        Entropy entropy = Entropy.secure();
        LostAccess lost = StaffOffice.of(
                        vertx,
                        store,
                        StaffKeys.readOrCreate(config.keys(), entropy),
                        passwords,
                        config.publicUrl(),
                        Optional.empty(),
                        entropy)
                .lostAccess();
        LostAccess.Cause cause = new LostAccess.Cause(System.getProperty("user.name", ""), why);
        try {
            Future<String> made = Future.succeededFuture()
                    .compose(ready -> name == null ? lost.renew(email, cause) : lost.add(email, name, cause));
            out().println("for " + email + ", within an hour, once: " + Server.link(config, await(made)));
            return 0;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refused) {
                err().println("not made: " + refused.getMessage());
                return ServerMain.REFUSED;
            }
            throw e;
        } finally {
            await(passwords.close());
        }
    }
}
