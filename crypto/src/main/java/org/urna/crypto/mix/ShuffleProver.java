// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.FixedBase;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretMultiples;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.Nonces;
import org.urna.crypto.work.Work;

/**
 * A mixer's work on one contest ({@code docs/protocol.md} §10): permutes, re-encrypts, proves. One object per shuffle; its letters are
 * the protocol's, its indices begin at 0.
 *
 * <p>The links {@code ĉ_i} of the chain are computed as {@code a_i*G + b_i*h} with {@code a_i = r̂_i + u'_i*a_{i-1}} and
 * {@code b_i = u'_i*b_{i-1}}, and {@code t̂_i} likewise, so that all secret multiplications but those in three sums are of the points
 * {@code G}, {@code Y} and {@code h}. All are done by {@link SecretMultiples}, which is regular. What that does not cover: the permutation is
 * applied by array index.
 *
 * <p>Memory for 100,000 ballots of one component: about 200 MB, of which 50 MB are input, output and proof.
 */
public final class ShuffleProver {

    private static final int PART = 512;
    private static final int SUM_PART = 2048;
    private static final String MIXING = "mixing";
    private static final String PROVING = "proving";

    private final MixPlace place;
    private final Ciphertexts input;
    private final Generators generators;
    private final Entropy entropy;
    private final Work work;
    private final FixedBase y;
    private final SecretMultiples manyY;
    private final SecretMultiples manyH;
    private final int n;
    private final int w;
    private final int[] psi;

    private final SecretScalar[] rOutput; // r'_{i,k} at i*w + k
    private final SecretScalar[] r; // by input
    private final SecretScalar[] a; // a[i + 1] and b[i + 1] are of link i
    private final SecretScalar[] b;
    private final SecretScalar[] rChain;
    private final SecretScalar[] omegaChain;
    private final SecretScalar[] omegaPrime;

    private ShuffleProver(MixPlace place, Ciphertexts input, Generators generators, Entropy entropy, Work work) {
        this.place = place;
        this.input = input;
        this.generators = generators;
        this.entropy = entropy;
        this.work = work;
        this.y = FixedBase.of(place.key());
        this.manyY = SecretMultiples.of(place.key());
        this.manyH = SecretMultiples.of(generators.h());
        this.n = input.size();
        this.w = input.width();
        this.psi = Permutation.random(n, entropy);
        this.rOutput = new SecretScalar[n * w];
        this.r = new SecretScalar[n];
        this.a = new SecretScalar[n + 1];
        this.b = new SecretScalar[n + 1];
        this.rChain = new SecretScalar[n];
        this.omegaChain = new SecretScalar[n];
        this.omegaPrime = new SecretScalar[n];
    }

    /**
     * Shuffles.
     *
     * @param place where in the election; the proof holds nowhere else
     * @param input what the mixer before put out, or the ballots in log order
     * @throws IllegalArgumentException if there are no ballots: nothing is mixed then
     */
    public static Shuffled shuffle(MixPlace place, Ciphertexts input, Entropy entropy, Work work) {
        return shuffle(place, input, Generators.upTo(input.size(), work), entropy, work);
    }

    static Shuffled shuffle(MixPlace place, Ciphertexts input, Generators generators, Entropy entropy, Work work) {
        if (input.size() == 0) {
            throw new IllegalArgumentException("there is nothing to mix");
        }
        return new ShuffleProver(place, input, generators, entropy, work).run();
    }

    private Shuffled run() {
        Ciphertexts output = output();
        byte[] c = commitments();
        byte[] u = place.weights(input, output, c, work);
        byte[] chain = chain(u);
        Transcript statement = place.statement(input, output, c, chain);
        SecretScalar[] omega = new SecretScalar[3];
        for (int j = 0; j < omega.length; j++) {
            omega[j] = nonce(statement, r[0], "t", j + 1);
        }
        SecretScalar[] omega4 = new SecretScalar[w];
        for (int k = 0; k < w; k++) {
            omega4[k] = nonce(statement, rOutput[k], "t4", k + 1);
        }
        byte[] many = chainCommitments(statement);
        byte[] few = fewCommitments(output, omega, omega4);
        Scalar gamma = MixPlace.challenge(statement, few, many);
        byte[] responses = responses(u, gamma, omega, omega4);
        return new Shuffled(output, ShuffleProof.of(n, w, c, chain, few, many, responses));
    }

