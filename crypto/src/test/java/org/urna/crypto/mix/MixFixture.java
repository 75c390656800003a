// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.record.Hash;
import org.urna.crypto.work.Progress;
import org.urna.crypto.work.Work;

/** An election whose key the tests know, so that they see what is mixed. */
final class MixFixture {

    static final Entropy ENTROPY = Entropy.secure();

    final SecretScalar secret = SecretScalar.random(ENTROPY);
    final MixPlace place = new MixPlace(Hash.sha256(new byte[] {2}), "council", "", 1, 2, secret.timesG());
    final Work work = new Work(
            Executors.newFixedThreadPool(2, task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }),
            2,
            Progress.NONE);

    /** Ballot {@code i}, from 0, holds the numbers {@code i*width + k + 1} times the base point. */
    Ciphertexts ballots(int n, int width) {
        Encryption encryption = Encryption.under(place.key());
        List<List<Ciphertext>> ballots = work
                .split(
                        "",
                        n,
                        64,
                        (from, to) -> IntStream.range(from, to)
                                .mapToObj(i -> IntStream.range(0, width)
                                        .mapToObj(k -> encryption.encrypt(
                                                Point.G.times(Scalar.of((long) i * width + k + 1)),
                                                SecretScalar.random(ENTROPY)))
                                        .toList())
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        return Ciphertexts.of(ballots, width);
    }

    /** Many ballots of one ciphertext each, made by addition alone: ballot {@code i}, from 0, holds {@code i + 1} times the base point. */
    Ciphertexts series(int n) {
        Ciphertext step = ballots(1, 1).get(0, 0);
        List<List<Ciphertext>> ballots = new ArrayList<>();
        Ciphertext current = step;
        for (int i = 0; i < n; i++) {
            ballots.add(List.of(current));
            current = current.plus(step);
        }
        return Ciphertexts.of(ballots, 1);
    }

    Shuffled shuffle(Ciphertexts input) {
        return ShuffleProver.shuffle(place, input, ENTROPY, work);
    }

    Verdict verify(MixPlace where, Ciphertexts input, Ciphertexts output, ShuffleProof proof) {
        return ShuffleVerifier.verify(where, input, output, proof, ENTROPY, work);
    }

    Verdict verify(Ciphertexts input, Shuffled shuffled) {
        return verify(place, input, shuffled.output(), shuffled.proof());
    }

    /** The decrypted points of every ballot. */
    List<List<Point>> decrypted(Ciphertexts ballots) {
        List<List<Point>> all = new ArrayList<>();
        for (int i = 0; i < ballots.size(); i++) {
            List<Point> ballot = new ArrayList<>();
            for (int k = 0; k < ballots.width(); k++) {
                Ciphertext c = ballots.get(i, k);
                ballot.add(c.beta().minus(secret.times(c.alpha())));
            }
            all.add(ballot);
        }
        return all;
    }
}
