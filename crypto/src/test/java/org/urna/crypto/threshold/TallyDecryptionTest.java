// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.Property;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Hash;

class TallyDecryptionTest {

    private static final Hash ELECTION = Hash.sha256(new byte[] {1});
    private static final Hash CLOSE = Hash.sha256(new byte[] {2});
    private static final DiscreteLog LOGARITHMS = DiscreteLog.upTo(10_000);

    private final Entropy entropy = Entropy.secure();
    private final TrusteeKeysFixture trustees = TrusteeKeysFixture.of(5, 3, entropy);
    private final Encryption encryption = Encryption.under(trustees.key().y());

    private List<Ciphertext> ballot(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(m -> encryption.encrypt(new Opening(m, SecretScalar.random(entropy)), entropy))
                .toList();
    }

    private EncryptedTally encrypted(ContestTally tally) {
        return tally.encrypted(ELECTION, trustees.key().y(), "leader", "", CLOSE);
    }

    private EncryptedTally example() {
        ContestTally tally = new ContestTally(2, true);
        tally.add(ballot(1, 0, 0), 1);
        tally.add(ballot(1, 0, 0), 7);
        tally.add(ballot(0, 1, 0), 2);
        tally.add(ballot(0, 0, 1), 300);
        return encrypted(tally);
    }

    private TallyDecryption decrypt(EncryptedTally tally, Map<Integer, DecryptionShare> shares) {
        return TallyDecryption.of(tally, trustees.key(), 3, shares, LOGARITHMS);
    }

    /** F3: all ten sets of three, and all five together, give the same weighted totals. */
    @Test
    void anyThreeOfFiveTrusteesDecryptTheSameTotals() {
        EncryptedTally tally = example();
        List<Set<Integer>> subsets = new ArrayList<>(Subsets.of(5, 3));
        assertThat(subsets).hasSize(10);
        subsets.add(Set.of(1, 2, 3, 4, 5));
        for (Set<Integer> subset : subsets) {
            TallyDecryption result = decrypt(tally, trustees.shares(tally, subset, entropy));
            assertThat(result.ignored()).isEmpty();
            assertThat(result.used()).containsExactlyInAnyOrderElementsOf(subset);
            assertThat(result.totals()).contains(List.of(8L, 2L, 300L));
        }
    }

    /** F3: fewer than the threshold never give a number. */
    @Test
    void fewerThanTheThresholdGiveNoTotals() {
        EncryptedTally tally = example();
        for (Set<Integer> subset : Subsets.of(5, 2)) {
            assertThat(decrypt(tally, trustees.shares(tally, subset, entropy)).totals())
                    .isEmpty();
        }
        assertThat(decrypt(tally, Map.of()).totals()).isEmpty();
    }

    /** F3: two trustees post garbage; they are named, and the totals are right. */
    @Test
    void invalidSharesAreNamedAndIgnored() {
        EncryptedTally tally = example();
        Map<Integer, DecryptionShare> shares = new TreeMap<>(trustees.shares(tally, Set.of(1, 2, 3, 4, 5), entropy));
        DecryptionShare stolen = shares.get(1);
        shares.put(2, stolen);
        shares.put(4, DecryptionShare.prove(tally, 4, SecretScalar.random(entropy), entropy));
        TallyDecryption result = decrypt(tally, shares);
        assertThat(result.ignored()).containsOnlyKeys(2, 4);
        assertThat(result.ignored().values())
                .extracting(Verdict.Rejected::check)
                .containsOnly("decryption");
        assertThat(result.totals()).contains(List.of(8L, 2L, 300L));
        shares.put(5, stolen);
        assertThat(decrypt(tally, shares).totals()).isEmpty();
    }

