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
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Sender SENDER = new Sender("elections@example.org", "returns@example.org");
    private static final String LINK = "https://vote.example.org/e/" + ELECTION + "/vote#ABCD-EFGH-JKMN-PQRS-TVWX";

    @TempDir
    private Path folder;

    private static Message message(String to, String name, String title) {
        return message(to, name, title, false);
    }

    private static Message message(String to, String name, String title, boolean rehearsal) {
        return Words.of("en").template(MessageKind.CODE).write(told(to, name, title, rehearsal));
    }

    private static BallotMessage told(String to, String name, String title, boolean rehearsal) {
        return new BallotMessage(
                to,
                name,
                title,
                URI.create("https://vote.example.org"),
                ELECTION,
                "ABCD-EFGH-JKMN-PQRS-TVWX",
                "",
                "2026-03-01T12:00:00Z",
                "2026-03-08T12:00:00Z",
                rehearsal);
    }

    @Test
    void aRehearsalsMailsSaySoInSubjectTextAndHtml() {
        Message real = message("ann@example.org", "Ann", "Committee");
        Message rehearsed = message("ann@example.org", "Ann", "Committee", true);

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
        Outbox outbox = new Outbox(folder, new EmailFile(SENDER));

        Path email = outbox.leaveEmail(ELECTION, 1, message("ann@example.org", "Ann", "First"), TOKEN);
        outbox.leaveEmail(ELECTION, 1, message("ann@example.org", "Ann", "Second"), TOKEN);
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
        assertThat(message("ann@example.org", "Ann", "Committee")).hasToString("Message[hidden]");
        assertThat(told("ann@example.org", "Ann", "Committee", false)).hasToString("BallotMessage[hidden]");
    }

    @Test
    void aTemplateKeepsItsRules() {
        assertThat(Words.LANGUAGES).allSatisfy(language -> {
            for (MessageKind kind : MessageKind.values()) {
                assertThat(Words.of(language).template(kind).language()).isEqualTo(language);
            }
        });
        assertThatThrownBy(() -> Template.checked(MessageKind.CODE, "en", "Vote", "Hello {name}, vote at {link}"))
                .hasMessageContaining("must name {code} and {link}");
        assertThatThrownBy(() -> Template.checked(MessageKind.CODE, "en", "Vote {name}", "{link} {code}"))
                .hasMessageContaining("no field but {title}");
        assertThatThrownBy(() -> Template.checked(MessageKind.CODE, "en", "Vote", "{link} {code} {email}"))
                .hasMessageContaining("no field {email}");
        assertThatThrownBy(() -> Template.checked(MessageKind.REMINDER, "en", "Vote", "{closes} https://example.org"))
                .hasMessageContaining("no link");
        assertThatThrownBy(() -> Template.checked(MessageKind.REMINDER, "en", "Vote", "{closes} {code}"))
                .hasMessageContaining("no field {code}");
        assertThatThrownBy(() -> Template.checked(MessageKind.REMINDER, "en", "a\r\nBcc: x@y.org", "{closes}"))
                .hasMessageContaining("one line");
    }

    @Test
    void aNameCannotNameAField() {
        Message message = message("ann@example.org", "{code}", "{link}");

        assertThat(message.text()).contains("Dear {code},", "\n{link}\n");
    }

    @Test
    void onlyAnAddressOfOursWithATokenNamesAMessage() {
        assertThat(SENDER.returnPath(TOKEN)).isEqualTo("returns+b-" + TOKEN + "@example.org");
        assertThat(SENDER.envelope("Returns+b-" + TOKEN.toUpperCase(java.util.Locale.ROOT) + "@EXAMPLE.org"))
                .contains(TOKEN);
        assertThat(SENDER.envelope("returns+b-" + TOKEN + "0@example.org")).isEmpty();
        assertThat(SENDER.envelope("returns@example.org")).isEmpty();
        assertThat(SENDER.envelope("returns+b-" + TOKEN + "@example.com")).isEmpty();
        assertThat(SENDER.envelope("x+b-" + TOKEN + "@example.org")).isEmpty();
    }

    private static String eml(Message message) {
        return new String(new EmailFile(SENDER).write(message, TOKEN), StandardCharsets.UTF_8);
    }
}
