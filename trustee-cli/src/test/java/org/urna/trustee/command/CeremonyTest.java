// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.trustee.Desk;
import org.urna.trustee.Election;

/**
 * The key ceremony by the program's commands, against a board on HTTP. One ceremony serves all tests, because a key file takes long
 * to open: a trustee stops twice before it, and of each kind of message one answer of the server is lost.
 */
class CeremonyTest {

    private static final int FINISHED = 13;

    @TempDir
    static Path folder;

    private static Election election;
    private static Path before;
    private static Path after;
    private static List<byte[]> log;
    private static final List<EntryType> LOST = new ArrayList<>();
    private static final List<Desk> STOPPED = new ArrayList<>();
    private static final AtomicBoolean TRIED = new AtomicBoolean();
    private static final Desk SECOND = Desk.unattended();
    private static List<Desk> desks;

    @BeforeAll
    static void threeTrusteesMakeAKey() throws Exception {
        election = Election.begun(folder);
        before = folder.resolve("before");
        after = folder.resolve("after");
        Files.copy(Path.of(election.key(1)), before, StandardCopyOption.COPY_ATTRIBUTES);
        election.server().loseAnswerTo(message -> {
            if (TRIED.compareAndSet(false, true)) {
                SECOND.type(election.command("check", 1));
            }
            boolean first = !LOST.contains(message.type());
            if (first) {
                LOST.add(message.type());
            }
            return first;
        });
        for (int stop = 0; stop < 2; stop++) {
            Desk desk = Desk.unattended();
            String[] args = election.command("ceremony", 1);
            args[args.length - 1] = "0s";
            assertThat(desk.type(args)).isEqualTo(1);
            STOPPED.add(desk);
        }
        desks = election.together(List.of(1, 2, 3), "ceremony");
        Files.copy(Path.of(election.key(1)), after, StandardCopyOption.COPY_ATTRIBUTES);
        log = election.server().entries();
    }

    @AfterEach
    void theServerIsHonestAgain() throws Exception {
        election.server().replaceLog(log);
        Files.copy(
                after,
                Path.of(election.key(1)),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterAll
    static void stop() {
        election.close();
    }

    @Test
    @DisplayName("F1: three trustees make a key, the groups of messages in their order, whatever breaks on the way")
    void threeTrusteesFinishOnOneTranscript() throws Exception {
        String transcript = line(desks.get(0), "transcript ");

        assertThat(transcript).isNotNull();
        assertThat(desks).allMatch(desk -> transcript.equals(line(desk, "transcript ")));
        assertThat(LOST).hasSize(4);
        assertThat(types())
                .containsExactly(
                        "manifest x 1", "trustee x 3", "key-commitment x 3", "key-share x 3", "key-confirmation x 3");
    }

    @Test
    void aTrusteeThatStopsWhileItWaitsIsToldToGoOn() {
        assertThat(STOPPED).allMatch(desk -> desk.progress().contains("run the same command again"));
    }

    @Test
    void twoProcessesDoNotUseOneKeyFileAtTheSameTime() {
        assertThat(SECOND.progress()).contains("in use by another process");
    }

    @Test
    @DisplayName("F4: a trustee shows that its share was stored, once")
    void aTrusteeChecksItsFileOnce() throws Exception {
        election.together(List.of(1), "check");
        election.together(List.of(1), "check");

        assertThat(types()).endsWith("key-check x 1");
        assertThat(election.server().entries()).hasSize(FINISHED + 1);
    }

    @Test
    void aTrusteeThatHasFinishedSendsNothingMore() throws Exception {
        List<Desk> again = election.together(List.of(1), "ceremony");

        assertThat(again.get(0).results()).contains("finished");
        assertThat(election.server().entries()).hasSize(FINISHED);
    }

    @Test
    @DisplayName("F5: a key file restored from before the ceremony sends nothing a second time")
    void aKeyFileRestoredFromBeforeTheAttemptIsRefused() throws Exception {
        Files.copy(
                before,
                Path.of(election.key(1)),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(refusal("ceremony")).contains("did not send");
        assertThat(refusal("check")).contains("run trustee ceremony first");
        assertThat(election.server().entries()).hasSize(FINISHED);
    }

    @Test
    void aBoardThatDiffersFromWhatWasSeenIsRefused() {
        List<byte[]> fork = new ArrayList<>(log);
        fork.add(2, fork.remove(1));
        election.server().replaceLog(fork);

        assertThat(refusal("check")).contains("the server shows two");
    }

    @Test
    void aBoardThatTakesEntriesBackIsRefused() {
        election.server().replaceLog(log.subList(0, 8));

        assertThat(refusal("check")).contains("takes entries back");
    }

    @Test
    void somebodyWhomTheManifestDoesNotNameTakesNoPart() {
        String key = folder.resolve("other.key").toString();
        String passphrase = folder.resolve("other.passphrase").toString();
        assertThat(Desk.unattended().type("identity", "--name", "X", "--key", key, "--passphrase-file", passphrase))
                .isZero();
        String[] args = election.command("ceremony", 1);
        args[6] = key;
        args[8] = passphrase;
        Desk desk = Desk.unattended();

        assertThat(desk.type(args)).isEqualTo(1);
        assertThat(desk.progress()).contains("names no trustee");
        assertThat(election.server().entries()).hasSize(FINISHED);
    }

    private static String refusal(String command) {
        Desk desk = Desk.unattended();
        assertThat(desk.type(election.command(command, 1))).isEqualTo(1);
        return desk.progress();
    }

    private static String line(Desk desk, String beginning) {
        return desk.results()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElse(null);
    }

    private static List<String> types() throws Exception {
        List<String> groups = new ArrayList<>();
        EntryType last = EntryType.MANIFEST;
        int count = 0;
        for (byte[] entry : election.server().entries()) {
            EntryType type = Entry.read(entry).type();
            if (type != last) {
                groups.add(last + " x " + count);
                count = 0;
            }
            last = type;
            count++;
        }
        groups.add(last + " x " + count);
        return groups;
    }
}
