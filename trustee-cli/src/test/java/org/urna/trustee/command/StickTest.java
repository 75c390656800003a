// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.Tile;
import org.urna.crypto.record.Entry;
import org.urna.trustee.Desk;
import org.urna.trustee.Election;
import org.urna.trustee.transport.HttpPlace;

/** F4 Three trustees whose machines have no network make a key by carrying sticks, and copy their key files on the way. */
class StickTest {

    private static final int ROUNDS = 12;

    @TempDir
    static Path folder;

    private static Election election;
    private static final List<Desk> CEREMONIES = new ArrayList<>();
    private static int unfinished;

    @BeforeAll
    static void carrySticks() throws Exception {
        election = Election.begun(folder);
        mirror();
        for (int round = 0; round < ROUNDS && CEREMONIES.size() < 3; round++) {
            CEREMONIES.clear();
            for (int i = 1; i <= 3; i++) {
                Desk desk = Desk.unattended();
                int status = desk.type(offline("ceremony", i));
                assertThat(status).as(desk.progress()).isIn(0, 3);
                if (status == 0) {
                    CEREMONIES.add(desk);
                } else {
                    unfinished++;
                    assertThat(desk.progress()).contains("take the stick to a machine with a network");
                }
            }
            carry();
        }
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
        keep(BoardPaths.CHECKPOINT, checkpoint);
    }

    private static void keep(String path, byte[] content) throws IOException {
        Path file = folder.resolve("board").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Test
    void theCeremonyIsFinishedByFilesAloneAndAllSayTheSameWords() throws Exception {
        assertThat(CEREMONIES).hasSize(3);
        assertThat(unfinished).isPositive();
        List<String> words = CEREMONIES.stream()
                .map(desk -> desk.progress()
                        .lines()
                        .filter(line -> line.startsWith("Say these words aloud"))
                        .findFirst()
                        .orElseThrow())
                .distinct()
                .toList();
        assertThat(words).singleElement().asString().matches(".*: ([a-z]{5} ){5}[a-z]{5}");
        List<String> types = new ArrayList<>();
        for (byte[] entry : election.server().entries()) {
            types.add(Entry.read(entry).type().code());
        }
        assertThat(types).filteredOn(type -> type.equals("key-confirmation")).hasSize(3);
    }

    @Test
    void theKeyFileIsCopiedReadBackAndTestedInOneStep() throws Exception {
        Path copy = folder.resolve("copy-1.key");
        Desk desk = Desk.unattended();

        assertThat(desk.type(offline("check", 1, "--backup", copy.toString()))).isEqualTo(3);

        assertThat(desk.results()).contains("copied to " + copy);
        assertThat(Files.readAllBytes(copy)).isNotEmpty();
        assertThat(Files.getPosixFilePermissions(copy)).hasSize(2);
        carry();
        assertThat(Desk.unattended().type(offline("check", 1))).isZero();
        assertThat(Desk.unattended().type(offline("check", 1, "--backup", copy.toString())))
                .as("a copy is never overwritten")
                .isEqualTo(1);
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
