// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bounce;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.urna.server.mail.Sender;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Marks members whose message came back. A report about a message that is not ours, or was replaced since, marks nobody. */
public final class Returned {

    private final Store store;
    private final Sender sender;
    private final Optional<String> token;

    /** @param token of whoever may hand reports in; without one nobody may */
    public Returned(Store store, Sender sender, Optional<String> token) {
        this.store = store;
        this.sender = sender;
        this.token = token;
    }

    Sender sender() {
        return sender;
    }

    /**
     * Takes a mail from a mail system that hands in what is returned instead of keeping a mailbox.
     *
     * @param authorization the header of that name
     * @return the same whatever the mail is; fails with {@code unauthorized}
     */
    public Future<Void> handIn(String authorization, byte[] mail) {
        byte[] given = authorization.getBytes(StandardCharsets.UTF_8);
        boolean known = token.isPresent()
                && MessageDigest.isEqual(("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8), given);
        if (!known) {
            throw new Refusal(
                    ProblemCode.UNAUTHORIZED, "returned mail is handed in with the token of URNA_BOUNCE_TOKEN");
        }
        return DeliveryReport.read(mail, sender)
                .map(report -> mark(report).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    /** Whether it was a message of ours; the same report again changes nothing. */
    Future<Boolean> mark(DeliveryReport report) {
        return store.transaction(connection -> store.now(connection)
                .compose(now -> Sql.update(
                                connection,
                                "UPDATE delivery SET state = 'bounced', status = #{status}, day = #{day}"
                                        + " WHERE envelope = #{envelope} AND state = 'sent'",
                                Map.of(
                                        "envelope", report.envelope(),
                                        "status", report.status(),
                                        "day", now.toString().substring(0, 10)))
                        .compose(marked -> Sql.query(
                                connection,
                                "SELECT 1 AS ours FROM delivery WHERE envelope = #{envelope}",
                                Map.of("envelope", report.envelope())))
                        .map(rows -> rows.size() > 0)));
    }
}