    /** F3: whichever two of five post garbage or nothing, the other three give the same totals, and garbage has a name. */
    @Test
    void anyTwoOfFiveTrusteesCanFailInAnyWay() {
        EncryptedTally tally = example();
        Map<Integer, DecryptionShare> honest = trustees.shares(tally, Set.of(1, 2, 3, 4, 5), entropy);
        for (Set<Integer> two : Subsets.of(5, 2)) {
            Map<Integer, DecryptionShare> garbage = new TreeMap<>(honest);
            two.forEach(i -> garbage.put(i, honest.get(i % 5 + 1)));
            TallyDecryption named = decrypt(tally, garbage);
            assertThat(named.ignored()).containsOnlyKeys(two);
            assertThat(named.totals()).contains(List.of(8L, 2L, 300L));
            Map<Integer, DecryptionShare> absent = new TreeMap<>(honest);
            absent.keySet().removeAll(two);
            assertThat(decrypt(tally, absent).totals()).contains(List.of(8L, 2L, 300L));
        }
    }

    @Test
    void anEmptyContestDecryptsToZeros() {
        EncryptedTally tally = encrypted(new ContestTally(3, true));
        assertThat(decrypt(tally, trustees.shares(tally, Set.of(1, 3, 5), entropy))
                        .totals())
                .contains(List.of(0L, 0L, 0L, 0L));
    }

