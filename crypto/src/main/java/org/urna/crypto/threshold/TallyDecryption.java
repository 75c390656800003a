// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.work.Work;

/**
 * A tally decrypted by those shares that hold.
 *
 * @param ignored trustees whose share does not hold, and why
 * @param used trustees whose share holds, at least {@code t} wherever there are totals
 * @param totals one per ciphertext of the tally; nothing where fewer than {@code t} shares hold, or where a total is above the
 *     bound, which takes ballots whose proofs do not hold
 */
public record TallyDecryption(
        SortedMap<Integer, Verdict.Rejected> ignored, List<Integer> used, Optional<List<Long>> totals) {

    /**
     * Verifies every share and combines those that hold; any {@code t} of them give the same totals.
     *
     * @param shares by trustee, from 1
     * @param logarithms whose bound is at least the largest total that ballots can give
     */
    public static TallyDecryption of(
            EncryptedTally tally,
            JointKey key,
            int threshold,
            Map<Integer, DecryptionShare> shares,
            DiscreteLog logarithms) {
        SortedMap<Integer, Verdict.Rejected> ignored = new TreeMap<>();
        SortedMap<Integer, DecryptionShare> used = new TreeMap<>();
        shares.forEach((trustee, share) -> {
            if (share.verify(tally, trustee, key.v(trustee)) instanceof Verdict.Rejected rejected) {
                ignored.put(trustee, rejected);
            } else {
                used.put(trustee, share);
            }
        });
        Optional<List<Long>> totals =
                used.size() < threshold ? Optional.empty() : totals(combine(tally, used), logarithms);
        return new TallyDecryption(ignored, List.copyOf(used.keySet()), totals);
    }

    /** {@code M_j = beta_j - sum lambda_i*D_{i,j}} for every ciphertext. */
    static List<Point> combine(EncryptedTally tally, SortedMap<Integer, DecryptionShare> shares) {
        List<Point> messages = new ArrayList<>();
        for (int j = 0; j < tally.ciphertexts().size(); j++) {
            SortedMap<Integer, Point> factors = new TreeMap<>();
            for (Map.Entry<Integer, DecryptionShare> share : shares.entrySet()) {
                factors.put(share.getKey(), share.getValue().factors().get(j));
            }
            messages.add(tally.ciphertexts().get(j).beta().minus(Combination.atZero(factors)));
        }
        return messages;
    }

    /**
     * The decrypted points of the ballots of a ranked contest, infinity among them where a ballot was no encoding of a ranking.
     *
     * @param shares verified ones of at least {@code t} trustees, by trustee; any give the same
     */
    public static List<Point> points(EncryptedTally tally, SortedMap<Integer, DecryptionShare> shares, Work work) {
        List<Scalar> lambdas = new ArrayList<>();
        List<List<Point>> factors = new ArrayList<>();
        shares.forEach((trustee, share) -> {
            lambdas.add(Lagrange.atZero(trustee, shares.keySet()));
            factors.add(share.factors());
        });
        return work
                .split("combining", tally.ciphertexts().size(), 1024, (from, to) -> {
                    List<Point> points = new ArrayList<>(to - from);
                    for (int j = from; j < to; j++) {
                        int place = j;
                        Point mask = MultiScalar.sum(
                                lambdas,
                                factors.stream().map(list -> list.get(place)).toList());
                        points.add(tally.ciphertexts().get(j).beta().minus(mask));
                    }
                    Point.normalize(points);
                    return points;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<List<Long>> totals(List<Point> messages, DiscreteLog logarithms) {
        List<Long> totals = new ArrayList<>();
        for (Point message : messages) {
            OptionalLong total = logarithms.find(message);
            if (total.isEmpty()) {
                return Optional.empty();
            }
            totals.add(total.getAsLong());
        }
        return Optional.of(List.copyOf(totals));
    }
}
