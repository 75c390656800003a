// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.work.Work;

/**
 * What one trustee contributes to the decryption of a tally ({@code docs/protocol.md} §10): one factor per ciphertext and one proof
 * for all of them.
 *
 * <p>The weights that join the factors are hashed from the whole statement, every ciphertext and every factor included: whoever
 * could choose a ciphertext after the weights could make a wrong factor pass.
 *
 * @param factors {@code D_{i,j} = s_i*alpha_j}, in the order of the tally's ciphertexts
 * @param proof that {@code log_G V_i} is the logarithm of the weighted sum of factors to the weighted sum of alphas
 */
public record DecryptionShare(List<Point> factors, EqualityProof proof) {

    private static final String CHECK = "decryption";
    private static final String STAGE = "decrypting";
    private static final int PART = 1024;

    /** Terms of a sum: a point costs less where there are more. */
    private static final int SUM = 8192;

    private static final BigInteger LOW_128_BITS = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

    public DecryptionShare {
        factors = List.copyOf(factors);
    }

    /** The share of trustee {@code i}, from 1, whose secret is {@code s}. */
    public static DecryptionShare prove(EncryptedTally tally, int i, SecretScalar s, Entropy entropy) {
        return prove(tally, i, s, entropy, Work.ofCaller());
    }

    /** As {@link #prove(EncryptedTally, int, SecretScalar, Entropy)}, for the many ciphertexts of a ranked contest. */
    public static DecryptionShare prove(EncryptedTally tally, int i, SecretScalar s, Entropy entropy, Work work) {
        List<Ciphertext> ciphertexts = tally.ciphertexts();
        List<Point> factors = work
                .split(STAGE, ciphertexts.size(), PART, (from, to) -> {
                    List<Point> some = ciphertexts.subList(from, to).stream()
                            .map(c -> s.times(c.alpha()))
                            .toList();
                    Point.normalize(some);
                    return some;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
        Statement statement = new Statement(tally, i, s.timesG(), factors, work);
        return new DecryptionShare(factors, EqualityProof.prove(statement.transcript(), statement.base, s, entropy));
    }

    /** The factors as the artifact of a ranked contest: 64 bytes each ({@code docs/protocol.md} §12.3). */
    public byte[] writeFactors() {
        byte[] bytes = new byte[factors.size() * Point.BYTES];
        for (int j = 0; j < factors.size(); j++) {
            System.arraycopy(factors.get(j).encode(), 0, bytes, j * Point.BYTES, Point.BYTES);
        }
        return bytes;
    }

    /**
     * Reads what {@link #writeFactors} wrote.
     *
     * @throws MalformedException unless the bytes are points of 64 bytes each
     */
    public static List<Point> readFactors(byte[] bytes) throws MalformedException {
        if (bytes.length % Point.BYTES != 0) {
            throw new MalformedException("factors are not whole points");
        }
        List<Point> factors = new ArrayList<>(bytes.length / Point.BYTES);
        for (int at = 0; at < bytes.length; at += Point.BYTES) {
            factors.add(Point.decode(Arrays.copyOfRange(bytes, at, at + Point.BYTES)));
        }
        return factors;
    }

    /**
     * Whether this is the share of trustee {@code i} in the decryption of {@code tally} (check {@code decryption}).
     *
     * @param v the trustee's verification key {@code V_i}
     */
    public Verdict verify(EncryptedTally tally, int i, Point v) {
        return verify(tally, i, v, Work.ofCaller());
    }

    /** As {@link #verify(EncryptedTally, int, Point)}, for the many ciphertexts of a ranked contest. */
    public Verdict verify(EncryptedTally tally, int i, Point v, Work work) {
        if (factors.size() != tally.ciphertexts().size()) {
            return Verdict.reject(CHECK, "there are not as many factors as ciphertexts");
        }
        if (factors.stream().anyMatch(Point::isInfinity)) {
            return Verdict.reject(CHECK, "a factor is infinity");
        }
        Statement statement = new Statement(tally, i, v, factors, work);
        if (statement.base.isInfinity() || statement.sum.isInfinity()) {
            return Verdict.reject(CHECK, "the weighted sum of ciphertexts is infinity");
        }
        return proof.verify(statement.transcript(), v, statement.base, statement.sum)
                .as(CHECK);
    }

    /** Everything the proof is about; {@code base} is A* and {@code sum} is D*. */
    private static final class Statement {

        private final EncryptedTally tally;
        private final int i;
        private final Point v;
        private final byte[] digest;
        private final Point base;
        private final Point sum;

        Statement(EncryptedTally tally, int i, Point v, List<Point> factors, Work work) {
            this.tally = tally;
            this.i = i;
            this.v = v;
            this.digest = digest(tally.ciphertexts(), factors);
            List<Sums> parts = work.split(STAGE, factors.size(), SUM, (from, to) -> {
                List<Scalar> weights = weights(from, to);
                List<Point> alphas = tally.ciphertexts().subList(from, to).stream()
                        .map(Ciphertext::alpha)
                        .toList();
                return new Sums(MultiScalar.sum(weights, alphas), MultiScalar.sum(weights, factors.subList(from, to)));
            });
            this.base = parts.stream().map(Sums::base).reduce(Point.INFINITY, Point::plus);
            this.sum = parts.stream().map(Sums::sum).reduce(Point.INFINITY, Point::plus);
        }

        private record Sums(Point base, Point sum) {}

        private static byte[] digest(List<Ciphertext> ciphertexts, List<Point> factors) {
            MessageDigest digest = Sha256.digest();
            for (int j = 0; j < factors.size(); j++) {
                digest.update(ciphertexts.get(j).alpha().encode());
                digest.update(ciphertexts.get(j).beta().encode());
                digest.update(factors.get(j).encode());
            }
            return digest.digest();
        }

        private Transcript bound(String tag) {
            return tally.transcript(tag).integer(i).point(v).bytes(digest);
        }

        /** {@code w_j} for the ciphertexts from {@code from}, counted from 0. */
        private List<Scalar> weights(int from, int to) {
            List<Scalar> weights = new ArrayList<>(to - from);
            Transcript front = bound("decryption-weights");
            for (int j = from + 1; j <= to; j++) {
                BigInteger hash = front.integer(j).toScalar().toBigInteger();
                weights.add(Scalar.of(hash.and(LOW_128_BITS)));
            }
            return weights;
        }

        Transcript transcript() {
            return bound("decryption").point(base).point(sum);
        }
    }
}
