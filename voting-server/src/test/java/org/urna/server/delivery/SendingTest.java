// SPDX-License-Identifier: Apache-2.0
package org.urna.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.credential.VotingCode;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;

/** Messages to members over a real mail system: who gets what, how often, and what a crash does. */
class SendingTest {

    private static final Pattern CODE = Pattern.compile("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}");
    private static final ServerSetup SMTP = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);

    private final GreenMail mail = new GreenMail(SMTP);

    @TempDir
    private Path data;

    @BeforeEach
    void start() {
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private static String text(MimeMessage message, int part) throws Exception {
        BodyPart body = ((Multipart) message.getContent()).getBodyPart(part);
        return String.valueOf(body.getContent());
    }

    private static String code(MimeMessage message) throws Exception {
        Matcher code = CODE.matcher(text(message, 0));
        return code.find() ? code.group() : "";
    }

    private static String to(MimeMessage message) throws Exception {
        return message.getAllRecipients()[0].toString();
    }

    private Map<String, Set<String>> codesByAddress() throws Exception {
        Map<String, Set<String>> codes = new HashMap<>();
        for (MimeMessage each : mail.getReceivedMessages()) {
            codes.computeIfAbsent(to(each), address -> new TreeSet<>()).add(code(each));
        }
        return codes;
    }

    @Test
    void anIssueOfTwoThousandSurvivesACrashAndNobodyGetsTwoCodesOrNone() throws Exception {
        issueWithCrash(Databases.sqlite(data), 2_000);
    }

    @Test
    void theSameHoldsOnPostgreSql() throws Exception {
        issueWithCrash(Databases.postgreSql(), 300);
    }

    private void issueWithCrash(DatabaseUrl url, int members) throws Exception {
        List<VotingCode> codes;
        String election;
        DeliveryWorld first = new DeliveryWorld(data, url, DeliveryWorld.smtp(mail));
        codes = first.issue(members);
        election = first.election;
        await(first.deliveries.run());
        assertThat(mail.getReceivedMessages())
                .as("nothing leaves before it is begun")
                .isEmpty();
        first.go(6_000);
        first.runUntil(status -> status.email().sent() >= members / 10);
        // Mails are on their way now, and nobody will mark them.
        first.crash();
        int before = mail.getReceivedMessages().length;
        assertThat(before).isBetween(members / 10, members - members / 10);

        try (DeliveryWorld second = new DeliveryWorld(data, url, DeliveryWorld.smtp(mail))) {
            second.election = election;
            // The leases of the dead end.
            second.sql("UPDATE mail_queue SET due = '' WHERE due <> ''");
            second.go(SendingDesk.MAX_RATE);
            second.runUntil(
                    status -> status.email().queued() == 0 && status.post().queued() == 0);

            Map<String, Set<String>> got = codesByAddress();
            List<String> wanted = new ArrayList<>();
            for (int i = 1; i <= members; i++) {
                if (!RollTexts.byPost(i)) {
                    assertThat(got.get(RollTexts.email(i)))
                            .as(RollTexts.email(i))
                            .containsExactly(codes.get(i - 1).display());
                    wanted.add(RollTexts.email(i));
                }
            }
            assertThat(got.keySet()).containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(letters(election)).hasSize(1);
            assertThat(pages(letters(election).get(0))).hasSize(members / 100 + 1);
            assertThat(second.count("mail_queue")).as("no code stays behind").isZero();
            assertThat(await(second.desk.status(election)).email().sent()).isEqualTo(wanted.size());
            // Whoever was written to twice by the crash got one mail twice.
            Map<String, Set<String>> ids = new HashMap<>();
            for (MimeMessage each : mail.getReceivedMessages()) {
                ids.computeIfAbsent(to(each), address -> new HashSet<>()).add(each.getMessageID());
            }
            assertThat(ids.values()).allMatch(each -> each.size() == 1);
        }
    }

    private List<Path> letters(String election) throws Exception {
        try (Stream<Path> files = Files.list(data.resolve("outbox").resolve(election))) {
            return files.toList();
        }
    }

    private static List<String> pages(Path pdf) throws Exception {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(Files.readAllBytes(pdf))) {
            PDFTextStripper text = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                text.setStartPage(page);
                text.setEndPage(page);
                pages.add(text.getText(document).replace("\r\n", "\n"));
            }
        }
        return pages;
    }

    /** The server dies after the mail system's 250 and before its own mark. */
    @Test
    void aMailThatWasHandedOverAndNotMarkedComesAgainAsTheSameMail() throws Exception {
        try (DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), DeliveryWorld.smtp(mail))) {
            world.issue(3);
            world.sql("CREATE TRIGGER dying BEFORE DELETE ON mail_queue BEGIN SELECT RAISE(ABORT, 'dead'); END");
            world.go(600);
            await(world.deliveries.run());
            assertThat(mail.waitForIncomingEmail(10_000, 3)).isTrue();
            // The mark comes after the mail, and must have failed before it can succeed again.
            await(world.deliveries.settle());
            assertThat(world.count("delivery WHERE state = 'queued'")).isEqualTo(3);
            assertThat(world.count("mail_queue WHERE due <> '' AND attempts = 1"))
                    .isEqualTo(3);
            world.sql("DROP TRIGGER dying");
            await(world.deliveries.run());
            assertThat(mail.getReceivedMessages())
                    .as("not before the lease has ended")
                    .hasSize(3);
            world.sql("UPDATE mail_queue SET due = ''");

            world.runUntil(status -> status.email().sent() == 3);

            MimeMessage[] all = mail.getReceivedMessages();
            assertThat(all).hasSize(6);
            Map<String, Set<String>> once = new HashMap<>();
            for (MimeMessage each : all) {
                once.computeIfAbsent(to(each), address -> new HashSet<>())
                        .add(each.getMessageID() + " " + code(each) + " " + each.getSubject());
            }
            assertThat(once)
                    .hasSize(3)
                    .allSatisfy((address, mails) -> assertThat(mails).hasSize(1));
        }
    }

    /** What the reason was before, that this server does not know who has voted, sent the office looking for a fault. */
    @Test
    void whereEveryCodeIsHandedOutAtTheDoorNobodyIsRemindedAndTheReasonIsSaid() throws Exception {
        try (DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), DeliveryWorld.smtp(mail))) {
            world.issue(2);
            for (String table : new String[] {"mail_queue", "delivery", "registrar_map"}) {
                world.sql("DELETE FROM " + table);
            }
            world.sql("UPDATE election SET draft = '{\"door\":[\"full\"],' || substr(draft, 2)");

            assertThatThrownBy(() -> await(world.reminders.remind(world.election)))
                    .hasMessageContaining("codes are handed out at the door");
        }
    }

    @Test
    void remindersGoToThoseWhoHaveNotVotedWithoutLinkOrCode() throws Exception {
        try (DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), DeliveryWorld.smtp(mail))) {
            world.issue(6);
            world.go(600);
            world.runUntil(status -> status.email().queued() == 0);
            mail.purgeEmailFromAllMailboxes();
            world.map.vote(world.election, 1);
            world.sql("UPDATE delivery SET state = 'bounced' WHERE member_number = '00002'");

            assertThat(await(world.reminders.remind(world.election))).isEqualTo(4);
            assertThatThrownBy(() -> await(world.reminders.remind(world.election)))
                    .hasMessageContaining("still queued");
            // Between the queue and the mail system somebody votes.
            world.map.vote(world.election, 5);
            world.runUntil(status -> status.reminders() == 0);

            List<String> reminded = new ArrayList<>();
            for (MimeMessage each : mail.getReceivedMessages()) {
                reminded.add(to(each));
                for (int part = 0; part < 2; part++) {
                    assertThat(text(each, part))
                            .doesNotContain("http", "href", "src=", "vote#")
                            .doesNotContainPattern(CODE);
                }
            }
            assertThat(reminded).containsExactlyInAnyOrder("m3@members.test", "m4@members.test", "m6@members.test");
            assertThat(text(mail.getReceivedMessagesForDomain("m3@members.test")[0], 0))
                    .startsWith("Annwyl Member 3,")
                    .contains("[cy] Committee 2026");
            assertThat(await(world.desk.status(world.election)).rounds()).isEqualTo(1);
            assertThat(world.count("mail_queue")).isZero();
        }
    }

    @Test
    void everyMailHasTheSameSenderASubjectOfItsLanguageAndAReturnAddressOfItsOwn() throws Exception {
        try (DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), DeliveryWorld.smtp(mail))) {
            world.issue(4);
            await(world.templates.save(
                    world.election, "code", "en", "Ballot papers: {title}", "Hello {name}.\n\n{link}\n\n{code}"));
            world.go(600);
            world.runUntil(status -> status.email().queued() == 0);

            Set<String> returns = new HashSet<>();
            for (MimeMessage each : mail.getReceivedMessages()) {
                assertThat(each.getFrom()[0]).hasToString("elections@urna.test");
                assertThat(each.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                assertThat(text(each, 1))
                        .contains(
                                "<a href=\"https://vote.urna.test/e/" + world.election + "/vote#" + code(each) + "\">");
                returns.add(each.getHeader("Return-Path")[0]);
                assertThat(GreenMailUtil.getHeaders(each)).doesNotContain(code(each));
            }
            assertThat(returns).hasSize(4).allMatch(each -> each.matches("<returns\\+b-[0-9a-f]{32}@urna.test>"));
            assertThat(mail.getReceivedMessagesForDomain("m1@members.test")[0].getSubject())
                    .isEqualTo("Ballot papers: Committee 2026");
            assertThat(text(mail.getReceivedMessagesForDomain("m1@members.test")[0], 0))
                    .startsWith("Hello Member 1.");
            assertThat(mail.getReceivedMessagesForDomain("m3@members.test")[0].getSubject())
                    .isEqualTo("Eich pleidlais: [cy] Committee 2026");
        }
    }

    @Test
    void whatIsPausedDoesNotLeaveAndTheRateIsKept() throws Exception {
        try (DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), DeliveryWorld.smtp(mail))) {
            world.issue(50);
            world.go(60);
            await(world.deliveries.run());
            await(world.deliveries.run());
            await(world.desk.change(world.election, Optional.of(true), Optional.empty()));
            world.settle();
            // Five seconds' worth at one a second may leave at once, and what two looks at the clock add.
            long sent = await(world.desk.status(world.election)).email().sent();
            assertThat(sent).isBetween(1L, 8L);
            world.sql("UPDATE sending SET taken = 0");
            await(world.deliveries.run());
            assertThat(world.count("mail_queue")).isEqualTo(50 - sent);
        }
    }

    @Test
    void anAddressCorrectedBeforeItsTurnIsUsed() throws Exception {
        try (DeliveryWorld world = new DeliveryWorld(data, Databases.sqlite(data), DeliveryWorld.smtp(mail))) {
            List<VotingCode> codes = world.issue(2);
            world.sql("UPDATE member SET email = 'new@members.test' WHERE member_number = '00001'");
            world.sql(
                    "UPDATE member SET channel = 'post', email = '', address1 = '1 High Street' WHERE member_number = '00002'");
            world.go(600);
            world.runUntil(status -> status.email().sent() + status.post().sent() == 2);

            assertThat(codesByAddress()).containsOnlyKeys("new@members.test");
            assertThat(letters(world.election)).hasSize(1);
            assertThat(pages(letters(world.election).get(0)).get(1))
                    .startsWith("Member 2\n1 High Street\n")
                    .contains(codes.get(1).display());
        }
    }
}
