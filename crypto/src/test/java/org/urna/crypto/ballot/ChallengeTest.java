// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.record.ChallengeFile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Opened;

/** C7: a wrong opening of a challenged ballot fails loudly. */
class ChallengeTest {

    private static final List<ContestForm> STYLE = List.of(BallotFixture.CHOOSE_ONE, BallotFixture.NO_BLANK);

    private final BallotFixture voter = new BallotFixture();
    private final ChallengeFile file = Challenge.open(voter.seal(STYLE, Choices.of(3, 2), Choices.of(2, 1)));

    private Verdict verify(ChallengeFile other) {
        return Challenge.verify(other, voter.election, voter.y, STYLE);
    }

    private ChallengeFile withFirst(Opened opened) {
        return new ChallengeFile(List.of(opened, file.openings().get(1)), file.ballot());
    }

    @Test
    void anHonestFileIsReadBackAndShowsTheChoices() throws Exception {
        ChallengeFile read = ChallengeFile.read(file.write());
        assertThat(verify(read)).isEqualTo(Verdict.accept());
        Opened.Additive first = (Opened.Additive) read.openings().get(0);
        assertThat(first.options()).extracting(Opened.Count::m).containsExactly(0L, 1L, 0L);
        assertThat(first.blank().m()).isZero();
    }

    @Test
    void everyNumberAndRandomnessIsCompared() {
        Opened.Additive first = (Opened.Additive) file.openings().get(0);
        for (int j = 0; j < 3; j++) {
            Opened.Count count = first.options().get(j);
            for (Opened.Count altered : List.of(
                    new Opened.Count(1 - count.m(), count.r()),
                    new Opened.Count(count.m(), count.r().plus(Scalar.ONE)))) {
                List<Opened.Count> options = new ArrayList<>(first.options());
                options.set(j, altered);
                BallotTest.assertRejected(
                        verify(withFirst(new Opened.Additive("leader", options, first.blank()))), "challenge");
            }
        }
        Opened.Count blank = new Opened.Count(1, first.blank().r());
        BallotTest.assertRejected(
                verify(withFirst(new Opened.Additive("leader", first.options(), blank))), "challenge");
    }

    @Test
    void anOpeningMissingDoubledOrOfAnotherContestIsRejected() {
        Opened.Additive first = (Opened.Additive) file.openings().get(0);
        for (ChallengeFile altered : List.of(
                new ChallengeFile(List.of(), file.ballot()),
                new ChallengeFile(List.of(first), file.ballot()),
                new ChallengeFile(List.of(file.openings().get(1), first), file.ballot()),
                withFirst(new Opened.Additive("deputy", first.options(), first.blank())),
                withFirst(new Opened.Additive("leader", first.options(), null)),
                withFirst(new Opened.Additive("leader", first.options().subList(0, 2), first.blank())),
                withFirst(new Opened.Ranked("leader", List.of())))) {
            BallotTest.assertRejected(verify(altered), "challenge");
        }
    }

    @Test
    void aFileOfAnotherElectionKeyOrStyleIsRejected() {
        BallotTest.assertRejected(Challenge.verify(file, Hash.sha256(new byte[] {9}), voter.y, STYLE), "ballot-form");
        BallotTest.assertRejected(Challenge.verify(file, voter.election, voter.y, STYLE.subList(0, 1)), "ballot-form");
        BallotTest.assertRejected(Challenge.verify(file, voter.election, Point.G, STYLE), "challenge");
    }
}
