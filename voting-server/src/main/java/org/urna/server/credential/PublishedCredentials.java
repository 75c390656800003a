// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.ReserveLine;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.Loop;

/** The lists of credentials as they are published, read page by page in the order of {@code K}, which says nothing of the roll's. */
final class PublishedCredentials {

    private static final int PAGE = 2_000;

    private final Store store;

    PublishedCredentials(Store store) {
        this.store = store;
    }

    /** Lines of the live credentials. */
    Future<byte[]> credentials(SqlConnection connection, String election) {
        Lines<CredentialLine> lines = Lines.credentials();
        return read(connection, election, "live", (out, row) -> {
            lines.write(out, new CredentialLine(point(row), row.getString("style"), row.getInteger("weight")));
        });
    }

    /** Lines of the reserve. */
    Future<byte[]> reserves(SqlConnection connection, String election) {
        Lines<ReserveLine> lines = Lines.reserves();
        return read(connection, election, "reserve", (out, row) -> {
            lines.write(out, new ReserveLine(point(row)));
        });
    }

    /** Writes the line of a row. */
    private interface Writer {
        void write(ByteArrayOutputStream out, Row row) throws IOException;
    }

    private Future<byte[]> read(SqlConnection connection, String election, String status, Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return Loop.from(
                        new byte[0],
                        after -> Sql.query(
                                        connection,
                                        "SELECT k, style, weight FROM credential WHERE election = #{election} AND status = #{status}"
                                                + " AND k > #{after} ORDER BY k LIMIT " + PAGE,
                                        Map.of("election", election, "status", status, "after", store.bin(after)))
                                .map(rows ->
                                        rows.size() == 0 ? Optional.empty() : Optional.of(written(rows, out, writer))))
                .map(done -> out.toByteArray());
    }

    /** Writes a page, and gives the key of its last row. */
    private static byte[] written(RowSet<Row> rows, ByteArrayOutputStream out, Writer writer) {
        byte[] last = new byte[0];
        for (Row row : rows) {
            try {
                writer.write(out, row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            last = Store.bytes(row, "k");
        }
        return last;
    }

    private static Point point(Row row) {
        try {
            return Point.decode(Store.bytes(row, "k"));
        } catch (MalformedException e) {
            throw new IllegalStateException("a credential in the database is damaged: " + e.getMessage(), e);
        }
    }
}
