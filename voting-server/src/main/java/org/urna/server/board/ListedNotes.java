// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.urna.server.store.Store;

/**
 * The listed notes of a board, {@code board/checkpoints}. A board that is co-signed every minute for weeks has tens of thousands of them, so they
 * are read some at a time, and only a part is ever in memory. Notes are added, and no other change is made to a list.
 */
public final class ListedNotes {

    /** A note is as long as its witnesses are many: some kilobytes with a few of them. */
    private static final int PAGE = 32;

    private static final String STATE =
            "SELECT size, second, COUNT(*) OVER () AS notes, SUM(length) OVER () AS length FROM ("
                    + "SELECT size, 0 AS second, OCTET_LENGTH(note) AS length FROM checkpoint"
                    + " WHERE election = #{election} AND listed = 1"
                    + " UNION ALL SELECT size, second, OCTET_LENGTH(note) AS length FROM cosigned_checkpoint"
                    + " WHERE election = #{election} AND listed = 1) AS listed"
                    + " ORDER BY size DESC, second DESC LIMIT 1";

    /** Each half is bounded by itself, so that both are read along their indexes. A size's note without witnesses comes first of that size. */
    private static final String AFTER = "SELECT size, second, note FROM ("
            + "SELECT * FROM (SELECT size, 0 AS second, note FROM checkpoint"
            + " WHERE election = #{election} AND listed = 1 AND size > #{size} ORDER BY size LIMIT " + PAGE
            + ") AS plain"
            + " UNION ALL SELECT * FROM (SELECT size, second, note FROM cosigned_checkpoint"
            + " WHERE election = #{election} AND listed = 1 AND (size, second) > (#{size}, #{second})"
            + " ORDER BY size, second LIMIT " + PAGE + ") AS cosigned"
            + ") AS listed ORDER BY size, second LIMIT " + PAGE;

    private final Store store;

    ListedNotes(Store store) {
        this.store = store;
    }

    /**
     * A list as it stands at one moment.
     *
     * @param notes how many there are
     * @param length of all of them, in bytes
     * @param last where the last one stands
     */
    public record State(long notes, long length, Place last) {

        /** Two states of one board with the same tag are the same bytes. */
        public String tag() {
            return "\"" + notes + "-" + length + "\"";
        }
    }

    /**
     * Where a note stands: notes are ordered by size and then by second.
     *
     * @param size of the tree
     * @param second in which it was co-signed, 0 if it carries the board's signatures only
     */
    public record Place(long size, long second) {

        private static final Place BEFORE_ALL = new Place(-1, -1);

        private static Place of(Row row) {
            return new Place(row.getLong("size"), row.getLong("second"));
        }

        private boolean isAfter(Place other) {
            return size > other.size || (size == other.size && second > other.second);
        }
    }

    /** How the list of an election stands now. */
    Future<State> state(String election) {
        return store.first(STATE, Map.of("election", election))
                .map(row -> row.map(
                                found -> new State(found.getLong("notes"), found.getLong("length"), Place.of(found)))
                        .orElse(new State(0, 0, Place.BEFORE_ALL)));
    }

    /**
     * Hands over the notes of a state, oldest first, nothing between them.
     *
     * @param taker gets a part once the future of the part before is complete
     * @return fails with {@link IllegalStateException} if a note was put in before the last one meanwhile, which the state does not count: what was
     *     handed over is to be thrown away then
     */
    Future<Void> read(String election, State state, Function<byte[], Future<Void>> taker) {
        Promise<Void> done = Promise.promise();
        read(new Reading(election, state, taker, done), Place.BEFORE_ALL, 0);
        return done.future();
    }

    private record Reading(String election, State state, Function<byte[], Future<Void>> taker, Promise<Void> done) {}

    /** Not one chain of futures, which would grow with the list. */
    private void read(Reading reading, Place after, long taken) {
        if (!reading.state().last().isAfter(after)) {
            end(reading, taken);
            return;
        }
        store.query(AFTER, Map.of("election", reading.election(), "size", after.size(), "second", after.second()))
                .compose(rows -> {
                    byte[] part = bytes(rows, reading.state().last());
                    Place last = last(rows, reading.state().last());
                    return reading.taker().apply(part).onSuccess(more -> read(reading, last, taken + part.length));
                })
                .onFailure(reading.done()::tryFail);
    }

    private static void end(Reading reading, long taken) {
        if (taken == reading.state().length()) {
            reading.done().tryComplete();
        } else {
            reading.done().tryFail(new IllegalStateException("the list of checkpoints changed while it was read"));
        }
    }

    private static byte[] bytes(RowSet<Row> rows, Place last) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Row row : rows) {
            if (!Place.of(row).isAfter(last)) {
                bytes.writeBytes(row.getString("note").getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Where the last row stands; the end of the list if there is none, as when somebody deletes what we read. */
    private static Place last(RowSet<Row> rows, Place end) {
        Place last = end;
        for (Row row : rows) {
            last = Place.of(row);
        }
        return last;
    }
}