    @Test
    void aContestWithoutBlankHasNoCiphertextForIt() {
        ContestTally tally = new ContestTally(2, false);
        tally.add(ballot(3, 4), 5);
        EncryptedTally encrypted = encrypted(tally);
        assertThat(decrypt(encrypted, trustees.shares(encrypted, Set.of(2, 3, 4), entropy))
                        .totals())
                .contains(List.of(15L, 20L));
        assertThat(tally.ballots()).isEqualTo(1);
        assertThat(tally.weight()).isEqualTo(5);
        assertThatThrownBy(() -> tally.add(ballot(1), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tally.add(ballot(1, 0), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTotalAboveTheBoundGivesNoTotals() {
        ContestTally tally = new ContestTally(1, false);
        tally.add(ballot(1), 10_001);
        EncryptedTally encrypted = encrypted(tally);
        assertThat(decrypt(encrypted, trustees.shares(encrypted, Set.of(1, 2, 3), entropy))
                        .totals())
                .isEmpty();
    }

    @Test
    void ballotsAddUpTheSameInAnyOrderAndInParts() {
        Property.holds(5, random -> {
            List<List<Ciphertext>> ballots = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                ballots.add(ballot(random.nextInt(2), random.nextInt(2)));
            }
            ContestTally whole = new ContestTally(2, false);
            ballots.forEach(ballot -> whole.add(ballot, 2));
            Collections.shuffle(ballots, random);
            ContestTally first = new ContestTally(2, false);
            ContestTally second = new ContestTally(2, false);
            for (int i = 0; i < ballots.size(); i++) {
                (i < 5 ? first : second).add(ballots.get(i), 2);
            }
            first.addAll(second);
            assertThat(encrypted(first)).isEqualTo(encrypted(whole));
            assertThat(first.ballots()).isEqualTo(12);
            assertThat(first.weight()).isEqualTo(24);
        });
    }

    @Test
    void theOffsetDependsOnElectionContestSectionPlaceAndClose() {
        Point y = trustees.key().y();
        ContestTally nothing = new ContestTally(2, true);
        EncryptedTally tally = encrypted(nothing);
        assertThat(new HashSet<>(tally.ciphertexts())).hasSize(3);
        List<EncryptedTally> others = List.of(
                nothing.encrypted(CLOSE, y, "leader", "", CLOSE),
                nothing.encrypted(ELECTION, y, "deputy", "", CLOSE),
                nothing.encrypted(ELECTION, y, "leader", "members", CLOSE),
                nothing.encrypted(ELECTION, y, "leader", "", ELECTION));
        for (EncryptedTally other : others) {
            assertThat(other.ciphertexts()).doesNotContainAnyElementsOf(tally.ciphertexts());
        }
    }

    /** A1, A2: the proof is about every part of the statement, and about as many factors as ciphertexts. */
    @Test
    void aShareHoldsNowhereButWhereItWasMade() {
        EncryptedTally tally = example();
        Point v = trustees.key().v(2);
        DecryptionShare share = DecryptionShare.prove(tally, 2, trustees.secret(2), entropy);
        assertThat(share.verify(tally, 2, v).isAccepted()).isTrue();

        assertThat(share.verify(tally, 3, v).isAccepted()).isFalse();
        assertThat(share.verify(tally, 2, trustees.key().v(3)).isAccepted()).isFalse();
        List<Ciphertext> c = tally.ciphertexts();
        Ciphertext other = new Ciphertext(c.get(0).alpha(), c.get(0).beta().plus(Point.G));
        for (EncryptedTally altered : List.of(
                new EncryptedTally(CLOSE, "leader", "", c),
                new EncryptedTally(ELECTION, "deputy", "", c),
                new EncryptedTally(ELECTION, "leader", "members", c),
                new EncryptedTally(ELECTION, "leader", "", List.of(other, c.get(1), c.get(2))),
                new EncryptedTally(ELECTION, "leader", "", List.of(c.get(1), c.get(0), c.get(2))),
                new EncryptedTally(ELECTION, "leader", "", List.of(c.get(0), c.get(1))))) {
            assertThat(share.verify(altered, 2, v).isAccepted()).isFalse();
        }
        for (DecryptionShare altered : altered(share)) {
            assertThat(altered.verify(tally, 2, v).isAccepted()).isFalse();
        }
    }

    private static List<DecryptionShare> altered(DecryptionShare share) {
        List<DecryptionShare> altered = new ArrayList<>();
        for (int j = 0; j < share.factors().size(); j++) {
            List<Point> factors = new ArrayList<>(share.factors());
            factors.set(j, factors.get(j).plus(Point.G));
            altered.add(new DecryptionShare(factors, share.proof()));
            factors.set(j, Point.INFINITY);
            altered.add(new DecryptionShare(factors, share.proof()));
        }
        // Factors whose sum is right: only weights that differ tell.
        List<Point> shifted = new ArrayList<>(share.factors());
        shifted.set(0, shifted.get(0).plus(Point.G));
        shifted.set(1, shifted.get(1).minus(Point.G));
        altered.add(new DecryptionShare(shifted, share.proof()));
        List<Point> more = new ArrayList<>(share.factors());
        more.add(Point.G);
        altered.add(new DecryptionShare(more, share.proof()));
        altered.add(new DecryptionShare(share.factors().subList(0, 2), share.proof()));
        altered.add(new DecryptionShare(List.of(), share.proof()));
        EqualityProof proof = share.proof();
        altered.add(new DecryptionShare(
                share.factors(), new EqualityProof(proof.w().plus(Point.G), proof.w2(), proof.z())));
        altered.add(new DecryptionShare(
                share.factors(), new EqualityProof(proof.w(), proof.w2().plus(Point.G), proof.z())));
        altered.add(new DecryptionShare(
                share.factors(),
                new EqualityProof(proof.w(), proof.w2(), proof.z().plus(Scalar.ONE))));
        return altered;
    }

    @Test
    void aCiphertextAtInfinityIsNoTally() {
        assertThatThrownBy(() -> new EncryptedTally(ELECTION, "leader", "", List.of(Ciphertext.NOTHING)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncryptedTally(ELECTION, "leader", "", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomTotalsComeOutAsTheyWentIn() {
        Property.holds(5, random -> {
            int[] totals = new Random(random.nextLong()).ints(4, 0, 500).toArray();
            ContestTally tally = new ContestTally(3, true);
            tally.add(ballot(totals), 1);
            EncryptedTally encrypted = encrypted(tally);
            assertThat(decrypt(encrypted, trustees.shares(encrypted, Set.of(1, 4, 5), entropy))
                            .totals())
                    .contains(IntStream.of(totals).mapToObj(Long::valueOf).toList());
        });
    }
}
