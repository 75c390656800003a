// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** How sending goes, and what staff set: going or paused, and how fast. */
public final class SendingDesk {

    /** E-mails a minute at most. */
    public static final int MAX_RATE = 60_000;

    private final Store store;
    private final Elections elections;
    private final MailQueue queue;
    private final boolean smtp;
    private final String sender;

    public SendingDesk(Store store, Elections elections, MailQueue queue, boolean smtp, String sender) {
        this.store = store;
        this.elections = elections;
        this.queue = queue;
        this.smtp = smtp;
        this.sender = sender;
    }

    /** Members by the state of the message with their code. */
    public record Counts(long queued, long sent, long bounced) {}

    /**
     * How it goes.
     *
     * @param by {@code smtp} or {@code outbox}
     * @param sender address that members see
     * @param rate e-mails a minute
     * @param retrying messages that were put off at least once
     * @param fault the commonest status for which messages are put off now
     * @param reminders that are queued
     * @param rounds of reminders so far
     * @param reminded when the last round was queued
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Status(
            String by,
            String sender,
            boolean paused,
            int rate,
            Counts email,
            Counts post,
            long retrying,
            @Nullable String fault,
            long reminders,
            int rounds,
            @Nullable String reminded) {}

    /** Fails with {@code not-found}. */
    public Future<Status> status(String election) {
        Map<String, Object> place = Map.of("election", election);
        return elections
                .find(election)
                .compose(found -> store.first("SELECT * FROM sending WHERE election = #{election}", place)
                        .compose(row -> store.query(
                                        "SELECT channel, state, COUNT(*) AS n FROM delivery WHERE election = #{election} GROUP BY channel, state",
                                        place)
                                .compose(counted -> store.query(
                                                "SELECT kind, fault, COUNT(*) AS n FROM mail_queue WHERE election = #{election} GROUP BY kind, fault",
                                                place)
                                        .map(queued -> status(row, counts(counted), queued)))));
    }

    private static Map<String, Long> counts(Iterable<Row> rows) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> counts.put(row.getString("channel") + "/" + row.getString("state"), row.getLong("n")));
        return counts;
    }

    private Status status(Optional<Row> row, Map<String, Long> counts, Iterable<Row> queued) {
        long reminders = 0;
        long retrying = 0;
        long commonest = 0;
        String fault = null;
        for (Row each : queued) {
            long n = each.getLong("n");
            reminders += each.getString("kind").equals("reminder") ? n : 0;
            if (!each.getString("fault").isEmpty()) {
                retrying += n;
                fault = n > commonest ? each.getString("fault") : fault;
                commonest = Math.max(commonest, n);
            }
        }
        String reminded = row.map(each -> each.getString("reminded")).orElse("");
        return new Status(
                smtp ? "smtp" : "outbox",
                sender,
                row.map(each -> each.getInteger("paused") != 0).orElse(smtp),
                row.map(each -> each.getInteger("rate")).orElse(MailQueue.STANDARD_RATE),
                counts("email", counts),
                counts("post", counts),
                retrying,
                fault,
                reminders,
                row.map(each -> each.getInteger("rounds")).orElse(0),
                reminded.isEmpty() ? null : reminded);
    }

    private static Counts counts(String channel, Map<String, Long> counts) {
        return new Counts(
                counts.getOrDefault(channel + "/queued", 0L),
                counts.getOrDefault(channel + "/sent", 0L),
                counts.getOrDefault(channel + "/bounced", 0L));
    }

    /** Sets what is given. Fails with {@code wrong-state} before the codes are issued, and before the seal if sending is to begin. */
    public Future<Void> change(String election, Optional<Boolean> paused, Optional<Integer> rate) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.CREDENTIALS, ElectionState.SEALED, ElectionState.OPEN);
                    if (Elections.hasSeparateRegistrar(row)) {
                        throw new Refusal(ProblemCode.WRONG_STATE, "the registrar sends the messages of this election");
                    }
                    if (smtp
                            && paused.equals(Optional.of(false))
                            && Elections.state(row) == ElectionState.CREDENTIALS) {
                        throw new Refusal(
                                ProblemCode.WRONG_STATE, "codes are sent once two officers have sealed the election");
                    }
                    return queue.settle(connection, election)
                            .compose(done -> set(connection, election, "paused", paused.map(each -> each ? 1 : 0)))
                            .compose(done -> set(connection, election, "rate", rate));
                }));
    }

    private static Future<Void> set(SqlConnection connection, String election, String column, Optional<Integer> value) {
        return value.isEmpty()
                ? Future.succeededFuture()
                : Sql.update(
                                connection,
                                "UPDATE sending SET " + column + " = #{value} WHERE election = #{election}",
                                Map.of("election", election, "value", value.get()))
                        .mapEmpty();
    }
}
