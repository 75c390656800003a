// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Board;
import org.urna.server.config.DatabaseUrl;

/** A board as it stands in the database, read by another program than the server: what is committed, and nothing else. */
final class DatabaseBoard implements Board {

    private final DatabaseUrl url;
    private final String election;
    private final List<Entry> known = new ArrayList<>();

    DatabaseBoard(DatabaseUrl url, String election) {
        this.url = url;
        this.election = election;
    }

    /** A connection of its own, past the server. */
    static Connection connect(DatabaseUrl url) throws SQLException {
        if (url instanceof DatabaseUrl.Sqlite sqlite) {
            return DriverManager.getConnection("jdbc:sqlite:" + sqlite.file());
        }
        DatabaseUrl.PostgreSql pg = (DatabaseUrl.PostgreSql) url;
        return DriverManager.getConnection(
                "jdbc:postgresql://" + pg.host() + ":" + pg.port() + "/" + pg.database(), pg.user(), pg.password());
    }

    /** Changes the database behind the server's back. */
    void execute(String sql) {
        try (Connection connection = connect(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(statement.executeUpdate()).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of every row. */
    List<byte[]> column(String sql, Object... parameters) {
        try (Connection connection = connect(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<byte[]> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Object value = rows.getObject(1);
                    values.add(
                            value instanceof byte[] bytes
                                    ? bytes
                                    : String.valueOf(value).getBytes(StandardCharsets.UTF_8));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes something behind the server's back. */
    int update(String sql, Object... parameters) {
        try (Connection connection = connect(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All entries, strictly read; each once, since an entry never changes. */
    synchronized List<Entry> entries() {
        for (byte[] bytes : column(
                "SELECT bytes FROM log_entry WHERE election = ? AND position >= ? ORDER BY position", election, (long)
                        known.size())) {
            try {
                known.add(Entry.read(bytes));
            } catch (MalformedException e) {
                throw new AssertionError("an entry of the server's is malformed", e);
            }
        }
        return List.copyOf(known);
    }

    /** The signed note of one size. */
    String note(long size) {
        return new String(
                column("SELECT note FROM checkpoint WHERE election = ? AND size = ?", election, size)
                        .get(0),
                StandardCharsets.UTF_8);
    }

    @Override
    public byte[] checkpoint() {
        return column("SELECT note FROM checkpoint WHERE election = ? ORDER BY size DESC LIMIT 1", election)
                .get(0);
    }

    @Override
    public InputStream checkpoints() {
        StringBuilder all = new StringBuilder();
        for (byte[] note :
                column("SELECT note FROM checkpoint WHERE election = ? AND listed = 1 ORDER BY size", election)) {
            all.append(new String(note, StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        if (tile.level() == Tile.ENTRIES) {
            long first = tile.index() * Tile.FULL_WIDTH;
            return EntryBundle.encode(column(
                    "SELECT bytes FROM log_entry WHERE election = ? AND position >= ? AND position < ? ORDER BY position",
                    election,
                    first,
                    first + tile.width()));
        }
        List<byte[]> found = column(
                "SELECT bytes FROM tile WHERE election = ? AND level = ? AND position = ?",
                election,
                tile.level(),
                tile.index());
        if (found.isEmpty()) {
            throw new IOException("no tile " + tile.path());
        }
        return Arrays.copyOf(found.get(0), tile.width() * TreeHash.BYTES);
    }

    @Override
    public InputStream artifact(Hash sha256) throws IOException {
        List<byte[]> found =
                column("SELECT bytes FROM artifact WHERE election = ? AND sha256 = ?", election, sha256.hex());
        if (found.isEmpty()) {
            throw new IOException("no artifact " + sha256);
        }
        return new ByteArrayInputStream(found.get(0));
    }
}
