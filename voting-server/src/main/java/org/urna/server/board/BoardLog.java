// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TileBuilder;
import org.urna.crypto.log.TileSource;
import org.urna.crypto.log.TreeHash;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * The logs of all elections, in the database.
 *
 * <p>Appending happens in the caller's transaction, which has locked the election's row ({@link Store#lockElection}): positions have neither
 * gaps nor rivals, on any number of servers. Checkpoints are signed after the commit, by {@link Checkpoints}.
 */
public final class BoardLog {

    /** A log of 256^5 entries is a trillion: no election has a tile above this level. */
    private static final int LEVELS = 5;

    private final Store store;

    public BoardLog(Store store) {
        this.store = store;
    }

    /**
     * The time that entries appended in this transaction carry: the database's, cut down to the minute, never before the last entry's.
     *
     * @param election its row, locked in this transaction
     */
    public Future<String> nextTime(SqlConnection connection, Row election) {
        return store.now(connection).map(now -> EntryTime.next(now, election.getString("last_time")));
    }

    /** As {@link #nextTime}, for a caller that has already asked for the time. */
    public static String nextTime(Instant now, Row election) {
        return EntryTime.next(now, election.getString("last_time"));
    }

    /**
     * Appends entries, in order, and advances {@code entries} and {@code last_time} of the election's row.
     *
     * @param election its row, locked in this transaction and not appended to since
     * @param entries at least one
     */
    public Future<Appended> append(SqlConnection connection, Row election, List<NewEntry> entries) {
        String id = election.getString("id");
        long first = election.getLong("entries");
        return edge(connection, id, first).compose(edge -> {
            TileBuilder builder = resume(first, edge);
            List<Map<String, Object>> rows = new ArrayList<>(entries.size());
            for (NewEntry entry : entries) {
                TreeHash leaf = TreeHash.leaf(entry.bytes());
                rows.add(Map.of(
                        "election", id,
                        "position", builder.size(),
                        "type", entry.type().code(),
                        "time", entry.time(),
                        "bytes", store.bin(entry.bytes()),
                        "leaf", store.bin(leaf.bytes())));
                builder.append(leaf);
            }
            return Sql.batch(
                            connection,
                            "INSERT INTO log_entry (election, position, type, time, bytes, leaf_hash)"
                                    + " VALUES (#{election}, #{position}, #{type}, #{time}, #{bytes}, #{leaf})",
                            rows)
                    .compose(done -> storeTiles(connection, id, builder, edge))
                    .compose(done -> advance(connection, id, builder.size(), entries))
                    .map(done -> new Appended(first, builder.size(), builder.root(), edge));
        });
    }

    /** The tiles at the right edge of a tree of this size: what appending and proving the newest entries need. */
    Future<Edge> edge(SqlClient client, String election, long size) {
        return tiles(client, election, edgeOf(size));
    }

    /** The tiles that prove the inclusion of the entry at {@code index} in the tree of {@code size} entries, of this size or a later one. */
    public Future<TileSource> proofTiles(String election, long index, long size) {
        Set<Edge.Place> places = edgeOf(size);
        for (int level = 0; level < LEVELS && index >>> (8 * level) < size >>> (8 * level); level++) {
            places.add(new Edge.Place(level, (index >>> (8 * level)) / Tile.FULL_WIDTH));
        }
        return tiles(store.reader(), election, places).map(edge -> edge);
    }

    private static Set<Edge.Place> edgeOf(long size) {
        Set<Edge.Place> places = new LinkedHashSet<>();
        for (int level = 0; level < LEVELS; level++) {
            long count = size >>> (8 * level);
            if (count > 0) {
                places.add(new Edge.Place(level, (count - 1) / Tile.FULL_WIDTH));
            }
        }
        return places;
    }

    private static Future<Edge> tiles(SqlClient client, String election, Set<Edge.Place> places) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("election", election);
        StringBuilder sql =
                new StringBuilder("SELECT level, position, bytes FROM tile WHERE election = #{election} AND (1 = 0");
        for (Edge.Place place : places) {
            String parameter = "p" + parameters.size();
            sql.append(" OR (level = ").append(place.level()).append(" AND position = #{" + parameter + "})");
            parameters.put(parameter, place.index());
        }
        return Sql.query(client, sql.append(')').toString(), parameters).map(rows -> {
            Edge edge = new Edge();
            rows.forEach(row -> edge.put(row.getInteger("level"), row.getLong("position"), Store.bytes(row, "bytes")));
            return edge;
        });
    }

    /**
     * The root of a whole log.
     *
     * @param size its size now
     */
    public Future<TreeHash> root(SqlClient client, String election, long size) {
        return edge(client, election, size).map(edge -> resume(size, edge).root());
    }

    private static TileBuilder resume(long size, Edge edge) {
        try {
            return size == 0 ? TileBuilder.empty() : TileBuilder.resume(size, edge);
        } catch (IOException | MalformedException e) {
            throw new IllegalStateException("the stored tiles are not those of a log of " + size + " entries", e);
        }
    }

    private Future<Void> storeTiles(SqlConnection connection, String election, TileBuilder builder, Edge edge) {
        List<Map<String, Object>> rows = new ArrayList<>();
        builder.drain().forEach((tile, content) -> {
            edge.put(tile.level(), tile.index(), content);
            rows.add(Map.of(
                    "election", election,
                    "level", tile.level(),
                    "position", tile.index(),
                    "bytes", store.bin(content)));
        });
        return Sql.batch(
                connection,
                "INSERT INTO tile (election, level, position, bytes) VALUES (#{election}, #{level}, #{position}, #{bytes})"
                        + " ON CONFLICT (election, level, position) DO UPDATE SET bytes = excluded.bytes",
                rows);
    }

    private static Future<Void> advance(SqlConnection connection, String id, long size, List<NewEntry> entries) {
        return Sql.update(
                        connection,
                        "UPDATE election SET entries = #{size}, last_time = #{time} WHERE id = #{id}",
                        Map.of(
                                "id",
                                id,
                                "size",
                                size,
                                "time",
                                entries.get(entries.size() - 1).time()))
                .mapEmpty();
    }
}
