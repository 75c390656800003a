// SPDX-License-Identifier: Apache-2.0
package org.urna.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.bounce.BounceMailbox;
import org.urna.server.bounce.Reports;
import org.urna.server.bounce.Returned;
import org.urna.server.store.Databases;

/** Mail that comes back, into a real mailbox and over HTTP's way in. */
class BounceTest {

    private static final String TOKEN = "a-token-of-at-least-thirty-two-characters";

    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    @TempDir
    private Path data;

    private DeliveryWorld world;
    private Returned returned;
    private BounceMailbox mailbox;
    private GreenMailUser owner;

    @BeforeEach
    void issue() throws Exception {
        mail.start();
        owner = mail.setUser("returns@urna.test", "returns", "se/cret");
        world = new DeliveryWorld(data, Databases.sqlite(data), DeliveryWorld.smtp(mail));
        world.issue(8);
        world.go(600);
        world.runUntil(status -> status.email().sent() == 8);
        returned = new Returned(world.store, DeliveryWorld.SENDER, Optional.of(TOKEN));
        mailbox = new BounceMailbox(
                world.vertx,
                returned,
                URI.create(
                        "imap://returns:se%2Fcret@127.0.0.1:" + mail.getImap().getPort() + "/INBOX"));
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
        mail.stop();
    }

    private String report(String system, int member) throws Exception {
        String token = world.delivery(member).getString("envelope");
        return Reports.of(system, DeliveryWorld.SENDER.returnPath(token), RollTexts.email(member));
    }

    private void arrive(String content) {
        owner.deliver(GreenMailUtil.newMimeMessage(content));
    }

    private List<MimeMessage> left() throws Exception {
        List<MimeMessage> left = new ArrayList<>();
        var folder = mail.getManagers().getImapHostManager().getInbox(owner);
        folder.getMessages().forEach(each -> left.add(each.getMimeMessage()));
        return left;
    }

    @Test
    void reportsInTheMailboxMarkTheirMembersAndAreDeletedAndNothingElseIs() throws Exception {
        for (int i = 0; i < 4; i++) {
            arrive(report(Reports.SYSTEMS.get(i), i + 1));
        }
        arrive("From: someone@example.org\r\nTo: returns@urna.test\r\nSubject: Where is my ballot?\r\n\r\nHello.\r\n");
        arrive(Reports.of("postfix", "returns+b-" + "0".repeat(32) + "@urna.test", "m5@members.test"));
        arrive("From: m6@members.test\r\nTo: "
                + DeliveryWorld.SENDER.returnPath(world.delivery(6).getString("envelope"))
                + "\r\nSubject: Out of office\r\n\r\nI am away. Status: 5.1.1\r\n");

        await(mailbox.read());

        assertThat(await(world.desk.status(world.election)).email()).isEqualTo(new SendingDesk.Counts(0, 4, 4));
        assertThat(world.delivery(1).getString("status")).isEqualTo("5.1.1");
        assertThat(world.delivery(3).getString("status")).isEqualTo("5.1.10");
        assertThat(world.delivery(4).getString("status")).isEqualTo("4.2.2");
        assertThat(left())
                .extracting(MimeMessage::getSubject)
                .containsExactlyInAnyOrder(
                        "Where is my ballot?", "Undelivered Mail Returned to Sender", "Out of office");
        for (MimeMessage each : left()) {
            assertThat(each.getFlags().contains(Flags.Flag.SEEN)).isTrue();
        }
        // What was seen is not read again.
        await(mailbox.read());
        assertThat(left()).hasSize(3);
    }

    /** A code that was replaced has another return address: reports about the old mail say nothing of the new one. */
    @Test
    void aReportAboutAReplacedMessageMarksNobody() throws Exception {
        String old = report("exim", 2);
        world.sql("UPDATE delivery SET envelope = '" + "a".repeat(32) + "' WHERE member_number = '00002'");

        await(returned.handIn("Bearer " + TOKEN, old.getBytes(StandardCharsets.UTF_8)));

        assertThat(world.delivery(2).getString("state")).isEqualTo("sent");
    }

    @Test
    void whoHandsInReturnedMailNeedsTheToken() throws Exception {
        byte[] report = report("gmail", 1).getBytes(StandardCharsets.UTF_8);

        for (String wrong : new String[] {"", TOKEN, "Bearer ", "Bearer x", "Basic " + TOKEN}) {
            assertThatThrownBy(() -> await(returned.handIn(wrong, report))).hasMessageContaining("token");
        }
        assertThatThrownBy(() -> await(
                        new Returned(world.store, DeliveryWorld.SENDER, Optional.empty()).handIn("Bearer ", report)))
                .hasMessageContaining("token");
        assertThat(world.delivery(1).getString("state")).isEqualTo("sent");

        await(returned.handIn("Bearer " + TOKEN, report));
        await(returned.handIn("Bearer " + TOKEN, report));

        assertThat(world.delivery(1).getString("state")).isEqualTo("bounced");
    }
}
