// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

/**
 * A proof that its maker knows {@code x} in {@code X = x*G} (Schnorr, {@code docs/protocol.md} §6); a ballot's signature is one
 * too.
 *
 * <p>What it binds is up to the caller: a transcript {@code before} that must hold {@code X} and all of the statement, after it
 * {@code W}, and where the protocol puts something behind {@code W}, one more part {@code after}.
 *
 * @param w the commitment {@code W = z*G - c*X}, never infinity
 * @param z the response
 */
public record KnowledgeProof(Point w, Scalar z) {

    private static final Verdict.Rejected FALSE =
            new Verdict.Rejected("proof-knowledge", "the equation of the proof does not hold");

    /** @throws IllegalArgumentException if {@code w} is infinity */
    public KnowledgeProof {
        if (w.isInfinity()) {
            throw new IllegalArgumentException("a commitment is not infinity");
        }
    }

    /** Proves knowledge of {@code x}, bound to {@code before}. */
    public static KnowledgeProof prove(Transcript before, SecretScalar x, Entropy entropy) {
        return make(before, null, x, entropy);
    }

    /** Proves knowledge of {@code x}, bound to {@code before} and {@code after}. */
    public static KnowledgeProof prove(Transcript before, byte[] after, SecretScalar x, Entropy entropy) {
        return make(before, after, x, entropy);
    }

    private static KnowledgeProof make(Transcript before, byte @Nullable [] after, SecretScalar x, Entropy entropy) {
        SecretScalar nonce = Nonces.draw(x, after == null ? before : before.bytes(after), entropy);
        Point w = nonce.timesG();
        Scalar c = challenge(before, after, w);
        return new KnowledgeProof(w, nonce.plus(x.times(c)).declassify());
    }

    /** Whether this proves, bound to {@code before}, knowledge of the logarithm of {@code x}. */
    @CheckReturnValue
    public Verdict verify(Transcript before, Point x) {
        return verdict(equations(before, null, x));
    }

    /** Whether this proves, bound to {@code before} and {@code after}, knowledge of the logarithm of {@code x}. */
    @CheckReturnValue
    public Verdict verify(Transcript before, byte[] after, Point x) {
        return verdict(equations(before, after, x));
    }

    /** Leaves the question of {@link #verify(Transcript, Point)} to {@code batch}. */
    public <O> void addTo(Batch<O> batch, O owner, Transcript before, Point x) {
        batch.add(owner, FALSE, equations(before, null, x));
    }

    /** Leaves the question of {@link #verify(Transcript, byte[], Point)} to {@code batch}. */
    public <O> void addTo(Batch<O> batch, O owner, Transcript before, byte[] after, Point x) {
        batch.add(owner, FALSE, equations(before, after, x));
    }

    private static Verdict verdict(List<Equation> equations) {
        return Claimed.all(equations).holds() ? Verdict.accept() : FALSE;
    }

    /** {@code z*G = W + c*X}; none, which is a rejection, if {@code x} is infinity. */
    private List<Equation> equations(Transcript before, byte @Nullable [] after, Point x) {
        if (x.isInfinity()) {
            return List.of();
        }
        Scalar c = challenge(before, after, w);
        return List.of(new Equation().plus(z, Point.G).minus(w).minus(c, x));
    }

    static Scalar challenge(Transcript before, byte @Nullable [] after, Point w) {
        Transcript bound = before.point(w);
        return (after == null ? bound : bound.bytes(after)).toScalar();
    }
}
