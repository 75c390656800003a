// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
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

/** The decryption of so many ciphertexts that they are worked on in parts, as those of a ranked contest are. */
class RankedDecryptionTest {

    private static final Entropy ENTROPY = Entropy.secure();
    private static final int MANY = 1030;

    private final SecretScalar constant = SecretScalar.random(ENTROPY);
    private final SecretScalar slope = SecretScalar.random(ENTROPY);
    private final List<Point> plain = IntStream.rangeClosed(1, MANY)
            .mapToObj(i -> Point.G.times(Scalar.of(i)))
            .toList();
    private final EncryptedTally tally = new EncryptedTally(
            Hash.sha256(new byte[] {4}), "leader", "", encrypted(Encryption.under(constant.timesG())));

    private List<Ciphertext> encrypted(Encryption encryption) {
        return plain.stream()
                .map(point -> encryption.encrypt(point, SecretScalar.random(ENTROPY)))
                .toList();
    }

    /** Shares of a polynomial of degree one: any two of them decrypt. */
    private SecretScalar secret(int trustee) {
        return constant.plus(slope.times(Scalar.of(trustee)));
    }

    @Test
    void aListLongerThanOnePartIsDecryptedAndEveryFactorIsBound() throws Exception {
        List<Long> told = new ArrayList<>();
        Progress progress = (stage, done, of) -> told.add(done);
        Work work = new Work(Runnable::run, 2, progress);
        SortedMap<Integer, DecryptionShare> shares = new TreeMap<>();
        for (int trustee : new int[] {1, 3}) {
            DecryptionShare share = DecryptionShare.prove(tally, trustee, secret(trustee), ENTROPY, work);
            assertThat(share.verify(tally, trustee, secret(trustee).timesG(), work))
                    .isEqualTo(Verdict.accept());
            assertThat(DecryptionShare.readFactors(share.writeFactors())).isEqualTo(share.factors());
            shares.put(trustee, share);
        }
        assertThat(told).contains((long) MANY);
        assertThat(TallyDecryption.points(tally, shares, work)).isEqualTo(plain);
        for (int j : new int[] {0, 1023, 1024, MANY - 1}) {
            List<Point> factors = new ArrayList<>(shares.get(1).factors());
            factors.set(j, factors.get(j).plus(Point.G));
            Verdict verdict = new DecryptionShare(factors, shares.get(1).proof())
                    .verify(tally, 1, secret(1).timesG(), work);
            assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    void onlyWholePointsAreFactors() {
        byte[] bytes = new byte[64];
        assertThatThrownBy(() -> DecryptionShare.readFactors(bytes)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> DecryptionShare.readFactors(new byte[63])).isInstanceOf(MalformedException.class);
    }
}
