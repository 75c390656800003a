// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.Generators;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProof;
import org.urna.crypto.mix.ShuffleProver;
import org.urna.crypto.mix.ShuffleVerifier;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.Hash;
import org.urna.crypto.work.Work;

/** Measures a mixer's work and its check, on one thread; generators are made before. */
final class ShuffleRows {

    private static final double SECONDS = 8;

    private final long seed;
    private final int count;
    private final Work alone = Work.ofCaller();
    private final Entropy entropy = Entropy.secure();
    private final MixPlace place;
    private @Nullable Ciphertexts input;

    /** @param count ciphertexts, each the whole of one ballot */
    ShuffleRows(long seed, int count) {
        this.seed = seed;
        this.count = count;
        Point y = Point.G.times(Scalar.of(seed).plus(Scalar.of(0x5eed)));
        this.place = new MixPlace(Hash.sha256(new byte[] {1}), "leader", "", 1, 1, y);
    }

    private Ciphertexts input() {
        Ciphertexts made = input;
        if (made == null) {
            Generators unused = Generators.upTo(count, alone);
            List<Ciphertext> ballots =
                    new Progression(seed, "mix", List.of(Point.G, place.key())).encrypted(count, i -> i % 5 + 1);
            made = Ciphertexts.of(ballots.stream().map(List::of).toList(), 1);
            input = made;
        }
        return made;
    }

    Row prove(Task task) throws Exception {
        Ciphertexts from = input();
        Times times = Times.of(count, SECONDS, () -> {
            Shuffled shuffled = ShuffleProver.shuffle(place, from, entropy, alone);
            if (shuffled.output().size() != count) {
                throw new Overlooked(task, "not as many ciphertexts came out as went in");
            }
        });
        Shuffled last = ShuffleProver.shuffle(place, from, entropy, alone);
        if (!ShuffleVerifier.verify(place, from, last.output(), last.proof(), entropy, alone)
                .isAccepted()) {
            throw new Overlooked(task, "a proof does not hold");
        }
        return Row.of(task, times);
    }

    Row verify(Task task) throws Exception {
        byte[] from = input().bytes();
        Shuffled shuffled = ShuffleProver.shuffle(place, input(), entropy, alone);
        byte[] output = shuffled.output().bytes();
        byte[] proof = shuffled.proof().bytes();
        byte[] exchanged = output.clone();
        System.arraycopy(from, 0, exchanged, (count * 2 / 3) * Ciphertexts.BYTES, Ciphertexts.BYTES);
        if (holds(from, exchanged, proof)) {
            throw new Overlooked(task, "a shuffle that exchanges a ballot was accepted");
        }
        return Row.of(task, Times.of(count, SECONDS, () -> {
            if (!holds(from, output, proof)) {
                throw new Overlooked(task, "a shuffle in order was refused");
            }
        }));
    }

    private boolean holds(byte[] from, byte[] to, byte[] proof) throws Exception {
        return ShuffleVerifier.verify(
                        place,
                        Ciphertexts.decode(from, 1),
                        Ciphertexts.decode(to, 1),
                        ShuffleProof.decode(proof, count, 1),
                        entropy,
                        alone)
                .isAccepted();
    }
}
