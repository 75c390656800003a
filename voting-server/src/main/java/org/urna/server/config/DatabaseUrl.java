// SPDX-License-Identifier: Apache-2.0
package org.urna.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where the database is: {@code sqlite:FILE} or {@code postgresql://user:password@host:port/database}.
 *
 * <p>As text it leaves the password out.
 */
public sealed interface DatabaseUrl {

    /** A database in one file. */
    record Sqlite(Path file) implements DatabaseUrl {
        @Override
        public String toString() {
            return "sqlite:" + file;
        }
    }

    /** A PostgreSQL database. An empty user or password is left to the server's own rules. */
    record PostgreSql(String host, int port, String database, String user, String password) implements DatabaseUrl {
        @Override
        public String toString() {
            return "postgresql://" + host + ":" + port + "/" + database;
        }
    }

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if it is neither form; the message never repeats the value
     */
    static DatabaseUrl parse(String text) {
        if (text.startsWith("sqlite:")) {
            String file = text.substring("sqlite:".length());
            if (file.isBlank() || file.indexOf('?') >= 0) {
                throw new IllegalArgumentException("sqlite: needs a file name and takes no parameters");
            }
            return new Sqlite(Path.of(file).toAbsolutePath());
        }
        if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
            return postgreSql(text);
        }
        throw new IllegalArgumentException("must begin with sqlite: or postgresql://");
    }

    private static PostgreSql postgreSql(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL", null);
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getHost() == null || path.length() < 2 || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("must be postgresql://user:password@host:port/database");
        }
        String login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        String password = colon < 0 ? "" : login.substring(colon + 1);
        return new PostgreSql(
                uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), path.substring(1), user, password);
    }
}
