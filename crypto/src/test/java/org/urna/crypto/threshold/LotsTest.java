// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lot;

class LotsTest {

    private static final Hash ELECTION = Hash.sha256(new byte[] {1});

    private final Entropy entropy = Entropy.secure();
    private final TrusteeKeysFixture trustees = TrusteeKeysFixture.of(5, 3, entropy);

    /** F3: all ten sets of three. */
    @Test
    void everySetOfThreeTrusteesDrawsTheSameLots() {
        Set<String> seeds = new HashSet<>();
        for (Set<Integer> subset : Subsets.of(5, 3)) {
            Map<Integer, Point> shares = new TreeMap<>();
            for (int i : subset) {
                Lot lot = LotShares.prove(ELECTION, i, trustees.secret(i), entropy);
                assertThat(LotShares.verify(ELECTION, trustees.key().v(i), lot).isAccepted())
                        .isTrue();
                shares.put(i, lot.value());
            }
            seeds.add(Hash.of(Lots.combine(shares).seed()).hex());
        }
        assertThat(seeds).hasSize(1);
    }

    @Test
    void anAlteredShareIsRejected() {
        Lot lot = LotShares.prove(ELECTION, 2, trustees.secret(2), entropy);
        Point v = trustees.key().v(2);
        EqualityProof p = lot.proof();
        for (Lot altered : List.of(
                new Lot(ELECTION, 3, lot.value(), p),
                new Lot(ELECTION, 2, lot.value().plus(Point.G), p),
                new Lot(ELECTION, 2, lot.value(), new EqualityProof(p.w().plus(Point.G), p.w2(), p.z())),
                new Lot(ELECTION, 2, lot.value(), new EqualityProof(p.w(), p.w2().plus(Point.G), p.z())),
                new Lot(ELECTION, 2, lot.value(), new EqualityProof(p.w(), p.w2(), p.z().plus(Scalar.ONE))),
                LotShares.prove(ELECTION, 2, trustees.secret(3), entropy),
                LotShares.prove(Hash.sha256(new byte[] {2}), 2, trustees.secret(2), entropy))) {
            assertThat(LotShares.verify(ELECTION, v, altered))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            verdict -> assertThat(verdict.check()).isEqualTo("lot"));
        }
        assertThat(LotShares.verify(ELECTION, trustees.key().v(3), lot).isAccepted())
                .isFalse();
        assertThat(LotShares.verify(Hash.sha256(new byte[] {2}), v, lot).isAccepted())
                .isFalse();
    }

    @Test
    void theOrderHoldsEveryCandidateOnceAndDiffersBetweenContestsAndSeeds() {
        Lots lots = Lots.ofSeed(new byte[32]);
        byte[] other = new byte[32];
        other[31] = 1;
        List<Integer> order = lots.order("leader", 12);
        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(lots.order("leader", 12)).isEqualTo(order);
        assertThat(lots.order("deputy", 12)).isNotEqualTo(order);
        assertThat(Lots.ofSeed(other).order("leader", 12)).isNotEqualTo(order);
        assertThatThrownBy(() -> Lots.ofSeed(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFirstCandidateIsEveryOneAboutEquallyOften() {
        int[] firsts = new int[3];
        for (int i = 0; i < 3000; i++) {
            firsts[
                    Lots.ofSeed(Hash.sha256(new byte[] {(byte) i, (byte) (i >> 8)})
                                            .bytes())
                                    .order("leader", 3)
                                    .get(0)
                            - 1]++;
        }
        assertThat(firsts)
                .satisfies(counts ->
                        IntStream.of(counts).forEach(count -> assertThat(count).isBetween(880, 1120)));
    }
}
