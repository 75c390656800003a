// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.ServerFixture.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.server.bounce.BounceMailbox;
import org.urna.server.bounce.Returned;

/**
 * A mail system behind TLS with a login gets codes only if it is the one that is meant, and so does a mailbox of returned mail get the login: from the
 * first byte (GreenMail), or from STARTTLS on. GreenMail keeps the first key that it was given for as long as the process lives, so what varies is whom the
 * sender trusts, and by what name it calls.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureMailTest {

    private static final Sender SENDER = new Sender("elections@urna.test", "returns@urna.test");
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String LOGIN = "office:pass%20word%3A1";

    /** An address of this machine that does not count as this machine: TLS is a must. The certificate names it. */
    private static final String ELSEWHERE = "127.0.0.2";

    /** Another, which the certificate does not name. */
    private static final String UNNAMED = "127.0.0.3";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> before = new HashMap<>();
    private GreenMail system;
    private GreenMailUser owner;
    private SSLContext clients;
    private SSLContext serving;
    private Path trusting;
    private Path trustingOthers;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        clients = SSLContext.getDefault();
        Path ours = MailKeys.key(folder, "ours");
        Path others = MailKeys.key(folder, "others");
        serving = MailKeys.serving(ours);
        trusting = MailKeys.trust(folder, ours);
        trustingOthers = MailKeys.trust(folder, others);
        set("greenmail.tls.keystore.file", ours.toString());
        set("greenmail.tls.keystore.password", MailKeys.SECRET);
        set("greenmail.tls.key.password", MailKeys.SECRET);
        set(TRUST, trusting.toString());
        set(TRUST_PASSWORD, MailKeys.SECRET);
        system = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAPS)
        });
        owner = system.setUser("returns@urna.test", "office", "pass word:1");
        system.start();
    }

    @AfterAll
    void stop() throws Exception {
        system.stop();
        SSLContext.setDefault(clients);
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        await(vertx.close());
    }

    @BeforeEach
    void empty() throws Exception {
        system.purgeEmailFromAllMailboxes();
        trust(trusting);
    }

    /** Senders look into the file each time, mailboxes take what the process has as its standard. */
    private static void trust(Path file) throws Exception {
        System.setProperty(TRUST, file.toString());
        SSLContext.setDefault(MailKeys.trusting(file));
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    private Posting send(String host, String login) throws Exception {
        return post("smtps://" + login + "@" + host + ":" + system.getSmtps().getPort());
    }

    private Posting post(String url) throws Exception {
        SmtpClient client = new SmtpClient(vertx, URI.create(url), SENDER);
        try {
            return await(client.send(
                    new Message("returns@urna.test", "Your vote", "CODE", "<p>CODE</p>"), "0".repeat(32), "1"));
        } finally {
            await(client.close());
        }
    }

    private void refused(Posting posting) {
        assertThat(posting.kind()).isEqualTo(Posting.Kind.UNAVAILABLE);
        assertThat(system.getReceivedMessages()).isEmpty();
    }

    @Test
    void aMailGoesOverTlsAfterALogin() throws Exception {
        assertThat(send("localhost", LOGIN)).isEqualTo(new Posting(Posting.Kind.ACCEPTED, "2.0.0"));

        assertThat(system.getReceivedMessages()).hasSize(1);
        assertThat(GreenMailUtil.getBody(system.getReceivedMessages()[0])).contains("CODE");
    }

    @Test
    void withAnotherPasswordNothingIsSent() throws Exception {
        refused(send("localhost", "office:wrong"));
    }

    @Test
    void aCertificateThatNobodyTrustsGetsNoCode() throws Exception {
        trust(trustingOthers);

        refused(send("localhost", LOGIN));
    }

    @Test
    void aCertificateOfAnotherNameGetsNoCode() throws Exception {
        refused(send("127.0.0.1", LOGIN));
    }

    private Posting start(StartTlsSystem smtp, String host) throws Exception {
        return post("smtp://" + LOGIN + "@" + host + ":" + smtp.port());
    }

    private static void saidNothing(StartTlsSystem asked) {
        assertThat(asked.underTls).isEmpty();
        assertThat(asked.inClear).isNotEmpty().allMatch(line -> line.matches("EHLO .*|STARTTLS|QUIT"));
    }

    @Test
    void loginAndCodeWaitForStartTls() throws Exception {
        try (StartTlsSystem smtp = StartTlsSystem.smtp(ELSEWHERE, serving, true)) {
            assertThat(start(smtp, ELSEWHERE)).isEqualTo(new Posting(Posting.Kind.ACCEPTED, "2.0.0"));

            assertThat(smtp.inClear).allMatch(line -> line.matches("EHLO .*|STARTTLS"));
            assertThat(smtp.underTls)
                    .anyMatch(line -> line.startsWith("AUTH PLAIN"))
                    .contains("RCPT TO:<returns@urna.test>", "CODE");
        }
    }

    @Test
    void aSystemElsewhereThatOffersNoTlsIsToldNothing() throws Exception {
        try (StartTlsSystem smtp = StartTlsSystem.smtp(ELSEWHERE, serving, false)) {
            assertThat(start(smtp, ELSEWHERE).kind()).isEqualTo(Posting.Kind.UNAVAILABLE);

            saidNothing(smtp);
        }
    }

    @Test
    void aCertificateThatNobodyTrustsOrOfAnotherNameEndsStartTls() throws Exception {
        try (StartTlsSystem smtp = StartTlsSystem.smtp(ELSEWHERE, serving, true);
                StartTlsSystem unnamed = StartTlsSystem.smtp(UNNAMED, serving, true)) {
            assertThat(start(unnamed, UNNAMED).kind()).isEqualTo(Posting.Kind.UNAVAILABLE);
            trust(trustingOthers);
            assertThat(start(smtp, ELSEWHERE).kind()).isEqualTo(Posting.Kind.UNAVAILABLE);

            saidNothing(unnamed);
            saidNothing(smtp);
        }
    }

    private void read(String url) throws Exception {
        await(new BounceMailbox(vertx, new Returned(null, SENDER, Optional.empty()), URI.create(url)).read());
    }

    /** A mailbox with one mail that is no report: whoever gets in marks it as seen. */
    private void readImaps(String host, String login) throws Exception {
        owner.deliver(GreenMailUtil.newMimeMessage(
                "From: someone@example.org\r\nTo: returns@urna.test\r\nSubject: Hello\r\n\r\nHello.\r\n"));
        read("imaps://" + login + "@" + host + ":" + system.getImaps().getPort() + "/INBOX");
    }

    private boolean isSeen() throws Exception {
        return system.getManagers()
                .getImapHostManager()
                .getInbox(owner)
                .getMessages()
                .get(0)
                .getMimeMessage()
                .getFlags()
                .contains(Flags.Flag.SEEN);
    }

    private void letsNobodyIn(ThrowingCallable reading) {
        assertThatThrownBy(reading).hasCauseInstanceOf(MessagingException.class).hasMessageNotContaining("pass word");
    }

    @Test
    void returnedMailIsReadOverTls() throws Exception {
        readImaps("localhost", LOGIN);

        assertThat(isSeen()).isTrue();
    }

    @Test
    void aMailboxIsNotReadWithAnotherPasswordOrByAnotherName() throws Exception {
        letsNobodyIn(() -> readImaps("localhost", "office:wrong"));
        letsNobodyIn(() -> readImaps("127.0.0.1", LOGIN));

        assertThat(isSeen()).isFalse();
    }

    @Test
    void aMailboxWhoseCertificateNobodyTrustsIsNotRead() throws Exception {
        trust(trustingOthers);

        letsNobodyIn(() -> readImaps("localhost", LOGIN));
        assertThat(isSeen()).isFalse();
    }

    private void readInClear(StartTlsSystem imap, String host) throws Exception {
        read("imap://" + LOGIN + "@" + host + ":" + imap.port() + "/INBOX");
    }

    @Test
    void theLoginOfAMailboxWaitsForStartTls() throws Exception {
        try (StartTlsSystem imap = StartTlsSystem.imap(ELSEWHERE, serving, true)) {
            letsNobodyIn(() -> readInClear(imap, ELSEWHERE));

            assertThat(imap.inClear).allMatch(line -> line.matches("\\S+ (CAPABILITY|STARTTLS)"));
            assertThat(imap.underTls).anyMatch(line -> line.contains("LOGIN") && line.contains("pass word:1"));
        }
    }

    @Test
    void aMailboxElsewhereWithoutTlsOrWithAnotherCertificateIsToldNothing() throws Exception {
        try (StartTlsSystem open = StartTlsSystem.imap(ELSEWHERE, serving, false);
                StartTlsSystem unnamed = StartTlsSystem.imap(UNNAMED, serving, true);
                StartTlsSystem untrusted = StartTlsSystem.imap(ELSEWHERE, serving, true)) {
            letsNobodyIn(() -> readInClear(open, ELSEWHERE));
            letsNobodyIn(() -> readInClear(unnamed, UNNAMED));
            trust(trustingOthers);
            letsNobodyIn(() -> readInClear(untrusted, ELSEWHERE));

            for (StartTlsSystem each : List.of(open, unnamed, untrusted)) {
                assertThat(each.underTls).isEmpty();
                assertThat(each.inClear)
                        .isNotEmpty()
                        .allMatch(line -> line.matches("\\S+ (CAPABILITY|STARTTLS|LOGOUT)"));
            }
        }
    }
}
