// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.Generators;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProver;
import org.urna.crypto.mix.ShuffleVerifier;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.Hash;
import org.urna.crypto.threshold.ContestTally;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.DiscreteLog;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.crypto.work.Work;

/**
 * Measures the work after the close for one number of ballots, on all processors: the sums and the logarithms of a contest of five options,
 * and a ranked contest's shuffle, its check, a trustee's share in the decryption, its check, and the ballots put together.
 */
final class GrowthRows {

    private static final int OPTIONS = 5;
    private static final int PART = 1024;
    private static final int TRUSTEES = 3;

    private final int count;
    private final int times;
    private final Work work;
    private final Entropy entropy = Entropy.secure();
    private final Hash election = Hash.sha256(new byte[] {1});
    private final Scalar secret;
    private final MixPlace place;
    private final List<Ciphertext> ballots;

    /**
     * Makes the ballots, and the generators for their shuffle.
     *
     * @param count ballots, each one ciphertext of a number from 1 to 5
     * @param least how many ballots a row is measured with at least: few of them as often as it takes
     */
    GrowthRows(long seed, int count, int least, Work work) {
        this.count = count;
        this.times = Math.max(1, least / count);
        this.work = work;
        this.secret = Scalar.of(seed).plus(Scalar.of(0x5eed));
        this.place = new MixPlace(election, "leader", "", 1, 1, Point.G.times(secret));
        this.ballots =
                new Progression(seed, "growth", List.of(Point.G, place.key())).encrypted(count, GrowthRows::vote);
        Generators unused = Generators.upTo(count, work);
    }

    private static int vote(int ballot) {
        return ballot % OPTIONS + 1;
    }

    /** One row for each work. */
    List<Row> rows() throws Exception {
        List<Row> rows = new ArrayList<>();
        rows.add(row("tally", this::tally));
        rows.add(row("discrete-log", this::logarithms));
        Ciphertexts input = Ciphertexts.of(ballots.stream().map(List::of).toList(), 1);
        Shuffled[] shuffled = new Shuffled[1];
        rows.add(row("shuffle-prove", () -> shuffled[0] = ShuffleProver.shuffle(place, input, entropy, work)));
        Shuffled mixed = shuffled[0];
        rows.add(row(
                "shuffle-verify",
                () -> require(
                        ShuffleVerifier.verify(place, input, mixed.output(), mixed.proof(), entropy, work)
                                .isAccepted(),
                        "a shuffle does not hold")));
        decryption(new EncryptedTally(election, "leader", "", mixed.output().all()), rows);
        return rows;
    }

    private Row row(String name, Times.Round round) throws Exception {
        return Whole.row(name + "-" + count, count, times, round);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Ballot {@code i} of five options has the ciphertexts from {@code i} on: as many additions as any other. */
    private void tally() {
        ContestTally all = new ContestTally(OPTIONS, false);
        work.split("tally", count, PART, (from, to) -> {
                    ContestTally some = new ContestTally(OPTIONS, false);
                    for (int i = from; i < to; i++) {
                        List<Ciphertext> ballot = new ArrayList<>(OPTIONS);
                        for (int option = 0; option < OPTIONS; option++) {
                            ballot.add(ballots.get((i + option) % count));
                        }
                        some.add(ballot, 1);
                    }
                    return some;
                })
                .forEach(all::addAll);
        require(all.ballots() == count, "ballots were lost");
        Ciphertext first = all.encrypted(election, place.key(), "leader", "", election)
                .ciphertexts()
                .get(0);
        Point total = first.beta().minus(first.alpha().times(secret));
        require(total.equals(Point.G.times(Scalar.of(votes()))), "the total is another one than that of the votes");
    }

    /** All votes added up. */
    private long votes() {
        long all = 0;
        for (int i = 0; i < count; i++) {
            all += vote(i);
        }
        return all;
    }

    /** Five totals, of which none is above the number of ballots. */
    private void logarithms() {
        DiscreteLog logarithms = DiscreteLog.upTo(count);
        for (int option = 1; option <= OPTIONS; option++) {
            long total = (long) count * option / (OPTIONS + 1);
            OptionalLong found = logarithms.find(Point.G.times(Scalar.of(total)));
            require(found.isPresent() && found.getAsLong() == total, "a total was not found");
        }
    }

    /** A key of degree 0 is the same for all trustees, so one share stands for those of three. */
    private void decryption(EncryptedTally tally, List<Row> rows) throws Exception {
        DecryptionShare[] made = new DecryptionShare[1];
        SecretScalar share = SecretScalar.of(secret);
        rows.add(row("decrypt", () -> made[0] = DecryptionShare.prove(tally, 1, share, entropy, work)));
        rows.add(row(
                "decrypt-verify",
                () -> require(made[0].verify(tally, 1, place.key(), work).isAccepted(), "a share does not hold")));
        SortedMap<Integer, DecryptionShare> shares = new TreeMap<>();
        for (int trustee = 1; trustee <= TRUSTEES; trustee++) {
            shares.put(trustee, made[0]);
        }
        List<Point> points = new ArrayList<>();
        rows.add(row("combine", () -> {
            points.clear();
            points.addAll(TallyDecryption.points(tally, shares, work));
        }));
        for (int vote = 1; vote <= OPTIONS; vote++) {
            Point expected = Point.G.times(Scalar.of(vote));
            int cast = (count + OPTIONS - vote) / OPTIONS;
            require(points.stream().filter(expected::equals).count() == cast, "ballots were lost in the mix");
        }
    }
}
