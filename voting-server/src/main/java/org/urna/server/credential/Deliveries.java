// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.SealingKey;
import org.urna.server.mail.BallotMessage;
import org.urna.server.mail.Outbox;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Leaves queued messages in the outbox and deletes them from the queue. A message whose file was written but not yet deleted from the queue
 * when the server died is written again: the same file, the same code.
 */
public final class Deliveries {

    private static final int PAGE = 100;

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final KeyRing keys;
    private final Outbox outbox;
    private final URI publicUrl;
    private Future<Void> last = Future.succeededFuture();

    public Deliveries(
            Vertx vertx,
            Store store,
            Elections elections,
            Manifests manifests,
            KeyRing keys,
            Outbox outbox,
            URI publicUrl) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.keys = keys;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    /** Delivers everything that is queued, unless this server is delivering already. */
    public synchronized Future<Void> run() {
        return !last.isComplete() ? Future.succeededFuture() : deliverAll();
    }

    private Future<Void> deliverAll() {
        return store.query("SELECT DISTINCT election FROM mail_queue", Map.of()).compose(rows -> {
            Future<Void> chain = Future.succeededFuture();
            for (Row row : rows) {
                chain = chain.compose(done -> deliver(row.getString("election")));
            }
            return chain;
        });
    }

    /** Delivers everything that is queued for the electors of one election, after what this server is delivering already. */
    public synchronized Future<Void> deliver(String election) {
        last = last.transform(before -> elections
                .find(election)
                .compose(row -> keys.of(election, manifests.of(row).origin()))
                .compose(held -> pages(election, held.sealing())));
        return last;
    }

    private Future<Void> pages(String election, SealingKey key) {
        return store.query(
                        "SELECT id, channel, file, sealed FROM mail_queue WHERE election = #{election}"
                                + " ORDER BY id LIMIT #{page}",
                        Map.of("election", election, "page", PAGE))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture()
                        : vertx.executeBlocking(() -> leave(election, key, rows))
                                .compose(this::delete)
                                .compose(done -> pages(election, key)));
    }

    private List<Map<String, Object>> leave(String election, SealingKey key, RowSet<Row> rows) throws IOException {
        List<Map<String, Object>> left = new ArrayList<>();
        for (Row row : rows) {
            String file = row.getString("file");
            BallotMessage message = open(election, key, row, file);
            if (row.getString("channel").equals("email")) {
                outbox.leaveEmail(election, Integer.parseInt(file), message);
            } else {
                outbox.leaveLetter(election, Integer.parseInt(file), message);
            }
            left.add(Map.of("id", row.getLong("id")));
        }
        return left;
    }

    private BallotMessage open(String election, SealingKey key, Row row, String file) throws IOException {
        try {
            byte[] plain = key.open(CredentialStore.mailPlace(election, file), Store.bytes(row, "sealed"));
            return QueuedMessage.read(plain).at(publicUrl, election);
        } catch (MalformedException e) {
            throw new IOException("a queued message is damaged: " + e.getMessage(), e);
        }
    }

    private Future<Void> delete(List<Map<String, Object>> ids) {
        return store.transaction(connection -> Sql.batch(connection, "DELETE FROM mail_queue WHERE id = #{id}", ids));
    }
}
