// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.server.mail.Posting;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Writes down what became of messages. One transaction deletes the queued code and marks the member: neither happens without the other. */
final class Outcomes {

    /** Tries before a mail that its recipient's mail system keeps putting off counts as returned: about a day and a half. */
    static final int MAX_ATTEMPTS = 36;

    /** Status of a mail that could not be delivered in time (RFC 3463). */
    static final String EXPIRED = "4.4.7";

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration UNAVAILABLE_LONGEST = Duration.ofMinutes(5);

    private final Store store;

    Outcomes(Store store) {
        this.store = store;
    }

    Future<Void> record(String election, MailQueue.Job job, Posting posting) {
        return switch (posting.kind()) {
            case ACCEPTED -> sent(election, job);
            case REFUSED -> returned(election, job, posting.status());
            case LATER ->
                job.attempts() >= MAX_ATTEMPTS
                        ? returned(election, job, EXPIRED)
                        : again(job, posting.status(), LONGEST, job.attempts());
            case UNAVAILABLE -> again(job, posting.status(), UNAVAILABLE_LONGEST, job.attempts() - 1);
        };
    }

    /** The message has left; its code is gone from here. */
    Future<Void> sent(String election, MailQueue.Job job) {
        return store.transaction(connection -> store.now(connection)
                .compose(now -> job.kind().bringsCode()
                        ? finish(connection, election, job, "sent", now, "")
                        : drop(connection, job)));
    }

    /** Messages that have left together, all or none of them marked. */
    Future<Void> sent(String election, List<MailQueue.Job> jobs) {
        return store.transaction(connection -> store.now(connection).compose(now -> {
            Future<Void> chain = Future.succeededFuture();
            for (MailQueue.Job job : jobs) {
                chain = chain.compose(done -> finish(connection, election, job, "sent", now, ""));
            }
            return chain;
        }));
    }

    /** A reminder that is not needed. */
    Future<Void> dropped(MailQueue.Job job) {
        return store.transaction(connection -> drop(connection, job));
    }

    private Future<Void> returned(String election, MailQueue.Job job, String status) {
        return store.transaction(connection ->
                store.now(connection).compose(now -> finish(connection, election, job, "bounced", now, status)));
    }

    private static Future<Void> finish(
            SqlConnection connection, String election, MailQueue.Job job, String state, Instant now, String status) {
        Map<String, Object> values = Map.of(
                "election",
                election,
                "member",
                job.member(),
                "channel",
                job.channel(),
                "state",
                state,
                "day",
                day(now),
                "status",
                status);
        return Sql.update(connection, "DELETE FROM mail_queue WHERE id = #{id}", Map.of("id", job.id()))
                // Whoever else tried this message too has deleted it: what they wrote down stands.
                .compose(deleted -> deleted == 0
                        ? Future.succeededFuture()
                        : Sql.update(
                                        connection,
                                        "UPDATE delivery SET state = #{state}, channel = #{channel}, day = #{day}, status = #{status}"
                                                + " WHERE election = #{election} AND member_number = #{member}",
                                        values)
                                .mapEmpty());
    }

    private static Future<Void> drop(SqlConnection connection, MailQueue.Job job) {
        return Sql.update(connection, "DELETE FROM mail_queue WHERE id = #{id}", Map.of("id", job.id()))
                .mapEmpty();
    }

    /** Tried again after 1, 2, 4 … minutes. */
    private Future<Void> again(MailQueue.Job job, String fault, Duration longest, int counted) {
        Duration wait = Duration.ofMinutes(1L << Math.min(Math.max(counted - 1, 0), 10));
        Duration wanted = wait.compareTo(longest) > 0 ? longest : wait;
        return store.transaction(connection -> store.now(connection).compose(now -> {
            Map<String, Object> values = new HashMap<>();
            values.put("id", job.id());
            values.put("due", second(now.plus(wanted)));
            values.put("fault", fault);
            values.put("attempts", Math.max(counted, 0));
            return Sql.update(
                            connection,
                            "UPDATE mail_queue SET due = #{due}, fault = #{fault}, attempts = #{attempts} WHERE id = #{id}",
                            values)
                    .mapEmpty();
        }));
    }

    static String day(Instant now) {
        return now.toString().substring(0, 10);
    }

    static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
