// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

/**
 * A proof that {@code X = x*G} and {@code D = x*A} for one {@code x} (Chaum and Pedersen, {@code docs/protocol.md} §6).
 *
 * <p>What it binds is up to the caller: a transcript {@code before} that must hold {@code X}, {@code A}, {@code D} and all else
 * of the statement, and after it {@code W} and {@code W'}.
 *
 * @param w the commitment {@code W = z*G - c*X}, never infinity
 * @param w2 the commitment {@code W' = z*A - c*D}, never infinity
 * @param z the response
 */
public record EqualityProof(Point w, Point w2, Scalar z) {

    private static final Verdict.Rejected FALSE =
            new Verdict.Rejected("proof-equality", "an equation of the proof does not hold");

    /** @throws IllegalArgumentException if a commitment is infinity */
    public EqualityProof {
        if (w.isInfinity() || w2.isInfinity()) {
            throw new IllegalArgumentException("a commitment is not infinity");
        }
    }

    /**
     * Proves that {@code x*G} and {@code x*a} have the same logarithm, bound to {@code before}.
     *
     * @throws IllegalArgumentException if {@code a} is infinity
     */
    public static EqualityProof prove(Transcript before, Point a, SecretScalar x, Entropy entropy) {
        SecretScalar nonce = Nonces.draw(x, before, entropy);
        Point w = nonce.timesG();
        Point w2 = nonce.times(a);
        if (w2.isInfinity()) {
            throw new IllegalArgumentException("infinity is no base");
        }
        Scalar c = challenge(before, w, w2);
        return new EqualityProof(w, w2, nonce.plus(x.times(c)).declassify());
    }

    /** Whether this proves, bound to {@code before}, that {@code x} to the base point is as {@code d} to {@code a}. */
    @CheckReturnValue
    public Verdict verify(Transcript before, Point x, Point a, Point d) {
        return Claimed.all(equations(before, x, a, d)).holds() ? Verdict.accept() : FALSE;
    }

    /** Leaves the question of {@link #verify} to {@code batch}. */
    public <O> void addTo(Batch<O> batch, O owner, Transcript before, Point x, Point a, Point d) {
        batch.add(owner, FALSE, equations(before, x, a, d));
    }

    /** {@code z*G = W + c*X} and {@code z*A = W' + c*D}; none, which is a rejection, if a point of the statement is infinity. */
    private List<Equation> equations(Transcript before, Point x, Point a, Point d) {
        if (x.isInfinity() || a.isInfinity() || d.isInfinity()) {
            return List.of();
        }
        Scalar c = challenge(before, w, w2);
        return List.of(
                new Equation().plus(z, Point.G).minus(w).minus(c, x),
                new Equation().plus(z, a).minus(w2).minus(c, d));
    }

    static Scalar challenge(Transcript before, Point w, Point w2) {
        return before.point(w).point(w2).toScalar();
    }
}
