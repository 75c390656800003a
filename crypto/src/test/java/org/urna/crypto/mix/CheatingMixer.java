// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.work.Work;

/**
 * The prover of {@code docs/protocol.md} §10 written down once more, plainly and with public arithmetic, for matrices {@code B} that need
 * not be permutations: commitments {@code c_j = r_j*G + Σ_i C_ij*h_i}, weights {@code u' = B*u}, outputs by the inverse transpose of
 * {@code B}. It cheats where the matrices do; with a permutation it is honest.
 */
final class CheatingMixer {

    private final MixPlace place;
    private final Generators generators;
    private final Ciphertexts input;
    private final int n;
    private final Scalar[][] committed;
    private final Scalar[][] applied;
    private final Scalar[][] outputs;

    /**
     * A mixer that commits to one matrix and applies another.
     *
     * @param committed columns of the commitments
     * @param applied of the weights
     * @param outputs rows of the outputs: the inverse transpose of {@code applied}, or else it fails for that alone
     */
    CheatingMixer(
            MixPlace place,
            Generators generators,
            Ciphertexts input,
            Scalar[][] committed,
            Scalar[][] applied,
            Scalar[][] outputs) {
        this.place = place;
        this.generators = generators;
        this.input = input;
        this.n = input.size();
        this.committed = committed;
        this.applied = applied;
        this.outputs = outputs;
    }

    static Scalar random() {
        return Scalar.of(new BigInteger(1, MixFixture.ENTROPY.bytes(32)));
    }

    private static Scalar[] randoms(int count) {
        Scalar[] some = new Scalar[count];
        for (int i = 0; i < count; i++) {
            some[i] = random();
        }
        return some;
    }

    /**
     * Mixes and proves.
     *
     * @param fakeLastLink whether the last link of the chain commits to the product of the weights that there should be
     */
    Shuffled shuffle(boolean fakeLastLink) {
        Scalar[] rOutput = randoms(n);
        Scalar[] r = randoms(n);
        List<List<Ciphertext>> mixed = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            MultiScalar alpha = new MultiScalar();
            MultiScalar beta = new MultiScalar();
            for (int j = 0; j < n; j++) {
                alpha.add(outputs[i][j], input.alpha(j, 0));
                beta.add(outputs[i][j], input.beta(j, 0));
            }
            alpha.add(rOutput[i], Point.G);
            beta.add(rOutput[i], place.key());
            mixed.add(List.of(new Ciphertext(alpha.result(), beta.result())));
        }
        Ciphertexts output = Ciphertexts.of(mixed, 1);
        List<Point> c = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            Point sum = Point.G.times(r[j]);
            for (int i = 0; i < n; i++) {
                sum = sum.plus(generators.get(i + 1).times(committed[i][j]));
            }
            c.add(sum);
        }
        return prove(output, rOutput, r, bytes(c), fakeLastLink);
    }

    private Shuffled prove(Ciphertexts output, Scalar[] rOutput, Scalar[] r, byte[] c, boolean fakeLastLink) {
        byte[] weights = place.weights(input, output, c, Work.ofCaller());
        Scalar[] u = new Scalar[n];
        Scalar product = Scalar.ONE;
        for (int j = 0; j < n; j++) {
            u[j] = MixPlace.weight(weights, j);
            product = product.times(u[j]);
        }
        Scalar[] uPrime = new Scalar[n];
        for (int i = 0; i < n; i++) {
            uPrime[i] = Scalar.ZERO;
            for (int j = 0; j < n; j++) {
                uPrime[i] = uPrime[i].plus(applied[i][j].times(u[j]));
            }
        }
        Scalar[] rChain = randoms(n);
        List<Point> links = new ArrayList<>(List.of(generators.h()));
        Scalar known = Scalar.ZERO;
        for (int i = 0; i < n; i++) {
            links.add(Point.G.times(rChain[i]).plus(links.get(i).times(uPrime[i])));
            known = rChain[i].plus(uPrime[i].times(known));
        }
        if (fakeLastLink) {
            known = random();
            links.set(n, Point.G.times(known).plus(generators.h().times(product)));
        }
        Scalar[] omega = randoms(4);
        Scalar[] omegaChain = randoms(n);
        Scalar[] omegaPrime = randoms(n);
        byte[] chain = bytes(links.subList(1, n + 1));
        byte[] few = few(output, omega, omegaPrime);
        List<Point> tChain = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            tChain.add(Point.G.times(omegaChain[i]).plus(links.get(i).times(omegaPrime[i])));
        }
        byte[] many = bytes(tChain);
        Transcript statement = place.statement(input, output, c, chain);
        Scalar gamma = MixPlace.challenge(statement, few, many);
        List<Scalar> s = new ArrayList<>();
        s.add(omega[0].plus(gamma.times(dot(r, null))));
        s.add(omega[1].plus(gamma.times(known)));
        s.add(omega[2].plus(gamma.times(dot(r, u))));
        s.add(omega[3].plus(gamma.times(dot(rOutput, uPrime))));
        for (int i = 0; i < n; i++) {
            s.add(omegaChain[i].plus(gamma.times(rChain[i])));
        }
        for (int i = 0; i < n; i++) {
            s.add(omegaPrime[i].plus(gamma.times(uPrime[i])));
        }
        byte[] responses = new byte[32 * s.size()];
        for (int i = 0; i < s.size(); i++) {
            System.arraycopy(s.get(i).encode(), 0, responses, 32 * i, 32);
        }
        return new Shuffled(output, ShuffleProof.of(n, 1, c, chain, few, many, responses));
    }

    private byte[] few(Ciphertexts output, Scalar[] omega, Scalar[] omegaPrime) {
        Point t3 = Point.G.times(omega[2]);
        Point alpha = Point.G.times(omega[3]).negate();
        Point beta = place.key().times(omega[3]).negate();
        for (int i = 0; i < n; i++) {
            t3 = t3.plus(generators.get(i + 1).times(omegaPrime[i]));
            alpha = alpha.plus(output.alpha(i, 0).times(omegaPrime[i]));
            beta = beta.plus(output.beta(i, 0).times(omegaPrime[i]));
        }
        return bytes(List.of(Point.G.times(omega[0]), Point.G.times(omega[1]), t3, alpha, beta));
    }

    /** The sum of {@code a_i*b_i}, or of {@code a_i} where {@code b} is null. */
    private static Scalar dot(Scalar[] a, Scalar[] b) {
        Scalar sum = Scalar.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.plus(b == null ? a[i] : a[i].times(b[i]));
        }
        return sum;
    }

    private static byte[] bytes(List<Point> points) {
        byte[] bytes = new byte[points.size() * Point.BYTES];
        Points.writeAll(points, bytes, 0);
        return bytes;
    }
}
