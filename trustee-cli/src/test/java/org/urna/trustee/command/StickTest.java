// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Texts;
import org.urna.trustee.Desk;
import org.urna.trustee.Election;
import org.urna.trustee.ElectionDay;
import org.urna.trustee.transport.HttpPlace;

/**
 * F4: three trustees whose machines have no network make a key by carrying sticks, copy their key files on the way, and after the vote
 * agree, mix and decrypt the same way.
 */
class StickTest {

    private static final int ROUNDS = 12;

    @TempDir
    static Path folder;

    private static final RankedContest LEADER = new RankedContest(
            new Contest.Terms("leader", Texts.of("en", "Leader"), null, "irv-1", 1, null, Contest.Order.FIXED, false),
            List.of(
                    Candidate.of(Texts.of("en", "Cy")),
                    Candidate.of(Texts.of("en", "Di")),
                    Candidate.of(Texts.of("en", "Ed"))),
            3);

    private static Election election;
    private static final Map<String, List<Desk>> FINISHED = new HashMap<>();
    private static final Map<String, Integer> JOURNEYS = new HashMap<>();
    private static Desk copied;

    @BeforeAll
    static void carrySticks() throws Exception {
        election = Election.ranked(folder, LEADER);
        mirror();
        byStick(List.of(1, 2, 3), "ceremony");
        copied = Desk.unattended();
        assertThat(copied.type(offline("check", 1, "--backup", copy().toString())))
                .isEqualTo(3);
        byStick(List.of(1, 2, 3), "check");
        ElectionDay day = new ElectionDay(election);
        election.server().clock(election.manifest().schedule().closes());
        election.server()
                .replaceLog(day.log(day.seal(), List.of(1, 2, 2), false).entries());
        mirror();
        byStick(List.of(1, 2), "agree", "--yes");
        assertThat(Desk.unattended().type(offline("mix", 1))).isEqualTo(3);
        lose(stick(1));
        byStick(List.of(1, 2), "mix");
        byStick(List.of(1, 2), "decrypt");
    }

    /** Lets trustees run a command as often as their sticks travel, until all of them have finished. */
    private static void byStick(List<Integer> trustees, String command, String... more) throws Exception {
        List<Desk> desks = new ArrayList<>();
        int journeys = 0;
        while (desks.size() < trustees.size()) {
            assertThat(journeys).as(command).isLessThan(ROUNDS);
            desks.clear();
            for (int i : trustees) {
                Desk desk = Desk.unattended();
                int status = desk.type(offline(command, i, more));
                assertThat(status).as(desk.progress()).isIn(0, 3);
                if (status == 0) {
                    desks.add(desk);
                } else {
                    assertThat(desk.progress()).contains("take the stick to a machine with a network");
                }
            }
            if (desks.size() < trustees.size()) {
                carry();
                journeys++;
            }
        }
        FINISHED.put(command, desks);
        JOURNEYS.put(command, journeys);
    }