    /** {@code e'_i = e_ψ(i) + Enc(0; r'_i)}. */
    private Ciphertexts output() {
        byte[] bytes = new byte[n * w * Ciphertexts.BYTES];
        work.each(MIXING, n, PART, (from, to) -> {
            List<SecretScalar> fresh = new ArrayList<>();
            List<Point> alphas = new ArrayList<>();
            List<Point> betas = new ArrayList<>();
            for (int i = from; i < to; i++) {
                for (int k = 0; k < w; k++) {
                    rOutput[i * w + k] = SecretScalar.random(entropy);
                    fresh.add(rOutput[i * w + k]);
                    alphas.add(input.alpha(psi[i], k));
                    betas.add(input.beta(psi[i], k));
                }
            }
            List<Point> mixedAlphas = SecretMultiples.G.plus(alphas, fresh);
            List<Point> mixedBetas = manyY.plus(betas, fresh);
            for (int j = 0; j < fresh.size(); j++) {
                Points.write(mixedAlphas.get(j), bytes, 2 * (from * w + j));
                Points.write(mixedBetas.get(j), bytes, 2 * (from * w + j) + 1);
            }
        });
        return Ciphertexts.ofWritten(bytes, w);
    }

    /** {@code c_ψ(i) = r_ψ(i)*G + h_i}. */
    private byte[] commitments() {
        byte[] bytes = new byte[n * Point.BYTES];
        work.each(PROVING, n, PART, (from, to) -> {
            List<SecretScalar> fresh = new ArrayList<>();
            List<Point> bases = new ArrayList<>();
            for (int i = from; i < to; i++) {
                r[psi[i]] = SecretScalar.random(entropy);
                fresh.add(r[psi[i]]);
                bases.add(generators.get(i + 1));
            }
            List<Point> points = SecretMultiples.G.plus(bases, fresh);
            for (int i = from; i < to; i++) {
                Points.write(points.get(i - from), bytes, psi[i]);
            }
        });
        return bytes;
    }

    private SecretScalar uPrime(byte[] u, int i) {
        return SecretScalar.of(MixPlace.weight(u, psi[i]));
    }

    /** {@code ĉ_i = r̂_i*G + u'_i*ĉ_{i-1}}. */
    private byte[] chain(byte[] u) {
        a[0] = SecretScalar.of(0);
        b[0] = SecretScalar.of(1);
        for (int i = 0; i < n; i++) {
            SecretScalar uPrime = uPrime(u, i);
            rChain[i] = SecretScalar.random(entropy);
            a[i + 1] = rChain[i].plus(uPrime.times(a[i]));
            b[i + 1] = uPrime.times(b[i]);
        }
        byte[] bytes = new byte[n * Point.BYTES];
        work.each(PROVING, n, PART, (from, to) -> {
            List<SecretScalar> ofG = Arrays.asList(a).subList(from + 1, to + 1);
            List<SecretScalar> ofH = Arrays.asList(b).subList(from + 1, to + 1);
            Points.writeAll(SecretMultiples.G.plus(ofG, manyH, ofH), bytes, from);
        });
        return bytes;
    }

