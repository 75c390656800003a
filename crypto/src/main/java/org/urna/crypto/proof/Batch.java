// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.MultiScalar;

/**
 * Checks the equations of many proofs at once: each is multiplied by a random weight of 128 bits, drawn after all of them are
 * known, and the sum must be infinity. A false equation passes with a probability of 2^-128. When the sum is not infinity,
 * halving finds every owner at fault.
 *
 * <p>Not safe for concurrent use: a caller with several threads gives each a batch of its own.
 *
 * @param <O> what names the one to blame, such as a place in the log
 */
public final class Batch<O> {

    private record Claim<O>(O owner, Verdict.Rejected otherwise, Claimed claimed) {}

    /** One whose claim is false, and how. */
    public record Culprit<O>(O owner, Verdict.Rejected verdict) {}

    /**
     * What came of a batch.
     *
     * @param claims how many claims were made, true and false ones
     * @param culprits the owners of the false ones, in the order in which they were added
     */
    public record Result<O>(int claims, List<Culprit<O>> culprits) {

        public Result {
            culprits = List.copyOf(culprits);
        }

        /** Accepted if there was a claim and none was false; otherwise the first culprit's verdict. */
        public Verdict verdict() {
            if (claims == 0) {
                return Verdict.reject("batch", "nothing was checked");
            }
            return culprits.isEmpty() ? Verdict.accept() : culprits.get(0).verdict();
        }
    }

    private final List<Claim<O>> claims = new ArrayList<>();

    /**
     * Adds the claim that all of {@code equations} hold. A claim without equations is false.
     *
     * @param otherwise the verdict on {@code owner} if they do not
     */
    public void add(O owner, Verdict.Rejected otherwise, List<Equation> equations) {
        add(owner, otherwise, Claimed.all(equations));
    }

    void add(O owner, Verdict.Rejected otherwise, Claimed claimed) {
        claims.add(new Claim<>(owner, otherwise, claimed));
    }

    /** Adds a claim that is known to be false. */
    public void reject(O owner, Verdict.Rejected verdict) {
        add(owner, verdict, List.of());
    }

    /** Number of claims added. */
    public int size() {
        return claims.size();
    }

    /**
     * Whether there are claims and all of them hold: one sum, without a search for culprits.
     *
     * @throws IllegalStateException as {@link #check} does
     */
    public boolean holds(Entropy entropy) {
        return !claims.isEmpty()
                && claims.stream().allMatch(Batch::isTestable)
                && hold(IntStream.range(0, claims.size()).boxed().toList(), entropy);
    }

    /**
     * Checks everything that was added.
     *
     * @throws IllegalStateException if the random generator gives zeros, under which everything would hold
     */
    public Result<O> check(Entropy entropy) {
        BitSet wrong = new BitSet();
        List<Integer> testable = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            if (isTestable(claims.get(i))) {
                testable.add(i);
            } else {
                wrong.set(i);
            }
        }
        find(testable, entropy, wrong);
        List<Culprit<O>> culprits = wrong.stream()
                .mapToObj(claims::get)
                .map(claim -> new Culprit<>(claim.owner(), claim.otherwise()))
                .toList();
        return new Result<>(claims.size(), culprits);
    }

    private static boolean isTestable(Claim<?> claim) {
        return claim.claimed().equations() > 0;
    }

    /** Marks in {@code wrong} which of the claims with the numbers {@code some} are false. */
    private void find(List<Integer> some, Entropy entropy, BitSet wrong) {
        if (some.isEmpty() || hold(some, entropy)) {
            return;
        }
        if (some.size() == 1) {
            wrong.set(some.get(0));
            return;
        }
        int half = some.size() / 2;
        find(some.subList(0, half), entropy, wrong);
        find(some.subList(half, some.size()), entropy, wrong);
    }

    private boolean hold(List<Integer> some, Entropy entropy) {
        // An equation brings a point of its own, and of those that equations share there are about half as many.
        int equations = some.stream()
                .mapToInt(number -> claims.get(number).claimed().equations())
                .sum();
        MultiScalar sum = new MultiScalar(equations + equations / 2);
        Weights weights = new Weights(entropy);
        for (int number : some) {
            claims.get(number).claimed().addTo(sum, weights::next);
        }
        return sum.result().isInfinity();
    }
}
