// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.record.Hash;
import org.urna.crypto.work.Work;

/** Honest shuffles, and statements that are not what was proved (A6). */
class ShuffleTest {

    private final MixFixture fixture = new MixFixture();

    @ParameterizedTest(name = "{0} ballots of {1}")
    @CsvSource({"1,1", "2,1", "171,1", "1,2", "2,3", "30,2"})
    void honestShufflesHoldAndKeepTheBallots(int n, int width) throws Exception {
        Ciphertexts input = fixture.ballots(n, width);
        Shuffled shuffled = fixture.shuffle(input);
        Ciphertexts output = Ciphertexts.decode(shuffled.output().bytes(), width);
        ShuffleProof proof = ShuffleProof.decode(shuffled.proof().bytes(), n, width);
        assertThat(fixture.verify(fixture.place, input, output, proof)).isEqualTo(Verdict.accept());
        assertThat(fixture.decrypted(output)).containsExactlyInAnyOrderElementsOf(fixture.decrypted(input));
        Set<Hash> before = new TreeSet<>(Comparator.comparing(Hash::hex));
        input.all().forEach(c -> before.add(Hash.sha256(c.alpha().encode())));
        assertThat(output.all())
                .noneMatch(c -> before.contains(Hash.sha256(c.alpha().encode())));
    }

    /** A6, n = 10,000; {@code -Durna.test.shuffle} takes another number. */
    @Test
    void manyBallotsAreShuffled() {
        int n = Integer.getInteger("urna.test.shuffle", 10_000);
        Ciphertexts input = fixture.series(n);
        Shuffled shuffled = fixture.shuffle(input);
        assertThat(shuffled.output().size()).isEqualTo(n);
        assertThat(fixture.verify(input, shuffled)).isEqualTo(Verdict.accept());
    }

