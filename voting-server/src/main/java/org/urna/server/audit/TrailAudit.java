// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.urna.server.staff.TrailChain;
import org.urna.server.staff.TrailReader;
import org.urna.server.store.Store;

/**
 * Reads the whole audit trail of staff: every row in its place, with the hash that it and all before it give, made by this server, and none
 * missing at the end.
 */
public final class TrailAudit {

    private static final String ROWS = "rows";
    private static final String MACS = "macs";
    private static final String END = "end";

    private final TrailReader trail;
    private final Optional<SecretKey> key;
    private final long end;
    private final Findings findings = new Findings(ROWS, MACS, END);
    private String hash = TrailChain.START;
    private long length;

    private TrailAudit(TrailReader trail, Optional<SecretKey> key, long end) {
        this.trail = trail;
        this.key = key;
        this.end = end;
    }

    /**
     * Looks at every row.
     *
     * @param key of the trail; without it who made the rows cannot be told, which is a fault if there are any
     */
    public static Findings run(Store store, Optional<SecretKey> key) throws IOException {
        Row end = Waiting.on(store.query("SELECT length, hash FROM staff_trail WHERE id = 1", Map.of()))
                .iterator()
                .next();
        // What is appended while we read is looked at next time.
        TrailAudit audit = new TrailAudit(new TrailReader(store), key, end.getLong("length"));
        audit.rows();
        audit.findings.check(
                END, audit.length == audit.end, audit.end + " rows were written and " + audit.length + " are there");
        audit.findings.check(
                END, audit.hash.equals(end.getString("hash")), "the trail does not end with the hash that it should");
        return audit.findings;
    }

    private void rows() throws IOException {
        List<Map<String, Object>> page = Waiting.on(trail.rows(1));
        while (!page.isEmpty()) {
            page.stream().filter(row -> position(row) <= end).forEach(this::row);
            page = Waiting.on(trail.rows(position(page.get(page.size() - 1)) + 1));
        }
    }

    private void row(Map<String, Object> row) {
        length++;
        long position = position(row);
        String expected = TrailChain.hash(row, hash);
        hash = String.valueOf(row.get("hash"));
        String fault = position != length ? "is not at its place" : expected.equals(hash) ? null : "was changed";
        findings.check(ROWS, fault == null, "row " + position + " " + fault);
        boolean ours = key.isPresent() && TrailChain.mac(key.get(), hash).equals(row.get("mac"));
        findings.check(MACS, ours, "row " + position + " was not written by a server with this key");
    }

    private static long position(Map<String, Object> row) {
        return (Long) Objects.requireNonNull(row.get("position"));
    }
}
