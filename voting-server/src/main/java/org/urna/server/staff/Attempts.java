// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.urna.crypto.group.Hex;
import org.urna.server.keys.StaffKeys;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Slows down guessing. Each name has a count of attempts since the last success; from the fifth on the next one must wait, half a minute at
 * first, twice as long each time, a quarter of an hour at most, so that nobody is locked out for good. An attempt counts before it is looked
 * at: a thousand at once are one after the other.
 *
 * <p>A name that no account has is counted like one that some account has.
 */
final class Attempts {

    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private final Store store;
    private final SecretKey key;

    Attempts(Store store, SecretKey key) {
        this.store = store;
        this.key = key;
    }

    /** The bucket of a kind and name; what was typed cannot be read from it. */
    String bucket(String kind, String name) {
        return Hex.encode(StaffKeys.hmac(key, ("attempts " + kind + " " + name).getBytes(StandardCharsets.UTF_8)));
    }

    /** Counts an attempt; fails with {@code too-many-attempts} if it comes too early, and then does not count it. */
    Future<Void> admit(String bucket) {
        return store.transaction(connection -> store.now(connection)
                        .compose(now -> Sql.query(
                                        connection,
                                        "INSERT INTO staff_attempt (bucket, count, last, until) VALUES (#{bucket}, 0, #{now}, #{now})"
                                                + " ON CONFLICT (bucket) DO UPDATE SET bucket = excluded.bucket RETURNING count, last, until",
                                        Map.of("bucket", bucket, "now", now.toString()))
                                .map(Store::first)
                                .map(Optional::orElseThrow)
                                .compose(row -> {
                                    Instant until = Instant.parse(row.getString("until"));
                                    if (until.isAfter(now)) {
                                        return Future.failedFuture(tooMany(Duration.between(now, until)));
                                    }
                                    int count = count(row, now) + 1;
                                    return Sql.update(
                                            connection,
                                            "UPDATE staff_attempt SET count = #{count}, last = #{now}, until = #{until} WHERE bucket = #{bucket}",
                                            Map.of(
                                                    "count",
                                                    count,
                                                    "now",
                                                    now.toString(),
                                                    "until",
                                                    now.plus(wait(count)).toString(),
                                                    "bucket",
                                                    bucket));
                                })))
                .mapEmpty();
    }

    /** Forgets the attempts of a bucket, after a success. */
    Future<Void> forget(String bucket) {
        return store.transaction(connection -> Sql.update(
                        connection, "DELETE FROM staff_attempt WHERE bucket = #{bucket}", Map.of("bucket", bucket)))
                .mapEmpty();
    }

    /** Forgets what is too old to count. */
    Future<Void> clean() {
        return store.transaction(connection -> store.now(connection)
                        .compose(now -> Sql.update(
                                connection,
                                "DELETE FROM staff_attempt WHERE last < #{old}",
                                Map.of("old", now.minus(FORGOTTEN).toString()))))
                .mapEmpty();
    }

    static Refusal tooMany(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        return new Refusal(
                ProblemCode.TOO_MANY_ATTEMPTS, "try again in " + seconds + " seconds", Map.of("retryAfter", seconds));
    }

    private static int count(Row row, Instant now) {
        return Instant.parse(row.getString("last")).plus(FORGOTTEN).isBefore(now) ? 0 : row.getInteger("count");
    }

    private static Duration wait(int count) {
        if (count < FREE) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
