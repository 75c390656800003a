// SPDX-License-Identifier: Apache-2.0
package org.urna.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.store.Databases;

/** What follows from what mail systems say. */
class RefusedMailTest {

    @TempDir
    private Path data;

    @Test
    void aMailboxThatDoesNotExistIsABounceAndNoneOfTheOtherRefusalsIs() throws Exception {
        try (ScriptedMailSystem system = new ScriptedMailSystem();
                DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), system.url())) {
            world.issue(6);
            system.onRecipient("m1@", "550 5.1.1 <m1@members.test>: no such user");
            system.onRecipient("m2@", "451 4.3.2 later please");
            system.onRecipient("m3@", "550 5.7.1 we take no mail from you");
            system.onRecipient("m4@", "552 5.2.2 mailbox full");
            world.go(600);
            world.runUntil(
                    status -> status.email().sent() == 2 && status.email().bounced() == 2 && status.retrying() == 2);

            assertThat(world.delivery(1).getString("status")).isEqualTo("5.1.1");
            assertThat(world.delivery(4).getString("status")).isEqualTo("5.2.2");
            assertThat(world.count("mail_queue WHERE attempts = 1 AND fault = '4.3.2'"))
                    .isEqualTo(1);
            assertThat(world.count("mail_queue WHERE attempts = 0 AND fault = '5.7.1'"))
                    .isEqualTo(1);

            system.onRecipient("m2@", "250 2.1.5 now");
            system.onRecipient("m3@", "250 2.1.5 now");
            await(world.deliveries.run());
            assertThat(world.count("mail_queue")).as("not at once").isEqualTo(2);
            world.sql("UPDATE mail_queue SET due = ''");
            world.runUntil(
                    status -> status.email().sent() == 4 && status.email().queued() == 0);
        }
    }

    @Test
    void aRecipientPutOffTooLongCountsAsReturned() throws Exception {
        try (ScriptedMailSystem system = new ScriptedMailSystem();
                DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), system.url())) {
            world.issue(1);
            system.onRecipient("m1@", "450 4.2.0 greylisted");
            world.sql("UPDATE mail_queue SET attempts = " + (Outcomes.MAX_ATTEMPTS - 1));
            world.go(600);
            world.runUntil(status -> status.email().bounced() == 1);

            assertThat(world.delivery(1).getString("status")).isEqualTo("4.4.7");
            assertThat(world.count("mail_queue")).isZero();
        }
    }

    @Test
    void whenNoMailSystemAnswersNobodyIsGivenUp() throws Exception {
        try (DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), URI.create("smtp://127.0.0.1:1"))) {
            world.issue(3);
            world.sql("UPDATE mail_queue SET attempts = 90");
            world.go(600);
            world.runUntil(status -> status.retrying() == 3);

            assertThat(await(world.desk.status(world.election)).fault()).isEqualTo("no connection");
            assertThat(await(world.desk.status(world.election)).email().queued())
                    .isEqualTo(3);
        }
    }
}
