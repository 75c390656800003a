// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.urna.crypto.group.Base64Url;
import org.urna.server.config.DatabaseUrl;

/** Everything that a server keeps or says: rows of all tables, files of its folder, lines of its log; and what of it names whom. */
final class Traces implements AutoCloseable {

    /** Columns that say where on the board something stands; 0 is a place too. */
    private static final Set<String> PLACES = Set.of("position", "index", "entry");

    private final Path data;
    private final DatabaseUrl database;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    Traces(Path data, DatabaseUrl database) {
        this.data = data;
        this.database = database;
        log.start();
        root().addAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    public void close() {
        root().detachAppender(log);
    }

    /** One row, file or line: where it is, and all that it holds in every spelling. */
    record Trace(String where, String text, boolean isPlaced) {
        boolean names(Collection<String> any) {
            return any.stream().anyMatch(text::contains);
        }

        boolean names(Names any) {
            return !any.in(text).isEmpty();
        }
    }

    List<Trace> all() throws Exception {
        List<Trace> all = new ArrayList<>(rows());
        all.addAll(files());
        for (ILoggingEvent event : List.copyOf(log.list)) {
            all.add(new Trace("log", event.getFormattedMessage() + " " + event.getThrowableProxy(), false));
        }
        return all;
    }

    /** Rows of all tables, each table's in the order in which it keeps them. */
    List<Trace> rows() throws SQLException {
        boolean isSqlite = database instanceof DatabaseUrl.Sqlite;
        List<Trace> rows = new ArrayList<>();
        try (Connection connection = DatabaseBoard.connect(database);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet named = statement.executeQuery(
                    isSqlite
                            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                while (named.next()) {
                    tables.add(named.getString(1));
                }
            }
            for (String table : tables) {
                String order = isSqlite ? "" : " ORDER BY ctid";
                try (ResultSet found = statement.executeQuery("SELECT * FROM \"" + table + "\"" + order)) {
                    while (found.next()) {
                        rows.add(row(table, found));
                    }
                }
            }
        }
        return rows;
    }

    private static Trace row(String table, ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        boolean placed = false;
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            String name = row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
            placed |= value != null && PLACES.contains(name);
            text.append(name).append('=').append(spelled(value)).append('\n');
        }
        return new Trace(table, text.toString(), placed);
    }

    private static String spelled(Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                        + ' '
                        + HexFormat.of().formatHex(bytes)
                        + ' '
                        + Base64Url.encode(bytes)
                : String.valueOf(value);
    }

    /** All but the database, which the rows show, and the keys. */
    private List<Trace> files() throws IOException {
        List<Trace> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(data)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Path name = data.relativize(file);
                boolean isDatabase = database instanceof DatabaseUrl.Sqlite sqlite
                        && name.toString()
                                .startsWith(String.valueOf(sqlite.file().getFileName()));
                if (!isDatabase && !name.startsWith("keys")) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    files.add(new Trace("file " + name, text.replace("=\r\n", ""), false));
                }
            }
        }
        return files;
    }
}
