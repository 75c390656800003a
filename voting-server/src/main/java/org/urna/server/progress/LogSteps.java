// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Minute;
import org.urna.server.board.BoardEntries;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * The entries of a log that move an election along, with their places: all but ballots and what is published together with the result.
 *
 * @param entries in the order of the log
 */
record LogSteps(List<Placed> entries) {

    private static final String TYPES = EnumSet.complementOf(EnumSet.of(EntryType.BALLOT, EntryType.RESULT)).stream()
            .map(type -> "'" + type.code() + "'")
            .collect(Collectors.joining(", "));

    LogSteps {
        entries = List.copyOf(entries);
    }

    /** An entry and its index. */
    record Placed(long index, Entry entry) {

        String time() {
            return Minute.format(entry.time());
        }

        EntryType type() {
            return entry.type();
        }

        /** The message in it; nothing if it holds none of this kind. */
        <M extends Message> Stream<M> message(Class<M> kind) {
            return entry instanceof MessageEntry signed && kind.isInstance(signed.message())
                    ? Stream.of(kind.cast(signed.message()))
                    : Stream.empty();
        }
    }

    static Future<LogSteps> read(SqlClient client, String election) {
        return Sql.query(
                        client,
                        "SELECT position, bytes FROM log_entry WHERE election = #{election} AND type IN (" + TYPES
                                + ") ORDER BY position",
                        Map.of("election", election))
                .map(rows -> {
                    List<Placed> entries = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        entries.add(new Placed(row.getLong("position"), BoardEntries.read(Store.bytes(row, "bytes"))));
                    }
                    return new LogSteps(entries);
                });
    }

    /** The entries of some types, in order. */
    Stream<Placed> of(Set<EntryType> types) {
        return entries.stream().filter(each -> types.contains(each.type()));
    }

    /** Time of the last entry that is such a one, or null. */
    @Nullable
    String last(Predicate<Placed> which) {
        String time = null;
        for (Placed each : entries) {
            time = which.test(each) ? each.time() : time;
        }
        return time;
    }

    /** Time of the last entry of a type, or null. */
    @Nullable
    String last(EntryType type) {
        return last(each -> each.type() == type);
    }
}