    /** A6, n = 0. */
    @Test
    void nothingIsNotMixed() throws Exception {
        Ciphertexts none = Ciphertexts.decode(new byte[0], 2);
        assertThat(none.size()).isZero();
        assertThatThrownBy(() -> fixture.shuffle(none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShuffleProof.decode(new byte[288 + 320], 0, 2)).hasMessageContaining("length");
        Shuffled one = fixture.shuffle(fixture.ballots(1, 2));
        assertRejected(fixture.verify(fixture.place, none, none, one.proof()), "nothing to mix");
    }

    /** A6: output = input, one ciphertext replaced, dropped, doubled, exchanged. */
    @Test
    void otherOutputsAreRejected() {
        Ciphertexts input = fixture.ballots(5, 2);
        Shuffled shuffled = fixture.shuffle(input);
        Ciphertexts output = shuffled.output();
        List<byte[]> altered = List.of(
                input.bytes(),
                with(output, 1, input, 3),
                with(output, 0, output, 1),
                Arrays.copyOf(output.bytes(), 4 * 256),
                exchanged(output),
                Arrays.copyOf(output.bytes(), 6 * 256));
        System.arraycopy(input.bytes(), 0, altered.get(5), 5 * 256, 256);
        for (byte[] bytes : altered) {
            Ciphertexts other = read(bytes, 2);
            assertRejected(fixture.verify(fixture.place, input, other, shuffled.proof()), "");
            if (!other.equals(input)) {
                assertRejected(fixture.verify(fixture.place, other, output, shuffled.proof()), "");
            }
        }
        assertRejected(fixture.verify(fixture.place, output, input, shuffled.proof()), "equations");
        assertRejected(
                fixture.verify(fixture.place, read(input.bytes(), 1), read(output.bytes(), 1), shuffled.proof()),
                "another number");
    }

    private static byte[] with(Ciphertexts list, int at, Ciphertexts other, int from) {
        byte[] bytes = list.bytes();
        System.arraycopy(other.bytes(), from * 256, bytes, at * 256, 256);
        return bytes;
    }

    private static byte[] exchanged(Ciphertexts list) {
        byte[] bytes = with(list, 0, list, 1);
        System.arraycopy(list.bytes(), 0, bytes, 256, 256);
        return bytes;
    }

    private static Ciphertexts read(byte[] bytes, int width) {
        try {
            return Ciphertexts.decode(bytes, width);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** A4, A6: replayed from another election, contest, section, step, mixer, or key. */
    @Test
    void aProofHoldsAtItsPlaceOnly() {
        Ciphertexts input = fixture.ballots(2, 1);
        Shuffled shuffled = fixture.shuffle(input);
        MixPlace p = fixture.place;
        for (MixPlace other : List.of(
                new MixPlace(Hash.sha256(new byte[] {3}), p.contest(), p.section(), p.step(), p.trustee(), p.key()),
                new MixPlace(p.election(), "deputy", p.section(), p.step(), p.trustee(), p.key()),
                new MixPlace(p.election(), p.contest(), "youth", p.step(), p.trustee(), p.key()),
                new MixPlace(p.election(), p.contest(), p.section(), 2, p.trustee(), p.key()),
                new MixPlace(p.election(), p.contest(), p.section(), p.step(), 3, p.key()),
                new MixPlace(p.election(), p.contest(), p.section(), p.step(), p.trustee(), Point.G))) {
            assertRejected(fixture.verify(other, input, shuffled.output(), shuffled.proof()), "equations");
        }
        assertThat(fixture.verify(input, shuffled)).isEqualTo(Verdict.accept());
    }

    @Test
    void everyMixerFindsItsOwnOrder() {
        Ciphertexts input = fixture.ballots(3, 1);
        Set<List<?>> orders = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            orders.add(Arrays.stream(Permutation.random(3, MixFixture.ENTROPY))
                    .boxed()
                    .toList());
        }
        assertThat(orders).hasSize(6);
        Shuffled first = fixture.shuffle(input);
        assertThat(first.output()).isNotEqualTo(fixture.shuffle(input).output());
    }

    @Test
    void permutationsAreUniform() {
        int[] counts = new int[6];
        for (int i = 0; i < 6000; i++) {
            int[] p = Permutation.random(3, MixFixture.ENTROPY);
            counts[2 * p[0] + (p[1] > p[2] ? 1 : 0)]++;
        }
        // Five standard deviations: 1 run in 290,000 of an honest permutation fails.
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> Math.abs(count - 1000) < 145);
    }

    @Test
    void generatorsAreThoseOfTheProtocolHoweverManyAreAskedFor() {
        Generators few = Generators.upTo(2, Work.ofCaller());
        Generators many = Generators.upTo(1200, fixture.work);
        assertThat(few.h())
                .isEqualTo(Transcript.of("shuffle-generator").integer(0).toPoint());
        for (int i : new int[] {1, 2, 511, 512, 513, 1200}) {
            assertThat(many.get(i))
                    .isEqualTo(Transcript.of("shuffle-generator").integer(i).toPoint());
        }
        assertThat(few.get(2)).isEqualTo(many.get(2));
    }

    /** A4: every field of a proof altered. */
    @Test
    void everyFieldOfAProofMatters() throws Exception {
        int n = 2;
        for (int width : new int[] {1, 2}) {
            Ciphertexts input = fixture.ballots(n, width);
            Shuffled shuffled = fixture.shuffle(input);
            byte[] honest = shuffled.proof().bytes();
            int points = 3 * n + 3 + 2 * width;
            int scalars = 2 * n + 3 + width;
            assertThat(honest).hasSize(64 * points + 32 * scalars);
            for (int i = 0; i < points + scalars; i++) {
                byte[] bytes = honest.clone();
                int at = i < points ? 64 * i : 64 * points + 32 * (i - points);
                byte[] altered = i < points
                        ? Points.readAt(bytes, at).plus(Point.G).encode()
                        : Points.readScalarAt(bytes, at).plus(Scalar.ONE).encode();
                System.arraycopy(altered, 0, bytes, at, altered.length);
                ShuffleProof proof = ShuffleProof.decode(bytes, n, width);
                assertRejected(fixture.verify(fixture.place, input, shuffled.output(), proof), "equations");
            }
        }
    }

    @Test
    void onlyWholeCanonicalProofsAreRead() {
        byte[] honest = fixture.shuffle(fixture.ballots(2, 1)).proof().bytes();
        byte[] offCurve = honest.clone();
        offCurve[63] ^= 1;
        byte[] zeros = honest.clone();
        Arrays.fill(zeros, 0, 64, (byte) 0);
        byte[] large = honest.clone();
        Arrays.fill(large, large.length - 32, large.length, (byte) 255);
        for (byte[] bytes : List.of(
                offCurve,
                zeros,
                large,
                new byte[0],
                Arrays.copyOf(honest, honest.length - 1),
                Arrays.copyOf(honest, honest.length + 1))) {
            assertThatThrownBy(() -> ShuffleProof.decode(bytes, 2, 1)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> ShuffleProof.decode(honest, 1, 1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Ciphertexts.decode(new byte[127], 1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Ciphertexts.decode(new byte[128], 1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Ciphertexts.decode(new byte[128], 0)).isInstanceOf(MalformedException.class);
    }

    static void assertRejected(Verdict verdict, String reason) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
            assertThat(rejected.check()).isEqualTo("shuffle");
            assertThat(rejected.reason()).contains(reason);
        });
    }
}
