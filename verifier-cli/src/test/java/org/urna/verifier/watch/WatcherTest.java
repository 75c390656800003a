// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.Anchors;
import org.urna.crypto.verify.Following;
import org.urna.crypto.verify.Phase;
import org.urna.crypto.verify.Resources;
import org.urna.verifier.bench.GrowingBoard;

/** E1 A board that forks, is rewound, or takes in a bad ballot, seen by somebody who looked before. */
class WatcherTest {

    private static final int BALLOTS = 20;

    @TempDir
    static Path made;

    private static GrowingBoard election;

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private GrowingBoard board;
    private Booth booth = Booth.NONE;
    private Memory memory;
    private Alarms alarms;

    @BeforeAll
    static void make() throws Exception {
        election = GrowingBoard.make(made, BALLOTS);
    }

    @BeforeEach
    void open() throws IOException {
        board = election.twin();
        board.show(board.firstBallot());
        memory = Memory.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        memory.close();
    }

    private Watcher watcher(Anchors anchors, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        alarms = new Alarms(
                "here", folder.resolve("alarms.jsonl"), new PrintWriter(new StringWriter()), told::add, clock);
        Following following = new Following(board, anchors, Resources.ofCaller());
        return new Watcher(board, following, memory, alarms, booth, clock);
    }

    /** During the voting of the election that the benchmark makes. */
    private Watcher watcher() {
        return watcher(Anchors.NONE, Instant.parse("2026-03-05T12:00:00Z"));
    }

    private Watcher restarted() throws IOException {
        memory.close();
        memory = Memory.open(folder);
        return watcher();
    }

    @Test
    void everyBallotIsCheckedAsItComesAndNothingIsSaidOfAGoodBoard() throws Exception {
        Watcher watcher = watcher(Anchors.ofBoardKey(election.boardKey()), Instant.parse("2026-03-05T12:00:00Z"));
        for (long size = board.firstBallot(); size <= board.firstBallot() + BALLOTS; size += 3) {
            board.show(size);
            watcher.pass();
            assertThat(watcher.size()).isEqualTo(size);
            assertThat(GrowingBoard.stored(Files.readAllBytes(folder.resolve("checkpoint")))
                            .size())
                    .isEqualTo(size);
        }
        board.show(board.whole());
        watcher.pass();

        assertThat(told).isEmpty();
        assertThat(watcher.phase()).isEqualTo(Phase.FINAL);
        assertThat(alarms.isAny()).isFalse();
    }

    @Test
    void aForkOfTheSameSizeIsSeenAndBothStatesAreKept() throws Exception {
        Watcher watcher = watcher();
        long size = board.firstBallot() + 4;
        board.show(size);
        watcher.pass();
        TreeHash earlier = GrowingBoard.stored(board.note(size).write().getBytes(StandardCharsets.UTF_8))
                .root();
        board.exchange(size - 1, size - 2);
        watcher.pass();

        assertThat(told).singleElement().asString().contains("\"alarm\":\"fork\"", "\"lasting\":true");
        assertThat(alarms.isLasting()).isTrue();
        watcher.pass();
        List<TreeHash> kept = new ArrayList<>();
        try (var files = Files.list(folder.resolve("evidence"))) {
            for (Path file : files.sorted().toList()) {
                kept.add(GrowingBoard.stored(Files.readAllBytes(file)).root());
            }
        }
        assertThat(kept).hasSize(2).contains(earlier).doesNotHaveDuplicates();
    }

    @Test
    void aForkIsSeenInALargerBoardAndAfterTheWatcherWasAway() throws Exception {
        long size = board.firstBallot() + 4;
        board.show(size);
        watcher().pass();
        assertThat(told).isEmpty();
        board.exchange(size - 1, size - 2);
        board.show(size + 5);

        restarted().pass();

        assertThat(told).singleElement().asString().contains("\"alarm\":\"fork\"");
    }

    @Test
    void aRewindIsSeenAfterTheWatcherWasAwayAndALateCopyIsNone() throws Exception {
        long size = board.firstBallot() + 4;
        board.show(size);
        watcher().pass();
        board.show(size - 2);
        Watcher watcher = restarted();
        watcher.pass();
        watcher.pass();
        assertThat(told).isEmpty();
        board.show(size);
        watcher.pass();
        board.show(size - 2);
        watcher.pass();
        watcher.pass();
        assertThat(told).isEmpty();
        watcher.pass();

        assertThat(told).singleElement().asString().contains("\"alarm\":\"rewind\"");
    }

    @Test
    void aBallotWithAFalseProofIsNamedWhenItComes() throws Exception {
        Watcher watcher = watcher();
        board.spoil(5);
        long index = board.firstBallot() + 5;
        board.show(index);
        watcher.pass();
        assertThat(told).isEmpty();
        board.show(index + 1);
        watcher.pass();

        assertThat(told)
                .singleElement()
                .asString()
                .contains("\"alarm\":\"check-failed\"", "ballot-proofs, entry " + index);
        assertThat(GrowingBoard.stored(Files.readAllBytes(folder.resolve("checkpoint")))
                        .size())
                .as("a state that failed is not one to go on from")
                .isEqualTo(index);
    }

    @Test
    void aBoardOutOfReachIsToldOnceAndThatItIsBackToo() throws Exception {
        Watcher watcher = watcher();
        watcher.pass();
        board.away(true);
        watcher.pass();
        watcher.pass();
        board.away(false);
        watcher.pass();

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).contains("\"alarm\":\"unreachable\",\"begins\":true");
        assertThat(told.get(1)).contains("\"alarm\":\"unreachable\",\"begins\":false");
        assertThat(alarms.isLasting()).isFalse();
        assertThat(alarms.isAny()).isTrue();
        assertThat(Files.readAllLines(folder.resolve("alarms.jsonl"))).isEqualTo(told);
    }

    @Test
    void anElectionThatDoesNotCloseIsTold() throws Exception {
        Watcher watcher = watcher(Anchors.NONE, Instant.parse("2026-03-30T09:10:00Z"));
        watcher.pass();

        assertThat(told).singleElement().asString().contains("\"alarm\":\"not-closed\"", "2026-03-30T09:00:00Z");
    }

    @Test
    void aChangedVotersProgramIsTold() throws Exception {
        booth = signed -> List.of("the server gives voters another file than officers signed: booth/main.js");
        watcher().pass();

        assertThat(told).singleElement().asString().contains("\"alarm\":\"booth-changed\"", "booth/main.js");
    }

    @Test
    void anotherElectionThanTheOneGivenIsTold() throws Exception {
        Anchors other = Anchors.ofFingerprint(Hash.sha256(new byte[0]));
        watcher(other, Instant.parse("2026-03-05T12:00:00Z")).pass();

        assertThat(told).singleElement().asString().contains("trust-anchor");
    }

    @Test
    void twoWatchersDoNotShareAMemory() {
        assertThatThrownBy(() -> Memory.open(folder)).hasMessageContaining("another watcher");
    }
}
