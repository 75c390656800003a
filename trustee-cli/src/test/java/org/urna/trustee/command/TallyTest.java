// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.DiscreteLog;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.trustee.Desk;
import org.urna.trustee.Election;
import org.urna.trustee.ElectionDay;

/** Agreement, lots and decryption by the program's commands, against a board on HTTP that is honest or not. */
class TallyTest {

    @TempDir
    static Path folder;

    private static Election election;
    private static ElectionDay day;
    private static List<byte[]> sealed;
    private static ElectionDay.Log log;

    @BeforeAll
    static void voteAndClose() throws Exception {
        election = Election.begun(folder);
        election.together(List.of(1, 2, 3), "ceremony");
        election.together(List.of(1, 2, 3), "check");
        day = new ElectionDay(election);
        sealed = day.seal();
        log = day.log(sealed, List.of(1, 2, 2), false);
        for (int i = 1; i <= 3; i++) {
            Files.copy(Path.of(election.key(i)), backup(i), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @BeforeEach
    void everythingIsAsAfterTheClose() throws Exception {
        election.server().clock(election.manifest().schedule().closes());
        election.server().replaceLog(log.entries());
        for (int i = 1; i <= 3; i++) {
            Files.copy(
                    backup(i),
                    Path.of(election.key(i)),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @AfterAll
    static void stop() {
        election.close();
    }

    @Test
    @DisplayName("F5: two trustees agree on one root and decrypt its sums, once; another board they refuse for ever")
    void twoTrusteesAgreeAndDecryptOneBoardOnly() throws Exception {
        List<Desk> desks = election.together(List.of(1, 2), "agree", "--yes");
        assertThat(desks).allMatch(desk -> desk.results().contains("lots drawn"));
        assertThat(types()).containsExactly("tally-agreement", "tally-agreement", "lot", "lot");

        assertThat(election.together(List.of(1), "mix").get(0).results()).contains("nothing to mix");
        election.together(List.of(1, 2), "decrypt");
        assertThat(totals()).containsExactly(1L, 2L, 0L);
        election.together(List.of(1), "agree", "--yes");
        election.together(List.of(1), "decrypt");
        assertThat(election.server().held()).hasSize(2);
        assertThat(types()).hasSize(4);
        assertThat(refusal("decrypt", 3)).contains("run trustee agree first");

        election.server().replaceLog(day.log(sealed, List.of(1, 2), false).entries());
        assertThat(refusal("agree", 1, "--yes")).contains("takes entries back");
        assertThat(refusal("decrypt", 1)).contains("takes entries back");
        assertThat(types()).isEmpty();
    }

    @Test
    @DisplayName("F5: a board on which one ballot does not hold is agreed to by nobody")
    void aBoardThatDoesNotVerifyIsNotAgreedTo() throws Exception {
        election.server().replaceLog(day.log(sealed, List.of(1, 2, 2), true).entries());
        Desk desk = Desk.unattended();

        assertThat(desk.type(election.command("agree", 1, "--yes"))).isEqualTo(1);

        assertThat(desk.results()).contains("failed ballot-signature").containsPattern("ballot-signature .*FAILS");
        assertThat(desk.progress()).contains("nothing is signed");
        assertThat(types()).isEmpty();
    }

    @Test
    void nothingIsSentBeforeThePersonSaysYes() throws Exception {
        Desk desk =
                Desk.answering(Files.readString(Path.of(election.passphrase(2))).strip(), "");
        List<String> args = new ArrayList<>(List.of(election.command("agree", 2)));
        args.remove("--passphrase-file");
        args.remove(election.passphrase(2));

        assertThat(desk.type(args.toArray(String[]::new))).isEqualTo(1);

        assertThat(desk.progress()).contains("not signed");
        assertThat(types()).isEmpty();
        assertThat(refusal("decrypt", 2)).contains("run trustee agree first");
    }

    private static Path backup(int i) {
        return folder.resolve("backup-" + i);
    }

    private static String refusal(String command, int trustee, String... more) {
        Desk desk = Desk.unattended();
        assertThat(desk.type(election.command(command, trustee, more))).isEqualTo(1);
        return desk.progress();
    }

    /** Types of what was appended after the tallies. */
    private static List<String> types() throws Exception {
        List<String> types = new ArrayList<>();
        List<byte[]> entries = election.server().entries();
        int from = 0;
        for (byte[] each : entries) {
            from++;
            if (Entry.read(each).type().code().equals("tally")) {
                break;
            }
        }
        for (byte[] each : entries.subList(from, entries.size())) {
            types.add(Entry.read(each).type().code());
        }
        return types;
    }

    private static List<Long> totals() throws Exception {
        Map<Integer, DecryptionShare> shares = new HashMap<>();
        for (byte[] each : election.server().held()) {
            Decryption decryption = (Decryption) SignedMessage.read(each).message();
            shares.put(decryption.trustee(), new DecryptionShare(decryption.points(), decryption.proof()));
        }
        return TallyDecryption.of(log.tally(), day.key(), 2, shares, DiscreteLog.upTo(10))
                .totals()
                .orElseThrow();
    }
}
