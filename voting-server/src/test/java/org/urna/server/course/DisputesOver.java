// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import io.vertx.core.Vertx;
import org.urna.server.ServerFixture;
import org.urna.server.credential.MapDestruction;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.mail.EmailFile;
import org.urna.server.mail.Outbox;
import org.urna.server.mail.Sender;
import org.urna.server.statement.Statements;
import org.urna.server.store.Store;

/** What the server does when two officers have signed the end of the registrar's map, without the month of waiting for it. */
final class DisputesOver {

    private static final String LATER = "2099-01-01T00:00:00Z";

    private DisputesOver() {}

    /** Destroys the map of an election whose server is stopped. */
    static void destroyMap(Play play) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Store store = ServerFixture.await(Store.open(vertx, play.database));
            KeyRing keys = new KeyRing(vertx, new KeyStore(play.data.resolve("keys"), Person.ENTROPY));
            EmailFile emails = new EmailFile(new Sender("elections@localhost", "elections@localhost"));
            Outbox outbox = new Outbox(play.data.resolve("outbox"), emails);
            MapDestruction destruction = new MapDestruction(vertx, keys, new Statements(store, null), outbox);
            ServerFixture.await(store.transaction(
                    connection -> destruction.destroy(connection, play.election, play.manifest(), LATER)));
            ServerFixture.await(store.close());
        } finally {
            ServerFixture.await(vertx.close());
        }
    }
}
