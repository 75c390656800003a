// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.urna.server.roll.Member;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Takes messages out of the queue to be tried, no faster than the rate allows, whichever servers do it. A message is taken for a time after
 * which whoever took it has certainly ended: one that a dying server had taken is then tried again.
 */
final class Claims {

    /** Longer than any attempt lasts. */
    static final Duration LEASE = Duration.ofMinutes(3);

    /** What was not used of the rate is lost after this time: no burst follows a quiet hour. */
    private static final long BURST_MILLIS = 5_000;

    private static final long MINUTE_MILLIS = 60_000;

    private static final String EMAIL = Member.Channel.EMAIL.code();

    private final Store store;

    Claims(Store store) {
        this.store = store;
    }

    /**
     * Takes what the rate allows now.
     *
     * @param most e-mails at most
     * @param answersOnly whether it is not the time for codes
     * @return nothing while sending is paused
     */
    Future<List<MailQueue.Job>> atRate(String election, int most, boolean answersOnly) {
        return store.transaction(connection -> store.now(connection)
                .compose(now -> Sql.query(
                                connection,
                                "UPDATE sending SET taken = taken WHERE election = #{election} RETURNING paused, rate, taken",
                                Map.of("election", election))
                        .compose(rows -> {
                            Row row = Store.first(rows).orElse(null);
                            if (row == null || row.getInteger("paused") != 0) {
                                return Future.succeededFuture(List.<MailQueue.Job>of());
                            }
                            long rate = row.getInteger("rate");
                            long millis = now.toEpochMilli();
                            long from = Math.max(row.getLong("taken"), millis - BURST_MILLIS);
                            long allowed = Math.min(most, rate * (millis - from) / MINUTE_MILLIS);
                            return allowed <= 0
                                    ? Future.succeededFuture(List.<MailQueue.Job>of())
                                    : take(connection, election, EMAIL, (int) allowed, now, answersOnly)
                                            .compose(jobs -> used(
                                                            connection,
                                                            election,
                                                            from + jobs.size() * MINUTE_MILLIS / rate)
                                                    .map(jobs));
                        })));
    }

    /** Takes a page at once, whatever the rate; nothing while sending is paused. */
    Future<List<MailQueue.Job>> page(String election, String channel, int most) {
        return store.transaction(connection -> store.now(connection)
                .compose(now -> Sql.query(
                                connection,
                                "SELECT 1 AS going FROM sending WHERE election = #{election} AND paused = 0",
                                Map.of("election", election))
                        .compose(rows -> rows.size() == 0
                                ? Future.succeededFuture(List.of())
                                : take(connection, election, channel, most, now, false))));
    }

    private static Future<Void> used(SqlConnection connection, String election, long until) {
        return Sql.update(
                        connection,
                        "UPDATE sending SET taken = #{until} WHERE election = #{election}",
                        Map.of("election", election, "until", until))
                .mapEmpty();
    }

    private static Future<List<MailQueue.Job>> take(
            SqlConnection connection, String election, String channel, int most, Instant now, boolean answersOnly) {
        return Sql.query(
                        connection,
                        "UPDATE mail_queue SET attempts = attempts + 1, due = #{lease} WHERE due <= #{now} AND id IN"
                                + " (SELECT id FROM mail_queue WHERE election = #{election} AND channel = #{channel} AND due <= #{now}"
                                + (answersOnly ? " AND kind IN ('voted', 'used', 'unused')" : "")
                                + " ORDER BY due, id LIMIT #{most})"
                                + " RETURNING id, member_number, kind, channel, file, attempts, sealed",
                        Map.of(
                                "lease", Outcomes.second(now.plus(LEASE)),
                                "now", Outcomes.second(now),
                                "election", election,
                                "channel", channel,
                                "most", most))
                .map(rows -> {
                    List<MailQueue.Job> jobs = new ArrayList<>();
                    rows.forEach(row -> jobs.add(MailQueue.job(row)));
                    jobs.sort(Comparator.comparingLong(MailQueue.Job::id));
                    return jobs;
                });
    }

    /** Lets go of what was taken and not tried. */
    Future<Void> release(List<MailQueue.Job> jobs) {
        List<Map<String, Object>> ids = new ArrayList<>();
        jobs.forEach(job -> ids.add(Map.of("id", job.id())));
        return store.transaction(connection ->
                Sql.batch(connection, "UPDATE mail_queue SET due = '', attempts = attempts - 1 WHERE id = #{id}", ids));
    }
}
