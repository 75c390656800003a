// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;
import org.urna.crypto.group.Entropy;
import org.urna.server.bounce.BounceMailbox;
import org.urna.server.bounce.Returned;
import org.urna.server.config.Config;
import org.urna.server.delivery.Deliveries;
import org.urna.server.delivery.MailQueue;
import org.urna.server.delivery.OutboxRun;
import org.urna.server.delivery.PrintRun;
import org.urna.server.delivery.Reminders;
import org.urna.server.delivery.SendingDesk;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.SealingKeys;
import org.urna.server.mail.EmailFile;
import org.urna.server.mail.Outbox;
import org.urna.server.mail.Sender;
import org.urna.server.mail.SmtpClient;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;

/**
 * How messages go out from the registrar's machine: as from a server, over SMTP or into the outbox folder.
 *
 * @param smtp whether there is a mail system
 */
record Delivery(
        MailQueue queue, Outbox outbox, SendingDesk desk, Optional<BounceMailbox> mailbox, boolean smtp, Parts parts) {

    /** What sending needs once it is known who has voted. */
    record Parts(
            Vertx vertx,
            Config config,
            Store store,
            Elections elections,
            Manifests manifests,
            Rolls rolls,
            SealingKeys keys) {}

    static Delivery of(Parts parts, Entropy entropy) {
        Config.Mail mail = parts.config().mail();
        Sender sender = mail.sender();
        boolean smtp = mail.smtp().isPresent();
        MailQueue queue = new MailQueue(parts.store(), entropy, false);
        Returned returned = new Returned(parts.store(), sender, mail.token());
        return new Delivery(
                queue,
                new Outbox(parts.config().outbox(), new EmailFile(sender)),
                new SendingDesk(parts.store(), parts.elections(), queue, smtp, sender.from()),
                mail.mailbox().map(url -> new BounceMailbox(parts.vertx(), returned, url)),
                smtp,
                parts);
    }

    Reminders reminders(Voters voters) {
        return new Reminders(parts.store(), parts.elections(), queue, row -> Future.succeededFuture(voters.needNone()));
    }

    /** @param publicUrl what members' links begin with */
    Deliveries deliveries(Voters voters, URI publicUrl) {
        Sender sender = parts.config().mail().sender();
        return new Deliveries(
                parts.store(),
                parts.elections(),
                parts.manifests(),
                parts.rolls(),
                parts.keys(),
                voters,
                new OutboxRun(parts.vertx(), parts.store(), parts.rolls(), outbox),
                new PrintRun(parts.vertx(), parts.store(), parts.rolls(), outbox),
                parts.config().mail().smtp().map(url -> new SmtpClient(parts.vertx(), url, sender)),
                publicUrl);
    }
}
