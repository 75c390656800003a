// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.ChallengeFile;

/** Ballots of ranked contests, from the voter's ranking to what comes out of the decryption. */
class RankedBallotTest {

    private static final RankedForm LEADER = new RankedForm("leader", 4, 3);
    private static final RankedForm COUNCIL = new RankedForm("council", 60, 60);

    private final BallotFixture voter = new BallotFixture();

    private Ballot ballot(List<ContestForm> style, Answer... answers) {
        return voter.encryption
                .encrypt(style, voter.credential.publicKey(), List.of(answers), voter.entropy)
                .ballot();
    }

    private List<Point> decrypted(Ballot.Part part) {
        return BallotCheck.ciphertexts(part).stream()
                .map(c -> c.beta().minus(voter.secret.times(c.alpha())))
                .toList();
    }

    @Test
    void everyRankingOfASmallContestComesBack() {
        RankingCode code = LEADER.code();
        int rankings = 0;
        for (int number = 0; number < 125; number++) {
            List<BigInteger> numbers = List.of(BigInteger.valueOf(number));
            DecodedRanking decoded = code.decode(List.of(RankingCode.point(numbers.get(0))));
            assertThat(decoded).isEqualTo(code.decodePlaintexts(numbers));
            if (decoded.kind() != DecodedRanking.Kind.SPOILT) {
                rankings++;
                assertThat(code.plaintexts(new Preferences(decoded.candidates())))
                        .isEqualTo(numbers);
            }
        }
        assertThat(rankings).isEqualTo(1 + 4 + 4 * 3 + 4 * 3 * 2);
    }

    @Test
    void rankingsOfManyCandidatesComeBackThroughEncryption() {
        Random random = new Random(7);
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, 60).boxed().toList());
        for (int length : new int[] {0, 1, 29, 30, 31, 60}) {
            Collections.shuffle(order, random);
            Preferences ranking = new Preferences(order.subList(0, length));
            Ballot ballot = ballot(List.of(COUNCIL), ranking);
            assertThat(voter.signedAndChecked(ballot, List.of(COUNCIL))).isEqualTo(Verdict.accept());
            DecodedRanking decoded =
                    COUNCIL.code().decode(decrypted(ballot.contests().get(0)));
            assertThat(decoded.candidates()).isEqualTo(ranking.candidates());
            assertThat(decoded.kind()).isEqualTo(length == 0 ? DecodedRanking.Kind.BLANK : DecodedRanking.Kind.VALID);
        }
    }

    @Test
    void aBallotMayHoldBothKindsOfContest() {
        List<ContestForm> style = List.of(BallotFixture.CHOOSE_ONE, COUNCIL);
        Ballot ballot = ballot(style, Choices.of(3, 2), Preferences.of(5, 1));
        assertThat(voter.signedAndChecked(ballot, style)).isEqualTo(Verdict.accept());
    }

    /** An honest booth cannot make a spoilt ballot. */
    @Test
    void answersThatTheContestDoesNotAllowAreRefused() {
        for (Answer answer : List.of(
                Preferences.of(1, 1),
                Preferences.of(0),
                Preferences.of(5),
                Preferences.of(-1),
                Preferences.of(1, 2, 3, 4),
                Choices.blank(4))) {
            assertThatThrownBy(() -> ballot(List.of(LEADER), answer)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ballot(List.of(BallotFixture.CHOOSE_ONE), Preferences.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        for (int[] bad : new int[][] {{0, 0}, {3, 0}, {3, 4}, {3, -1}}) {
            assertThatThrownBy(() -> new RankingCode(bad[0], bad[1])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aPlaintextIsBelowTwoToThe240() {
        BigInteger tooGreat = BigInteger.ONE.shiftLeft(240);
        assertThat(RankingCode.point(tooGreat.subtract(BigInteger.ONE)).x().bitLength())
                .isEqualTo(248);
        assertThatThrownBy(() -> RankingCode.point(tooGreat)).isInstanceOf(IllegalArgumentException.class);
    }

    /** C7: wrong opening → loud failure. */
    @Test
    void aChallengedRankingIsOpenedAndEncryptedAgain() throws Exception {
        List<ContestForm> style = List.of(LEADER, BallotFixture.CHOOSE_ONE_TOO);
        SealedBallot sealed = voter.encryption.encrypt(
                style, voter.credential.publicKey(), List.of(Preferences.of(4, 1), Choices.of(3, 1)), voter.entropy);
        ChallengeFile file = ChallengeFile.read(Challenge.open(sealed).write());
        assertThat(Challenge.verify(file, voter.election, voter.y, style)).isEqualTo(Verdict.accept());
        SealedBallot other = voter.encryption.encrypt(
                style, voter.credential.publicKey(), List.of(Preferences.of(1, 4), Choices.of(3, 1)), voter.entropy);
        ChallengeFile lie = new ChallengeFile(file.openings(), other.ballot());
        BallotTest.assertRejected(Challenge.verify(lie, voter.election, voter.y, style), "challenge");
    }

    @Test
    void nothingSecretPrints() {
        SealedBallot sealed = voter.encryption.encrypt(
                List.of(LEADER), voter.credential.publicKey(), List.of(Preferences.of(4, 1)), voter.entropy);
        assertThat(sealed.openings()).hasToString("[Ranked[hidden]]");
        assertThat(Preferences.of(4, 1)).hasToString("Preferences[hidden]");
    }

    @Test
    void aLeastComponentIsNeverEmpty() {
        for (int n = 1; n <= 120; n++) {
            for (int most = 1; most <= n; most++) {
                RankingCode code = new RankingCode(n, most);
                int w = code.components();
                int h = (most + w - 1) / w;
                assertThat(most - h * (w - 1)).as("%d of %d", most, n).isPositive();
            }
        }
    }

    @Test
    void ciphertextsAreInfinityFree() {
        Ballot ballot = ballot(List.of(LEADER), Preferences.blank());
        assertThat(BallotCheck.ciphertexts(ballot.contests().get(0))).allMatch(Ciphertext::isFinite);
    }
}