    private static void lose(Path stick) throws IOException {
        try (Stream<Path> files = Files.walk(stick)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Path copy() {
        return folder.resolve("copy-1.key");
    }

    @AfterAll
    static void stop() {
        election.close();
    }

    private static Path stick(int i) {
        return folder.resolve("stick-" + i);
    }

    private static String[] offline(String command, int i, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command,
                "--in",
                folder.resolve("board").toString(),
                "--out",
                stick(i).toString(),
                "--election",
                election.id().hex(),
                "--key",
                election.key(i),
                "--passphrase-file",
                election.passphrase(i)));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private static void carry() throws Exception {
        for (int i = 1; i <= 3; i++) {
            Desk desk = Desk.unattended();
            int status = desk.type(
                    "carry",
                    "--server",
                    election.server().url(),
                    "--election",
                    election.id().hex(),
                    "--out",
                    stick(i).toString());
            assertThat(status).as(desk.progress()).isZero();
        }
        mirror();
    }

    /** A copy of the board, as {@code verifier mirror} makes one. */
    private static void mirror() throws Exception {
        HttpPlace place = new HttpPlace(URI.create(election.server().url()), election.id());
        byte[] checkpoint = place.read(BoardPaths.CHECKPOINT, Note.MAX_BYTES);
        for (Tile tile :
                Tile.forSize(Checkpoint.parse(Note.parse(checkpoint).text()).size())) {
            keep(tile.path(), place.read(tile.path(), EntryBundle.MAX_BYTES));
        }
        for (byte[] entry : election.server().entries()) {
            for (Artifact each : artifacts(Entry.read(entry))) {
                String path = BoardPaths.artifact(each.sha256().bytes());
                keep(path, place.read(path, 1 << 20));
            }
        }
        keep(BoardPaths.CHECKPOINTS, place.read(BoardPaths.CHECKPOINTS, 1 << 20));
        keep(BoardPaths.CHECKPOINT, checkpoint);
    }

    private static List<Artifact> artifacts(Entry entry) {
        if (entry instanceof MessageEntry sent && sent.message() instanceof CredentialList list) {
            return List.of(list.credentials(), list.reserves());
        }
        return entry instanceof MessageEntry sent && sent.message() instanceof Shuffle shuffle
                ? List.of(shuffle.output(), shuffle.proof())
                : List.of();
    }

    private static void keep(String path, byte[] content) throws IOException {
        Path file = folder.resolve("board").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Test
    void theCeremonyIsFinishedByFilesAloneAndAllSayTheSameWords() throws Exception {
        assertThat(JOURNEYS.get("ceremony")).isPositive();
        List<String> words = FINISHED.get("ceremony").stream()
                .map(desk -> desk.progress()
                        .lines()
                        .filter(line -> line.startsWith("Say these words aloud"))
                        .findFirst()
                        .orElseThrow())
                .distinct()
                .toList();
        assertThat(words).singleElement().asString().matches(".*: ([a-z]{5} ){5}[a-z]{5}");
        assertThat(types()).filteredOn(type -> type.equals("key-confirmation")).hasSize(3);
    }

    @Test
    void theKeyFileIsCopiedReadBackAndTestedInOneStep() throws Exception {
        assertThat(copied.results()).contains("copied to " + copy());
        assertThat(Files.readAllBytes(copy())).isNotEmpty();
        assertThat(Files.getPosixFilePermissions(copy())).hasSize(2);
        assertThat(types()).filteredOn(type -> type.equals("key-check")).hasSize(3);
        assertThat(Desk.unattended().type(offline("check", 1, "--backup", copy().toString())))
                .as("a copy is never overwritten")
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "F3: two of three agree, mix and decrypt by files alone; a stick that is lost on the way costs nothing")
    void agreementMixAndDecryptionGoByFilesAlone() throws Exception {
        assertThat(JOURNEYS.get("agree")).as("agreements, then lots").isEqualTo(2);
        assertThat(JOURNEYS.get("mix")).as("one mixer after another").isEqualTo(2);
        assertThat(JOURNEYS.get("decrypt")).isEqualTo(1);
        assertThat(types()).endsWith("tally", "tally-agreement", "tally-agreement", "lot", "lot", "shuffle", "shuffle");
        List<String> decrypted = new ArrayList<>();
        for (byte[] each : election.server().held()) {
            Decryption share = (Decryption) SignedMessage.read(each).message();
            decrypted.add(share.contest() + " " + share.trustee());
        }
        assertThat(decrypted).containsExactlyInAnyOrder("chair 1", "chair 2", "leader 1", "leader 2");
    }

    private static List<String> types() throws Exception {
        List<String> types = new ArrayList<>();
        for (byte[] entry : election.server().entries()) {
            types.add(Entry.read(entry).type().code());
        }
        return types;
    }

    @Test
    void aStickOrAServerAndNotBoth() {
        assertThat(Desk.unattended()
                        .type("ceremony", "--election", election.id().hex(), "--key", election.key(1)))
                .isEqualTo(2);
        assertThat(Desk.unattended()
                        .type(offline(
                                "ceremony", 1, "--server", election.server().url())))
                .isEqualTo(2);
    }
}
