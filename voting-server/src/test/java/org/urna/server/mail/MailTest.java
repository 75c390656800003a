// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    private static final String ELECTION = "0123456789abcdef0123456789abcdef";
    private static final String LINK = "https://vote.example.org/e/" + ELECTION + "/vote#ABCD-EFGH-JKMN-PQRS-TVWX";

    @TempDir
    private Path folder;

    private static BallotMessage message(String to, String name, String title) {
        return new BallotMessage(
                to,
                name,
                title,
                URI.create("https://vote.example.org"),
                ELECTION,
                "ABCD-EFGH-JKMN-PQRS-TVWX",
                "2026-03-01T12:00:00Z",
                "2026-03-08T12:00:00Z",
                false);
    }

    @Test
    void aRehearsalsMailsSaySoInSubjectTextAndHtml() {
        BallotMessage real = message("ann@example.org", "Ann", "Committee");
        BallotMessage rehearsed = new BallotMessage(
                real.to(),
                real.greeting(),
                real.electionTitle(),
                real.publicUrl(),
                real.election(),
                real.code(),
                real.opens(),
                real.closes(),
                true);

        assertThat(rehearsed.subject()).isEqualTo("[Rehearsal] Your vote: Committee");
        assertThat(rehearsed.text()).contains("This is a rehearsal.");
        assertThat(rehearsed.html()).contains("<p>This is a rehearsal.");
        assertThat(real.text() + real.html() + real.subject()).doesNotContainIgnoringCase("rehearsal");
    }

    @Test
    void anEmailHasATextAndAnHtmlPartWithTheLinkInBoth() {
        String mail = eml(message("ann@example.org", "Ann", "Committee"));

        assertThat(mail)
                .contains(
                        "From: elections@example.org\r\n",
                        "To: ann@example.org\r\n",
                        "Subject: Your vote: Committee\r\n");
        assertThat(mail).contains("multipart/alternative", "text/plain", "text/html");
        assertThat(mail.replace("=\r\n", "")).contains("\r\n" + LINK + "\r\n").contains("href=");
        assertThat(mail.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void otherAlphabetsSurvive() {
        String mail = eml(message("ann@example.org", "Zo\u00eb \u0141\u00f3d\u017a", "Pwyllgor \u0174yn"));

        assertThat(mail.replace("=\r\n", ""))
                .contains("Zo=C3=AB =C5=81=C3=B3d=C5=BA")
                .contains("charset=utf-8");
        assertThat(mail).contains("Subject: =?UTF-8?Q?");
        assertThat(mail.chars()).allMatch(c -> c < 128);
    }

    /** G2: nothing in a title or a name becomes a header, a part of its own, or markup. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: evil@example.org",
                "x\nBcc: evil@example.org",
                "x\rBcc: evil@example.org",
                "x\u2028Bcc: evil@example.org",
                "x\u0085Bcc: evil@example.org",
                "<script>alert(1)</script>\r\n\r\nBcc: evil@example.org",
            })
    void headersCannotBeInjected(String hostile) {
        String mail = eml(message("ann@example.org", hostile, hostile));
        String head = mail.substring(0, mail.indexOf("\r\n\r\n"));

        assertThat(head.lines()).noneMatch(line -> line.regionMatches(true, 0, "bcc", 0, 3));
        assertThat(head.lines().filter(line -> line.startsWith("To:"))).hasSize(1);
        assertThat(message("ann@example.org", hostile, hostile).html()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.org\r\nBcc: x@y.org", "a@b.org,x@y.org", "Ann <a@b.org>", "a@b.org ", "", "a"})
    void aRecipientIsOnePlainAddressOrNothing(String to) {
        assertThatThrownBy(() -> eml(message(to, "Ann", "Committee"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textThatTurnsItsDirectionIsStraightened() {
        assertThat(message("ann@example.org", "", "a\u202eb\u2066c").subject()).isEqualTo("Your vote: abc");
    }

    @Test
    void messagesAreLeftForTheirOwnerOnlyAndCanBeLeftAgain() throws Exception {
        Outbox outbox = new Outbox(folder, new EmailFile("elections@example.org"));

        Path email = outbox.leaveEmail(ELECTION, 1, message("ann@example.org", "Ann", "First"));
        outbox.leaveEmail(ELECTION, 1, message("ann@example.org", "Ann", "Second"));
        Path letter = outbox.leaveLetter(ELECTION, 2, message("Bob\n1 High St\nAB1 2CD", "Bob", "Committee"));

        assertThat(email).isEqualTo(folder.resolve(ELECTION).resolve("000001.eml"));
        assertThat(Files.readString(email)).contains("Second").doesNotContain("First");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(email)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(letter))
                .startsWith("Bob\n1 High St\nAB1 2CD\n")
                .contains(LINK);
        assertThatThrownBy(() -> outbox.leaveLetter("../x", 1, message("a", "", "b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageDoesNotPrintItsCode() {
        assertThat(message("ann@example.org", "Ann", "Committee")).hasToString("BallotMessage[hidden]");
    }

    private static String eml(BallotMessage message) {
        return new String(new EmailFile("elections@example.org").write(message), StandardCharsets.UTF_8);
    }
}
