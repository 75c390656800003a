// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;

/** B2: every single-bit flip of one valid ballot per contest type. */
class BallotBitFlipTest {

    private final BallotFixture voter = new BallotFixture();

    private void assertEveryFlipIsRefused(Ballot ballot, ContestForm form) {
        List<ContestForm> style = List.of(form);
        CastRequest request = voter.sign(ballot);
        assertThat(voter.check(request, style).isAccepted()).isTrue();
        byte[] bytes = request.write();
        AtomicInteger read = new AtomicInteger();
        IntStream.range(0, 8 * bytes.length).parallel().forEach(bit -> {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                CastRequest altered = CastRequest.read(flipped);
                boolean sampled = read.getAndIncrement() % 8 == 0;
                assertThat(voter.check(altered, style).isAccepted())
                        .as("bit %d", bit)
                        .isFalse();
                if (sampled
                        && !altered.ballot().equals(ballot)
                        && altered.ballot().credential().equals(ballot.credential())) {
                    // As if the voter had signed the altered ballot: form and proofs alone must tell.
                    assertThat(voter.signedAndChecked(altered.ballot(), style).isAccepted())
                            .as("bit %d, signed", bit)
                            .isFalse();
                }
            } catch (MalformedException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        });
        // Some flips do make other scalars, so that more than the reader was put to the test.
        assertThat(read.get()).isGreaterThan(100);
    }

    @Test
    void everyFlippedBitOfAnAdditiveBallotIsRefused() {
        AdditiveForm form = new AdditiveForm("motion", 1, 0, 1, 1, false);
        assertEveryFlipIsRefused(voter.ballot(List.of(form), Choices.of(1, 1)), form);
    }

    @Test
    void everyFlippedBitOfARankedBallotIsRefused() {
        assertEveryFlipIsRefused(ranked(), new RankedForm("council", 60, 60));
    }

    private Ballot ranked() {
        List<Ballot.Component> components = IntStream.rangeClosed(1, 2)
                .mapToObj(k -> {
                    SecretScalar r = SecretScalar.random(voter.entropy);
                    Ciphertext c = Encryption.under(voter.y).encrypt(Point.G, r);
                    return new Ballot.Component(
                            c,
                            KnowledgeProof.prove(
                                    BallotStatements.ranking(
                                            voter.election,
                                            "council",
                                            "component:" + k,
                                            voter.credential.publicKey(),
                                            voter.y,
                                            c),
                                    r,
                                    voter.entropy));
                })
                .toList();
        return new Ballot(
                voter.election, voter.credential.publicKey(), List.of(new Ballot.Ranked("council", components)));
    }

    /** A4: the components of a ranking exchanged, or one of them used twice. */
    @Test
    void componentsOfARankingAreBoundToTheirPlaces() {
        List<ContestForm> style = List.of(new RankedForm("council", 60, 60));
        Ballot good = ranked();
        List<Ballot.Component> c = ((Ballot.Ranked) good.contests().get(0)).components();
        assertThat(voter.signedAndChecked(good, style).isAccepted()).isTrue();
        for (List<Ballot.Component> altered : List.of(List.of(c.get(1), c.get(0)), List.of(c.get(0), c.get(0)))) {
            BallotTest.assertRejected(
                    voter.signedAndChecked(
                            new Ballot(
                                    good.election(), good.credential(), List.of(new Ballot.Ranked("council", altered))),
                            style),
                    "ballot-proofs");
        }
        BallotTest.assertRejected(
                voter.signedAndChecked(good, List.of(new RankedForm("council", 3, 3))), "ballot-form");
    }
}
