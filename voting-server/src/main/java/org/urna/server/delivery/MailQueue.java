// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.server.keys.SealingKey;
import org.urna.server.mail.MessageKind;
import org.urna.server.roll.Member;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * What is to be sent. A code stands in its row sealed, until the row is deleted in the transaction that marks it sent; a member has at most one
 * row with a code, and no code is ever made here: whatever happens while sending, a member can only get the same code again.
 */
public final class MailQueue {

    /** E-mails a minute, until staff say otherwise. */
    static final int STANDARD_RATE = 600;

    private static final int BATCH = 500;
    private static final int TOKEN_BYTES = 16;

    private static final String JOB =
            "INSERT INTO mail_queue (election, channel, file, sealed, queued, member_number, kind)"
                    + " VALUES (#{election}, #{channel}, #{file}, #{sealed}, '', #{member}, #{kind})";
    private static final String STATE =
            "INSERT INTO delivery (election, member_number, channel, state, day, status, envelope)"
                    + " VALUES (#{election}, #{member}, #{channel}, 'queued', '', '', #{envelope})"
                    + " ON CONFLICT (election, member_number) DO UPDATE SET channel = excluded.channel, state = 'queued', day = '',"
                    + " status = '', envelope = excluded.envelope";

    private final Store store;
    private final Entropy entropy;
    private final boolean startsPaused;

    /** @param startsPaused whether sending an election's messages waits for staff to begin it */
    public MailQueue(Store store, Entropy entropy, boolean startsPaused) {
        this.store = store;
        this.entropy = entropy;
        this.startsPaused = startsPaused;
    }

    /** A code and who is to get it. */
    public record Item(Member member, VotingCode code) {
        @Override
        public String toString() {
            return "Item[hidden]";
        }
    }

    /** What a sealed code is bound to. */
    static String place(String election, String file) {
        return "mail_queue/" + election + "/" + file;
    }

    static String open(String election, String file, byte[] sealed, SealingKey key) {
        try {
            return new String(key.open(place(election, file), sealed), StandardCharsets.US_ASCII);
        } catch (MalformedException e) {
            throw new IllegalStateException("a queued message is damaged: " + e.getMessage(), e);
        }
    }

    /** Queues codes; a code that is still queued for one of these members is deleted, because it is no longer good. */
    public Future<Void> codes(
            SqlConnection connection, String election, MessageKind kind, List<Item> items, SealingKey key) {
        return numbers(connection, election, items.size()).compose(first -> {
            List<Map<String, Object>> members = new ArrayList<>();
            List<Map<String, Object>> jobs = new ArrayList<>();
            List<Map<String, Object>> states = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                String file = String.valueOf(first + i);
                byte[] code = item.code().display().getBytes(StandardCharsets.US_ASCII);
                String channel = item.member().channel().code();
                String number = item.member().memberNumber();
                members.add(Map.of("election", election, "member", number));
                jobs.add(Map.of(
                        "election", election,
                        "channel", channel,
                        "file", file,
                        "sealed", store.bin(key.seal(place(election, file), code)),
                        "member", number,
                        "kind", kind.code()));
                states.add(Map.of(
                        "election", election,
                        "member", number,
                        "channel", channel,
                        "envelope", Hex.encode(entropy.bytes(TOKEN_BYTES))));
            }
            String superseded = "DELETE FROM mail_queue WHERE election = #{election} AND member_number = #{member}";
            return batches(connection, superseded, kind == MessageKind.CODE ? List.of() : members)
                    .compose(done -> batches(connection, JOB, jobs))
                    .compose(done -> batches(connection, STATE, states));
        });
    }

    /** Queues reminders, which hold no code. */
    Future<Void> reminders(SqlConnection connection, String election, List<String> members) {
        return numbers(connection, election, members.size()).compose(first -> {
            List<Map<String, Object>> jobs = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                jobs.add(Map.of(
                        "election", election,
                        "channel", Member.Channel.EMAIL.code(),
                        "file", String.valueOf(first + i),
                        "sealed", store.bin(new byte[0]),
                        "member", members.get(i),
                        "kind", MessageKind.REMINDER.code()));
            }
            return batches(connection, JOB, jobs);
        });
    }

    /**
     * Queues an answer to a member who asked, unless one of its kind is queued.
     *
     * @param day on which they voted, sealed as a code would be; empty where the answer names none
     */
    public Future<Void> answer(
            SqlConnection connection, String election, Member member, MessageKind kind, String day, SealingKey key) {
        String number = member.memberNumber();
        return Sql.query(
                        connection,
                        "SELECT 1 AS there FROM mail_queue WHERE election = #{election} AND member_number = #{member} AND kind = #{kind}",
                        Map.of("election", election, "member", number, "kind", kind.code()))
                .compose(there -> there.size() > 0
                        ? Future.succeededFuture()
                        : numbers(connection, election, 1)
                                .compose(first -> {
                                    String file = String.valueOf(first);
                                    byte[] sealed =
                                            key.seal(place(election, file), day.getBytes(StandardCharsets.US_ASCII));
                                    return Sql.update(
                                            connection,
                                            JOB,
                                            Map.of(
                                                    "election",
                                                    election,
                                                    "channel",
                                                    member.channel().code(),
                                                    "file",
                                                    file,
                                                    "sealed",
                                                    store.bin(sealed),
                                                    "member",
                                                    number,
                                                    "kind",
                                                    kind.code()));
                                })
                                .mapEmpty());
    }

    /** Takes numbers of files, each used once; gives the first. */
    private Future<Integer> numbers(SqlConnection connection, String election, int count) {
        return settle(connection, election)
                .compose(done -> Sql.query(
                        connection,
                        "UPDATE sending SET files = files + #{count} WHERE election = #{election} RETURNING files",
                        Map.of("election", election, "count", count)))
                .map(rows -> rows.iterator().next().getInteger("files") - count + 1);
    }

    /** Makes sure that there is a row that says how the election's messages go out. */
    Future<Void> settle(SqlConnection connection, String election) {
        return Sql.update(
                        connection,
                        "INSERT INTO sending (election, paused, rate, taken, files, rounds, reminded)"
                                + " VALUES (#{election}, #{paused}, #{rate}, 0, 0, 0, '') ON CONFLICT (election) DO NOTHING",
                        Map.of("election", election, "paused", startsPaused ? 1 : 0, "rate", STANDARD_RATE))
                .mapEmpty();
    }

    private static Future<Void> batches(SqlConnection connection, String sql, List<Map<String, Object>> rows) {
        Future<Void> chain = Future.succeededFuture();
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Map<String, Object>> batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
            chain = chain.compose(done -> Sql.batch(connection, sql, batch));
        }
        return chain;
    }

    /** Of a row of the queue, what identifies it. */
    static Job job(Row row) {
        return new Job(
                row.getLong("id"),
                row.getString("member_number"),
                MessageKind.of(row.getString("kind")),
                row.getString("channel"),
                row.getString("file"),
                row.getInteger("attempts"),
                Store.bytes(row, "sealed"));
    }

    /**
     * A row of the queue.
     *
     * @param file number of its file, used once
     * @param attempts this one included
     * @param sealed the code; empty in a reminder
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Job(long id, String member, MessageKind kind, String channel, String file, int attempts, byte[] sealed) {
        @Override
        public String toString() {
            return "Job[" + id + "]";
        }
    }
}
