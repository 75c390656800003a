// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
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
    private static final BigInteger LOW_128_BITS = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

    public DecryptionShare {
        factors = List.copyOf(factors);
    }

    /** The share of trustee {@code i}, from 1, whose secret is {@code s}. */
    public static DecryptionShare prove(EncryptedTally tally, int i, SecretScalar s, Entropy entropy) {
        List<Point> factors =
                tally.ciphertexts().stream().map(c -> s.times(c.alpha())).toList();
        Statement statement = new Statement(tally, i, s.timesG(), factors);
        return new DecryptionShare(factors, EqualityProof.prove(statement.transcript(), statement.base, s, entropy));
    }

    /**
     * Whether this is the share of trustee {@code i} in the decryption of {@code tally} (check {@code decryption}).
     *
     * @param v the trustee's verification key {@code V_i}
     */
    public Verdict verify(EncryptedTally tally, int i, Point v) {
        if (factors.size() != tally.ciphertexts().size()) {
            return Verdict.reject(CHECK, "there are not as many factors as ciphertexts");
        }
        if (factors.stream().anyMatch(Point::isInfinity)) {
            return Verdict.reject(CHECK, "a factor is infinity");
        }
        Statement statement = new Statement(tally, i, v, factors);
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

        Statement(EncryptedTally tally, int i, Point v, List<Point> factors) {
            this.tally = tally;
            this.i = i;
            this.v = v;
            this.digest = digest(tally.ciphertexts(), factors);
            List<Scalar> weights = weights(factors.size());
            this.base = MultiScalar.sum(
                    weights, tally.ciphertexts().stream().map(Ciphertext::alpha).toList());
            this.sum = MultiScalar.sum(weights, factors);
        }

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

        private List<Scalar> weights(int count) {
            List<Scalar> weights = new ArrayList<>(count);
            for (int j = 1; j <= count; j++) {
                BigInteger hash =
                        bound("decryption-weights").integer(j).toScalar().toBigInteger();
                weights.add(Scalar.of(hash.and(LOW_128_BITS)));
            }
            return weights;
        }

        Transcript transcript() {
            return bound("decryption").point(base).point(sum);
        }
    }
}
