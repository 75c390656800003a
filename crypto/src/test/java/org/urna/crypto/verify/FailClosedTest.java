// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Reason;
import org.urna.crypto.record.Tally;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;
import org.urna.crypto.verify.report.Report;

/** G1 A verifier that cannot see everything says no; E2 every byte of a board counts. */
class FailClosedTest {

    private static final TestElection ELECTION = TestElection.build();
    private static final int PLACES = 24;
    private static final int MANY_PLACES = 1000;

    static Stream<String> files() {
        return ELECTION.files.keySet().stream().sorted();
    }

    private static Report verify(Board board) {
        return verify(board, Resources.ofCaller());
    }

    private static Report verify(Board board, Resources resources) {
        return Verification.run(board, ELECTION.anchors(), resources).report();
    }

    private static Map<String, byte[]> copy() {
        return new HashMap<>(ELECTION.files);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aMissingFileFails(String path) {
        Map<String, byte[]> files = copy();
        files.remove(path);

        assertFailsWithAName(verify(new MemoryBoard(files)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void anEmptyFileFails(String path) {
        Map<String, byte[]> files = copy();
        files.put(path, new byte[0]);

        assertFailsWithAName(verify(new MemoryBoard(files)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileWithAByteMoreFails(String path) {
        Map<String, byte[]> files = copy();
        byte[] longer = Arrays.copyOf(files.get(path), files.get(path).length + 1);
        files.put(path, longer);

        assertFailsWithAName(verify(new MemoryBoard(files)));
    }

    private static void assertFailsWithAName(Report report) {
        assertThat(report.overall()).isEqualTo(Outcome.FAIL);
        assertThat(report.failures()).isNotEmpty();
    }

    @Test
    void anEmptyBoardFails() {
        assertFailsWithAName(verify(new MemoryBoard(Map.of())));
    }

    /** E2 One bit of one file, in places spread over all files. */
    @Test
    void aBitChangedAnywhereFails() {
        assertThat(survivingFlips(ELECTION, PLACES)).isEmpty();
    }

    /** E2 The same in many more places of a board that is quick to verify, because nobody has voted yet. */
    @Test
    void aBitChangedAnywhereBeforeTheFirstBallotFails() {
        Tamper tamper = new Tamper().skip(EntryType.BALLOT);
        tamper.options.put("still-open", true);

        assertThat(survivingFlips(TestElection.build(tamper), MANY_PLACES)).isEmpty();
    }

    private static List<String> survivingFlips(TestElection election, int places) {
        Random random = new Random(7);
        List<String> paths = election.files.keySet().stream().sorted().toList();
        List<String> survivors = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            String path = paths.get(i % paths.size());
            Map<String, byte[]> files = new HashMap<>(election.files);
            byte[] content = files.get(path).clone();
            int at = random.nextInt(content.length);
            content[at] ^= (byte) (1 << random.nextInt(8));
            files.put(path, content);
            if (verify(new MemoryBoard(files)).overall() != Outcome.FAIL) {
                survivors.add(path + " at " + at);
            }
        }
        return survivors;
    }

    @Test
    void aRefusedTaskFails() {
        Resources refusing = new Resources(
                task -> {
                    throw new RejectedExecutionException();
                },
                1,
                Entropy.secure(),
                Progress.NONE);

        assertFailsWithAName(verify(ELECTION.board(), refusing));
    }

    @Test
    void anExceptionInAWorkerFails() {
        int[] tasks = new int[1];
        Resources dying = new Resources(
                task -> {
                    // The first task reads the entries; the ballots come after it.
                    if (tasks[0]++ == 0) {
                        task.run();
                    } else {
                        throw new IllegalStateException("dead worker");
                    }
                },
                1,
                Entropy.secure(),
                Progress.NONE);

        Report report = verify(ELECTION.board(), dying);

        assertThat(report.row(Check.BALLOT_PROOFS).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(report.row(Check.BALLOT_PROOFS).checked()).isZero();
    }

    @Test
    void aRandomGeneratorThatThrowsFails() {
        assertBallotsFailWith(bytes -> {
            if (bytes.length != Hash.sha256().bytes().length) {
                throw new IllegalStateException("no entropy");
            }
        });
    }

    @Test
    void aRandomGeneratorThatGivesZerosFails() {
        assertBallotsFailWith(bytes -> {});
    }

    private static void assertBallotsFailWith(Entropy entropy) {
        Report report = verify(ELECTION.board(), new Resources(Runnable::run, 1, entropy, Progress.NONE));

        assertThat(report.row(Check.BALLOT_PROOFS).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(report.overall()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void severalThreadsFindWhatOneFinds() {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            Report report = verify(ELECTION.board(), new Resources(executor, 3, Entropy.secure(), Progress.NONE));

            assertThat(report.failures()).isEmpty();
            assertThat(report.overall()).isEqualTo(Outcome.PASS);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void withoutAnAnchorNothingIsCertain() {
        Verified verified = Verification.run(ELECTION.board(), Anchors.NONE, Resources.ofCaller());

        assertThat(verified.report().row(Check.TRUST_ANCHOR).outcome()).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(verified.report().overall()).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(verified.closed()).isEmpty();
    }

    @Test
    void anElectionThatIsOpenYetIsNotChecked() {
        Tamper tamper = new Tamper();
        tamper.options.put("still-open", true);
        TestElection open = TestElection.build(tamper);

        Verified verified = Verification.run(open.board(), open.anchors(), Resources.ofCaller());

        assertThat(verified.report().failures()).isEmpty();
        assertThat(verified.report().overall()).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(verified.phase()).isEqualTo(Phase.OPEN);
        assertThat(verified.report().row(Check.BALLOT_PROOFS).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verified.report().row(Check.RESULT).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    }

    /** F5 What a trustee signs is what was computed from the ballots, and only of a board on which everything held. */
    @Test
    void aTrusteeGetsTheClosedBoardOnlyIfEverythingHolds() {
        ClosedBoard closed = Verification.run(ELECTION.board(), ELECTION.anchors(), Resources.ofCaller())
                .closed()
                .orElseThrow();
        assertThat(closed.size()).isEqualTo(ELECTION.closeSize);
        assertThat(closed.checkpoint().write()).isEqualTo(ELECTION.closeNote.write());
        assertThat(closed.slots()).hasSize(3);
        assertThat(closed.isAgreed()).isTrue();

        Tamper tamper = new Tamper();
        tamper.before(
                EntryType.NOTICE, e -> e.decide(new Action.CandidateWithdrawn("chair", 1), Reason.CANDIDATE_WITHDREW));
        tamper.officers = (decision, keys) -> List.of(keys.get(0), keys.get(0));
        TestElection broken = TestElection.build(tamper);
        assertThat(Verification.run(broken.board(), broken.anchors(), Resources.ofCaller())
                        .closed())
                .isEmpty();
    }

    /** F5 What a server would like to have decrypted, one ballot alone or the sum of all but one, a trustee does not even look at. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTrusteeIsNotTalkedIntoOneBallotOrASumThatLacksOne(boolean alone) {
        List<Ballot> cast = new ArrayList<>();
        Tamper tamper = new Tamper();
        tamper.ballot = (number, ballot) -> {
            cast.add(ballot);
            return ballot;
        };
        TallyFaults.tallied(tamper, tally -> {
            List<Ciphertext> one =
                    BallotCheck.ciphertexts(cast.get(0).contests().get(0));
            List<Ciphertext> all = Objects.requireNonNull(tally.ciphertexts());
            List<Ciphertext> lessOne = IntStream.range(0, all.size())
                    .mapToObj(i -> all.get(i).plus(one.get(i).times(Scalar.ONE.negate())))
                    .toList();
            return new Tally(
                    tally.election(),
                    tally.contest(),
                    tally.section(),
                    tally.ballots(),
                    tally.weight(),
                    true,
                    alone ? one : lessOne,
                    null);
        });
        TestElection election = TestElection.build(tamper);

        Verified verified = Verification.run(election.board(), election.anchors(), Resources.ofCaller());

        assertThat(verified.report().row(Check.TALLY).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verified.closed()).isEmpty();
    }
}
