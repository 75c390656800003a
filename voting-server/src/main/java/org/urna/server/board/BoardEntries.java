// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Reads entries back from the log. For those that are few: ballots are read as a stream by who tallies them. */
public final class BoardEntries {

    private BoardEntries() {}

    /**
     * All entries after a place.
     *
     * @param after index of the entry before the first one wanted
     */
    public static Future<List<Entry>> after(SqlClient client, String election, long after) {
        return Sql.query(
                        client,
                        "SELECT bytes FROM log_entry WHERE election = #{election} AND position > #{after} ORDER BY position",
                        Map.of("election", election, "after", after))
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>(rows.size());
                    rows.forEach(row -> entries.add(read(Store.bytes(row, "bytes"))));
                    return entries;
                });
    }

    /** All entries after the latest one of a type; everything if there is none. */
    public static Future<List<Entry>> afterLatest(SqlClient client, String election, EntryType type) {
        return Sql.query(
                        client,
                        "SELECT COALESCE(MAX(position), -1) AS place FROM log_entry"
                                + " WHERE election = #{election} AND type = #{type}",
                        Map.of("election", election, "type", type.code()))
                .compose(rows -> after(client, election, rows.iterator().next().getLong("place")));
    }

    /** All entries of one of some types, in the order of the log. */
    public static Future<List<Entry>> ofTypes(SqlClient client, String election, EntryType... types) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("election", election);
        List<String> places = new ArrayList<>();
        for (EntryType type : types) {
            parameters.put("t" + places.size(), type.code());
            places.add("#{t" + places.size() + "}");
        }
        return Sql.query(
                        client,
                        "SELECT bytes FROM log_entry WHERE election = #{election} AND type IN ("
                                + String.join(", ", places) + ") ORDER BY position",
                        parameters)
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>(rows.size());
                    rows.forEach(row -> entries.add(read(Store.bytes(row, "bytes"))));
                    return entries;
                });
    }

    /** An entry of this server's own log. */
    public static Entry read(byte[] bytes) {
        try {
            return Entry.read(bytes);
        } catch (MalformedException e) {
            throw new IllegalStateException("an entry of the log is damaged: " + e.getMessage(), e);
        }
    }

    /** A ballot of the log, by a reader that has read others of its form. */
    public static Ballot ballot(BallotReader reader, byte[] bytes) {
        try {
            return ((BallotEntry) reader.entry(bytes)).ballot();
        } catch (MalformedException e) {
            throw new IllegalStateException("an entry of the log is damaged: " + e.getMessage(), e);
        }
    }
}
