// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.BoardCopy;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Programs;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Resources;
import org.urna.crypto.verify.Verification;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;

/** E2, G1: a copy of a finished board, untouched and with damage of every kind. */
class TamperedBoardTest {

    private static final int RANDOM_PLACES = 1_000;

    private final Elections.Finished finished = Elections.finished();
    private final BoardCopy board = finished.board();
    private final Home home = Home.create("tampered");

    @Test
    void anUntouchedCopyPassesWithAnyOneTrustAnchor() {
        Path receipt =
                finished.election().keep("receipt.jws", finished.receipts().get(0));

        verify("--board-key", finished.boardKey()).expect(0);
        verify("--fingerprint", finished.fingerprint()).expect(0);
        verify("--receipt", receipt.toString()).expect(0);
    }

    @Test
    void anUntouchedCopyWithoutATrustAnchorIsNeverAPass() {
        Ended ended = verify().expect(3);

        assertThat(ended.output()).contains("trust-anchor").containsIgnoringCase("not checked");
    }

    @Test
    void anotherBoardsKeyOrFingerprintFailsOnTheTrustAnchor() throws Exception {
        String other =
                finished.fingerprint().replaceFirst("^.", finished.fingerprint().startsWith("0") ? "1" : "0");

        assertThat(verify("--fingerprint", other).expect(1).output()).contains("trust-anchor");
        assertThat(verify("--board-key", otherKey()).expect(1).output()).contains("trust-anchor");
    }

    /** A key that nobody signed with, under the board's name. */
    private String otherKey() throws Exception {
        byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32 - 1, encoded.length);
        key[0] = 1; // the signature type of Ed25519 in a note
        String name = finished.boardKey().substring(0, finished.boardKey().indexOf('+'));
        byte[] id = Arrays.copyOf(Sha256.hash(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, key), 4);
        return name + "+" + Hex.encode(id) + "+" + Base64.getEncoder().encodeToString(key);
    }

    @Test
    void aChangedByteInAnyFileIsFoundAndTheCheckNamed() throws Exception {
        Random random = new Random(1);
        List<Callable<Void>> tries = new ArrayList<>();
        board.files()
                .forEach((path, bytes) -> tries.add(() -> {
                    int place = random.nextInt(bytes.length);
                    isFound(changed(path, place), path + " at " + place);
                    return null;
                }));
        all(tries);
    }

    @Test
    void aChangedByteAtAThousandRandomPlacesIsFoundAndTheCheckNamed() throws Exception {
        long seed = System.nanoTime();
        System.out.println("TamperedBoardTest: seed " + seed);
        Random random = new Random(seed);
        List<String> paths = List.copyOf(board.files().keySet());
        long all =
                board.files().values().stream().mapToLong(bytes -> bytes.length).sum();
        List<Callable<Void>> tries = new ArrayList<>();
        for (int i = 0; i < RANDOM_PLACES; i++) {
            long place = Math.floorMod(random.nextLong(), all);
            int file = 0;
            while (place >= board.files().get(paths.get(file)).length) {
                place -= board.files().get(paths.get(file++)).length;
            }
            String path = paths.get(file);
            int at = (int) place;
            tries.add(() -> {
                isFound(changed(path, at), path + " at " + at);
                return null;
            });
        }
        all(tries);
    }

    @Test
    void aMissingOrEmptyFileIsNeverAPass() throws Exception {
        List<Callable<Void>> tries = new ArrayList<>();
        for (String path : board.files().keySet()) {
            tries.add(() -> {
                isFound(board.with(path, Optional.empty()), path + " missing");
                isFound(board.with(path, Optional.of(new byte[0])), path + " empty");
                return null;
            });
        }
        all(tries);
    }

    @Test
    void theProgramItselfEndsWithOneOnDamageAndNamesTheCheck() throws IOException {
        Path copy = home.folder().resolve("damaged");
        for (String path : List.of("checkpoint", aBundle(), anArtifact())) {
            Home.copy(finished.folder(), copy);
            Path file = copy.resolve(path);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            Ended changed = run(copy);
            Files.delete(file);
            Ended missing = run(copy);
            Files.createDirectory(file); // cannot be read as a file, whoever runs the test
            Ended unreadable = run(copy);

            for (Ended ended : List.of(changed, missing, unreadable)) {
                ended.expect(1);
                assertThat(ended.output()).as(path).containsPattern("(?i)fail");
                assertThat(ended.errors()).doesNotContain("\tat ");
            }
            Home.delete(copy);
        }
    }

    private String aBundle() {
        return board.files().keySet().stream()
                .filter(path -> path.startsWith("tile/entries/"))
                .findFirst()
                .orElseThrow();
    }

    private String anArtifact() {
        return board.files().keySet().stream()
                .filter(path -> path.startsWith("artifact/"))
                .findFirst()
                .orElseThrow();
    }

    private BoardCopy changed(String path, int place) {
        byte[] bytes = board.files().get(path).clone();
        bytes[place] ^= (byte) (1 << (place % 8));
        return board.with(path, Optional.of(bytes));
    }

    private void isFound(BoardCopy damaged, String what) throws Exception {
        Report report = Verification.run(
                        damaged, Anchors.ofBoardKey(NoteKey.parse(finished.boardKey())), Resources.ofCaller())
                .report();
        assertThat(report.overall()).as(what).isEqualTo(Outcome.FAIL);
        assertThat(report.failures()).as(what).isNotEmpty();
    }

    private static void all(List<Callable<Void>> tries) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Future<Void> each : threads.invokeAll(tries)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Ended verify(String... anchors) {
        List<String> arguments =
                new ArrayList<>(List.of("verify", finished.folder().toString()));
        arguments.addAll(List.of(anchors));
        return Programs.VERIFIER.start(home.log(), arguments, Map.of()).await();
    }

    private Ended run(Path copy) {
        return Programs.VERIFIER.run(home.log(), "verify", copy.toString(), "--board-key", finished.boardKey());
    }
}
