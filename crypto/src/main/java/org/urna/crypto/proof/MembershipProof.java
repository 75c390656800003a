// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Combination;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;

/**
 * A proof that a ciphertext encrypts one of {@code v_0 < … < v_k}, without saying which (Cramer, Damgård and Schoenmakers,
 * {@code docs/protocol.md} §6).
 *
 * <p>It binds a transcript {@code before}, which says where the ciphertext stands (election, contest, place, credential), and
 * after it, added here: the key, the ciphertext, the values, and the commitments of all branches. The challenges of the branches
 * add up to the hash; the last one is therefore not written down, and cannot be wrong.
 *
 * @param branches the branches of all values but the greatest
 * @param last the branch of the greatest value
 */
public record MembershipProof(List<Branch> branches, Last last) {

    private static final String CHECK = "proof-membership";
    private static final Verdict.Rejected FALSE = new Verdict.Rejected(CHECK, "an equation of the proof does not hold");

    /**
     * One value's part: {@code a = z*G - c*alpha}, {@code b = z*Y - c*(beta - v*G)}.
     *
     * @param a first commitment, never infinity
     * @param b second commitment, never infinity
     * @param c this branch's share of the challenge
     * @param z the response
     */
    public record Branch(Point a, Point b, Scalar c, Scalar z) {

        /** @throws IllegalArgumentException if a commitment is infinity */
        public Branch {
            requireFinite(a, b);
        }
    }

    /**
     * The part of the greatest value, whose share of the challenge is what the others leave.
     *
     * @param a first commitment, never infinity
     * @param b second commitment, never infinity
     * @param z the response
     */
    public record Last(Point a, Point b, Scalar z) {

        /** @throws IllegalArgumentException if a commitment is infinity */
        public Last {
            requireFinite(a, b);
        }
    }

    private static void requireFinite(Point a, Point b) {
        if (a.isInfinity() || b.isInfinity()) {
            throw new IllegalArgumentException("a commitment is not infinity");
        }
    }

    public MembershipProof {
        branches = List.copyOf(branches);
    }

    /** Number of values that the proof is about. */
    public int size() {
        return branches.size() + 1;
    }

    /**
     * Proves that {@code ciphertext}, which {@code opening} opens, encrypts one of {@code values}.
     *
     * <p>Every branch takes the same steps, the true one included, and every multiplication by a secret is regular; {@code true}
     * branch and simulated ones differ in values only.
     *
     * @param values ascending and distinct
     * @throws IllegalArgumentException if the values are not, or the number encrypted is none of them
     */
    public static MembershipProof prove(
            Transcript before,
            Encryption encryption,
            Ciphertext ciphertext,
            List<Long> values,
            Opening opening,
            Entropy entropy) {
        Transcript statement = statement(before, encryption.key(), ciphertext, requireAscending(values));
        return new MembershipProver(statement, encryption, values, opening, entropy).prove();
    }

    /**
     * Whether this proves, bound to {@code before}, that {@code ciphertext} encrypts under {@code key} one of {@code values}.
     *
     * @param values ascending and distinct
     */
    @CheckReturnValue
    public Verdict verify(Transcript before, Point key, Ciphertext ciphertext, List<Long> values) {
        Verdict form = form(key, ciphertext, values);
        if (!form.isAccepted()) {
            return form;
        }
        return claim(before, key, Combination.of(ciphertext), values).holds() ? Verdict.accept() : FALSE;
    }

    /** Leaves the question of {@link #verify} to {@code batch}. */
    public <O> void addTo(
            Batch<O> batch, O owner, Transcript before, Point key, Ciphertext ciphertext, List<Long> values) {
        addTo(batch, owner, before, key, Combination.of(ciphertext), values);
    }

    /** Leaves the question of {@link #verify}, of a ciphertext with known parts, to {@code batch}. */
    public <O> void addTo(
            Batch<O> batch, O owner, Transcript before, Point key, Combination ciphertext, List<Long> values) {
        if (form(key, ciphertext.value(), values) instanceof Verdict.Rejected rejected) {
            batch.reject(owner, rejected);
        } else {
            batch.add(owner, FALSE, claim(before, key, ciphertext, values));
        }
    }

    private Verdict form(Point key, Ciphertext ciphertext, List<Long> values) {
        if (requireAscending(values).size() != size()) {
            return Verdict.reject(CHECK, "the proof has not as many branches as there are values");
        }
        if (key.isInfinity() || !ciphertext.isFinite()) {
            return Verdict.reject(CHECK, "the key or the ciphertext is infinity");
        }
        return Verdict.accept();
    }

    private Claimed claim(Transcript before, Point key, Combination ciphertext, List<Long> values) {
        Scalar rest = challenge(before, key, ciphertext.value(), values);
        List<Branch> all = new ArrayList<>(size());
        for (Branch branch : branches) {
            all.add(branch);
            rest = rest.minus(branch.c());
        }
        all.add(new Branch(last.a(), last.b(), rest, last.z()));
        return new MembershipClaim(key, ciphertext, values, all);
    }

    Scalar challenge(Transcript before, Point key, Ciphertext ciphertext, List<Long> values) {
        Point[] commitments = new Point[2 * size()];
        for (int j = 0; j < branches.size(); j++) {
            commitments[2 * j] = branches.get(j).a();
            commitments[2 * j + 1] = branches.get(j).b();
        }
        commitments[commitments.length - 2] = last.a();
        commitments[commitments.length - 1] = last.b();
        return statement(before, key, ciphertext, values).points(commitments).toScalar();
    }

    private static Transcript statement(Transcript before, Point key, Ciphertext ciphertext, List<Long> values) {
        Transcript statement = before.points(key, ciphertext.alpha(), ciphertext.beta());
        for (long value : values) {
            statement = statement.integer(value);
        }
        return statement;
    }

    private static List<Long> requireAscending(List<Long> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no value to choose from");
        }
        for (int j = 1; j < values.size(); j++) {
            if (values.get(j - 1) >= values.get(j)) {
                throw new IllegalArgumentException("values are not ascending");
            }
        }
        return values;
    }
}
