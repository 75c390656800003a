// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.urna.crypto.group.Entropy;
import org.urna.server.bounce.BounceMailbox;
import org.urna.server.bounce.Returned;
import org.urna.server.config.Config;
import org.urna.server.credential.Holders;
import org.urna.server.delivery.Deliveries;
import org.urna.server.delivery.DeliveryOffice;
import org.urna.server.delivery.MailQueue;
import org.urna.server.delivery.MessagePreviews;
import org.urna.server.delivery.OutboxRun;
import org.urna.server.delivery.PrintRun;
import org.urna.server.delivery.Reminders;
import org.urna.server.delivery.SendingDesk;
import org.urna.server.delivery.Templates;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.mail.EmailFile;
import org.urna.server.mail.Outbox;
import org.urna.server.mail.Sender;
import org.urna.server.mail.SmtpClient;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;

/** The parts that get messages to members, put together. */
record DeliveryParts(
        MailQueue queue, Deliveries deliveries, Outbox outbox, Optional<BounceMailbox> mailbox, DeliveryOffice office) {

    static DeliveryParts of(
            Vertx vertx,
            Config config,
            Entropy entropy,
            Store store,
            Elections elections,
            Manifests manifests,
            Rolls rolls,
            KeyRing keys,
            Holders holders) {
        Sender sender = config.mail().sender();
        Optional<SmtpClient> smtp = config.mail().smtp().map(url -> new SmtpClient(vertx, url, sender));
        Returned returned = new Returned(store, sender, config.mail().token());
        MailQueue queue = new MailQueue(store, entropy, smtp.isPresent());
        Outbox outbox = new Outbox(config.outbox(), new EmailFile(sender));
        return new DeliveryParts(
                queue,
                new Deliveries(
                        store,
                        elections,
                        manifests,
                        rolls,
                        keys,
                        holders,
                        new OutboxRun(vertx, store, rolls, outbox),
                        new PrintRun(vertx, store, rolls, outbox),
                        smtp,
                        config.publicUrl()),
                outbox,
                config.mail().mailbox().map(url -> new BounceMailbox(vertx, returned, url)),
                new DeliveryOffice(
                        new SendingDesk(store, elections, queue, smtp.isPresent(), sender.from()),
                        new Reminders(store, elections, queue, holders::voters),
                        new Templates(store, elections, manifests),
                        new MessagePreviews(elections, manifests, config.publicUrl(), sender.from()),
                        returned));
    }
}
