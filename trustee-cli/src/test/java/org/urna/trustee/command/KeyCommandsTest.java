// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.jose.VerificationKey;
import org.urna.trustee.Desk;

/** Keys as they are made, and command lines as they are mistyped. */
class KeyCommandsTest {

    private static final String ELECTION = "00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    @Test
    @DisplayName("a key file and its passphrase file are their owner's alone, and are never overwritten")
    void aKeyFileIsMadeOnceForItsOwnerOnly() throws IOException {
        Desk desk = Desk.unattended();

        assertThat(desk.type("identity", "--name", "Ada", "--key", file("k"), "--passphrase-file", file("p")))
                .isZero();
        assertThat(desk.results()).matches("thumbprint [A-Za-z0-9_-]{43}\\R");
        assertThat(List.of("k", "p")).allMatch(name -> mode(name).equals("rw-------"));
        assertThat(Files.readString(folder.resolve("p"))).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}\n");
        assertThat(Files.readString(folder.resolve("k"))).doesNotContain("urna").matches("[A-Za-z0-9_.-]+\n");
        byte[] before = Files.readAllBytes(folder.resolve("k"));
        assertThat(desk.type("identity", "--name", "Ada", "--key", file("k"), "--passphrase-file", file("q")))
                .isEqualTo(1);
        assertThat(desk.type("identity", "--name", "Ada", "--key", file("l"), "--passphrase-file", file("p")))
                .isEqualTo(1);
        assertThat(desk.progress()).contains("never overwritten");
        assertThat(Files.readAllBytes(folder.resolve("k"))).isEqualTo(before);
        assertThat(folder.resolve("l")).doesNotExist();
        assertThat(folder.resolve("q")).doesNotExist();
    }

    @Test
    void aPassphraseIsShownOnceOnTheTerminalAndTypedBack() {
        Desk desk = Desk.answering("mistyped", "$");

        assertThat(desk.type("officer", "new", "--name", "Bo", "--key", file("k"), "--json"))
                .isZero();
        assertThat(desk.shown()).hasSize(1);
        assertThat(desk.results() + desk.progress()).doesNotContain(desk.shown().get(0));
        assertThat(desk.results()).startsWith("{\"name\":\"Bo\",\"key\":{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":");
        assertThat(desk.results()).doesNotContain("\"d\"");
    }

    @Test
    void whoeverCannotTypeThePassphraseBackGetsNoKey() {
        assertThat(Desk.answering("7K3M-V0QX-9RTB-2HNC").type("identity", "--name", "Ada", "--key", file("k")))
                .isEqualTo(1);
        assertThat(Desk.answering("no", "no", "no", "$").type("identity", "--name", "Ada", "--key", file("k")))
                .as("three tries")
                .isEqualTo(1);
        assertThat(Desk.unattended().type("identity", "--name", "Ada", "--key", file("k")))
                .isEqualTo(1);
        assertThat(folder.resolve("k")).doesNotExist();
    }

    @Test
    void anOfficersPublicKeyReadsAsItStandsInTheManifest() throws Exception {
        Desk desk = Desk.unattended();
        desk.type("officer", "new", "--name", "Bö\u202e", "--key", file("k"), "--passphrase-file", file("p"));
        assertThat(desk.progress()).contains("none of them a control character");
        assertThat(desk.type("officer", "new", "--name", "Bö", "--key", file("k"), "--passphrase-file", file("p")))
                .isZero();
        List<String> lines = desk.results().lines().toList();

        VerificationKey key = VerificationKey.parse(lines.get(1).substring("key ".length()));

        assertThat(lines.get(0)).isEqualTo("thumbprint " + key.thumbprint());
        assertThat(lines.get(2))
                .matches("read aloud [0-9A-Z]{4}( [0-9A-Z]{4}){12}")
                .endsWith(key.spoken());
    }

    @Test
    void aWrongPassphraseAndAKeyFileThatOthersCanReadAreRefused() throws IOException {
        Desk desk = Desk.unattended();
        desk.type("identity", "--name", "Ada", "--key", file("k"), "--passphrase-file", file("p"));
        String[] check = {
            "check", "--server", "http://127.0.0.1:1/", "--election", ELECTION, "--key", file("k"), "--wait", "0s"
        };

        Desk wrong = Desk.answering("7K3M-V0QX-9RTB-2HNC");
        assertThat(wrong.type(check)).isEqualTo(1);
        assertThat(wrong.progress()).contains("passphrase is wrong");
        Desk right =
                Desk.answering(Files.readString(folder.resolve("p")).strip().toLowerCase(Locale.ROOT));
        assertThat(right.type(check)).isEqualTo(1);
        assertThat(right.progress()).contains("stopped waiting").contains("cannot be reached");
        Files.setPosixFilePermissions(folder.resolve("k"), PosixFilePermissions.fromString("rw-r--r--"));
        Desk open = Desk.answering("7K3M-V0QX-9RTB-2HNC");
        assertThat(open.type(check)).isEqualTo(1);
        assertThat(open.progress()).contains("can be read by others");
    }

    @Test
    void aWrongCommandLineHasStatusTwoAndSaysWhatToDo() {
        List<List<String>> wrong = List.of(
                List.of(),
                List.of("mix"),
                List.of("officer"),
                List.of("identity", "--name", "Ada"),
                List.of("identity", "--name", " ", "--key", "k"),
                List.of("ceremony", "--server", "http://localhost/", "--election", ELECTION),
                List.of("ceremony", "--server", "ftp://localhost/", "--election", ELECTION, "--key", "k"),
                List.of("ceremony", "--server", "http://a:b@localhost/", "--election", ELECTION, "--key", "k"),
                List.of("ceremony", "--server", "http://localhost/", "--election", "../x", "--key", "k"),
                List.of("check", "--server", "http://x/", "--election", ELECTION, "--key", "k", "--wait", "1 day"),
                List.of(
                        "officer",
                        "sign",
                        "--server",
                        "http://x/",
                        "--election",
                        ELECTION,
                        "--key",
                        "k",
                        "--decision",
                        "1",
                        "--action",
                        "setup"),
                List.of("carry", "--server", "http://x/", "--election", ELECTION, "--out", "no-such-folder"),
                List.of("identity", "--name", "Ada", "--key", "k", "--passphrase", "secret"));
        for (List<String> args : wrong) {
            Desk desk = Desk.unattended();
            assertThat(desk.type(args.toArray(String[]::new)))
                    .as(args.toString())
                    .isEqualTo(2);
            assertThat(desk.progress()).as(args.toString()).contains("error: ").contains("try: trustee");
            assertThat(desk.results()).isEmpty();
        }
    }

    @Test
    void helpNamesEveryCommandAndNoneThatDoesNotWork() {
        Desk desk = Desk.unattended();

        assertThat(desk.type("--help")).isZero();
        List<String> named = desk.results()
                .lines()
                .filter(line -> line.matches("  [a-z]+ .*"))
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();

        assertThat(named)
                .containsExactly(
                        "guide", "identity", "ceremony", "check", "agree", "mix", "decrypt", "carry", "officer");
        for (String each : named) {
            assertThat(desk.type(each, "--help")).as(each).isZero();
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String mode(String name) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