    /** {@code t̂_i = ω̂_i*G + ω'_i*ĉ_{i-1}}; also draws {@code ω̂} and {@code ω'}. */
    private byte[] chainCommitments(Transcript statement) {
        byte[] bytes = new byte[n * Point.BYTES];
        work.each(PROVING, n, PART, (from, to) -> {
            List<SecretScalar> ofG = new ArrayList<>();
            List<SecretScalar> ofH = new ArrayList<>();
            for (int i = from; i < to; i++) {
                omegaChain[i] = nonce(statement, rChain[i], "chain", i + 1);
                omegaPrime[i] = nonce(statement, rOutput[i * w], "permutation", i + 1);
                ofG.add(omegaChain[i].plus(omegaPrime[i].times(a[i])));
                ofH.add(omegaPrime[i].times(b[i]));
            }
            Points.writeAll(SecretMultiples.G.plus(ofG, manyH, ofH), bytes, from);
        });
        return bytes;
    }

    private SecretScalar nonce(Transcript statement, SecretScalar witness, String name, int index) {
        return Nonces.draw(witness, statement.text(name).integer(index), entropy);
    }

    /** {@code t_1, t_2, t_3, t_4,1 …}. */
    private byte[] fewCommitments(Ciphertexts output, SecretScalar[] omega, SecretScalar[] omega4) {
        List<Point> points = new ArrayList<>();
        points.add(omega[0].timesG());
        points.add(omega[1].timesG());
        points.add(omega[2].timesG().plus(sum(i -> generators.get(i + 1))));
        for (int k = 0; k < w; k++) {
            int component = k;
            SecretScalar minus = omega4[k].negate();
            points.add(minus.timesG().plus(sum(i -> output.alpha(i, component))));
            points.add(y.times(minus).plus(sum(i -> output.beta(i, component))));
        }
        byte[] bytes = new byte[points.size() * Point.BYTES];
        Points.writeAll(points, bytes, 0);
        return bytes;
    }

    /** {@code Σ ω'_i*point_i}: generators of which nobody knows a logarithm, or ciphertexts that were encrypted anew just now. */
    private Point sum(Sums.Term points) {
        return work
                .split(PROVING, n, SUM_PART, (from, to) -> {
                    List<Point> some = new ArrayList<>();
                    for (int i = from; i < to; i++) {
                        some.add(points.at(i));
                    }
                    return SecretMultiples.sum(Arrays.asList(omegaPrime).subList(from, to), some);
                })
                .stream()
                .reduce(Point.INFINITY, Point::plus);
    }

    /** {@code s_1, s_2, s_3, s_4,1 …, ŝ_1 …, s'_1 …}. */
    private byte[] responses(byte[] u, Scalar gamma, SecretScalar[] omega, SecretScalar[] omega4) {
        SecretScalar sumR = SecretScalar.of(0);
        SecretScalar sumRu = SecretScalar.of(0);
        SecretScalar[] sumOutput = new SecretScalar[w];
        Arrays.fill(sumOutput, SecretScalar.of(0));
        for (int i = 0; i < n; i++) {
            sumR = sumR.plus(r[i]);
            sumRu = sumRu.plus(r[i].times(MixPlace.weight(u, i)));
            for (int k = 0; k < w; k++) {
                sumOutput[k] = sumOutput[k].plus(rOutput[i * w + k].times(uPrime(u, i)));
            }
        }
        byte[] bytes = new byte[(3 + w + 2 * n) * Scalar.BYTES];
        put(bytes, 0, omega[0].plus(sumR.times(gamma)));
        put(bytes, 1, omega[1].plus(a[n].times(gamma))); // a_N is the sum of all r̂_i*v_i
        put(bytes, 2, omega[2].plus(sumRu.times(gamma)));
        for (int k = 0; k < w; k++) {
            put(bytes, 3 + k, omega4[k].plus(sumOutput[k].times(gamma)));
        }
        for (int i = 0; i < n; i++) {
            put(bytes, 3 + w + i, omegaChain[i].plus(rChain[i].times(gamma)));
            put(bytes, 3 + w + n + i, omegaPrime[i].plus(uPrime(u, i).times(gamma)));
        }
        return bytes;
    }

    private static void put(byte[] bytes, int place, SecretScalar response) {
        System.arraycopy(response.declassify().encode(), 0, bytes, place * Scalar.BYTES, Scalar.BYTES);
    }
}
