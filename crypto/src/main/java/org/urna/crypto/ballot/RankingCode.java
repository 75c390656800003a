// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.RankedContest;

/**
 * How the rankings of one contest are written as points, and read back ({@code docs/protocol.md} §7): ranks are the digits of a
 * number, least first, to the base {@code n+1}, cut into as many components as its length needs; a component's number {@code m}
 * becomes the first point with {@code x = 256*m + ctr}, {@code ctr = 0, 1, …}, and even {@code y}.
 *
 * <p>Decoding is strict. A ballot with anything but the one encoding of its ranking is spoilt as a whole: whatever a lenient decoder
 * ignored, a voter could use to mark a ballot for a buyer.
 *
 * @param candidates number of candidates, {@code n}
 * @param maxRanks the most candidates that a ballot may rank
 */
public record RankingCode(int candidates, int maxRanks) {

    /** Length in bytes of a component's number {@code m}. */
    public static final int PLAINTEXT_BYTES = 30;

    private static final int COUNTER_BITS = 8;
    private static final int COUNTERS = 1 << COUNTER_BITS;

    /** @throws IllegalArgumentException unless {@code 1 <= maxRanks <= candidates} */
    public RankingCode {
        if (maxRanks < 1 || maxRanks > candidates) {
            throw new IllegalArgumentException("a ballot ranks between one and all candidates");
        }
    }

    /** The code of a contest. */
    public static RankingCode of(RankedContest contest) {
        return new RankingCode(contest.candidates().size(), contest.maxRanks());
    }

    /** Width {@code w}: the number of points of one ranking. */
    public int components() {
        return RankedContest.components(candidates, maxRanks);
    }

    /** {@code h}: ranks per component; the last may hold fewer. */
    private int height() {
        int w = components();
        return (maxRanks + w - 1) / w;
    }

    private BigInteger base() {
        return BigInteger.valueOf(candidates + 1L);
    }

    /**
     * The number {@code m} of each component, below 2^240.
     *
     * @throws IllegalArgumentException unless the ranking names distinct candidates of the contest and at most {@code maxRanks}
     */
    public List<BigInteger> plaintexts(Preferences ranking) {
        List<Integer> ranks = ranking.candidates();
        if (ranks.size() > maxRanks || !isDistinct(ranks)) {
            throw new IllegalArgumentException("a ranking names each candidate once and no more than allowed");
        }
        int h = height();
        List<BigInteger> plaintexts = new ArrayList<>();
        for (int from = 0; plaintexts.size() < components(); from += h) {
            BigInteger m = BigInteger.ZERO;
            for (int i = Math.min(from + h, ranks.size()) - 1; i >= from; i--) {
                m = m.multiply(base()).add(BigInteger.valueOf(ranks.get(i)));
            }
            plaintexts.add(m);
        }
        return plaintexts;
    }

    private boolean isDistinct(List<Integer> ranks) {
        return new HashSet<>(ranks).size() == ranks.size()
                && ranks.stream().allMatch(candidate -> candidate >= 1 && candidate <= candidates);
    }

    /**
     * The one point that stands for {@code m}. The search takes longer for some numbers than for others; it runs on the device of
     * the voter who knows the number, or where it is public.
     *
     * @param m from 0 to 2^240 - 1
     */
    public static Point point(BigInteger m) {
        if (m.signum() < 0 || m.bitLength() > 8 * PLAINTEXT_BYTES) {
            throw new IllegalArgumentException("a plaintext has at most 240 bits");
        }
        BigInteger x = m.shiftLeft(COUNTER_BITS);
        for (int counter = 0; counter < COUNTERS; counter++, x = x.add(BigInteger.ONE)) {
            Optional<Point> point = Point.withEvenY(x);
            if (point.isPresent()) {
                return point.get();
            }
        }
        throw new IllegalStateException("none of 256 numbers is a coordinate"); // happens once in 2^256 numbers
    }

    /** What the decrypted points of one ballot say, one point per component; infinity is spoilt like any other point that is no encoding. */
    public DecodedRanking decode(List<Point> points) {
        if (points.size() != components()) {
            throw new IllegalArgumentException("a ballot has one point per component");
        }
        List<BigInteger> plaintexts = new ArrayList<>();
        for (Point point : points) {
            Optional<BigInteger> m = plaintext(point);
            if (m.isEmpty()) {
                return DecodedRanking.SPOILT;
            }
            plaintexts.add(m.get());
        }
        return decodePlaintexts(plaintexts);
    }

    /** What the numbers of one ballot's components say; those of a challenged ballot are published as numbers. */
    public DecodedRanking decodePlaintexts(List<BigInteger> plaintexts) {
        if (plaintexts.size() != components()) {
            throw new IllegalArgumentException("a ballot has one number per component");
        }
        int h = height();
        List<Integer> digits = new ArrayList<>();
        for (int k = 0; k < plaintexts.size(); k++) {
            int length = Math.min(h, maxRanks - h * k);
            if (!digits(plaintexts.get(k), length, digits)) {
                return DecodedRanking.SPOILT;
            }
        }
        int ranked = digits.indexOf(0) < 0 ? digits.size() : digits.indexOf(0);
        List<Integer> ranks = digits.subList(0, ranked);
        boolean gap = Collections.frequency(digits, 0) != digits.size() - ranked;
        if (gap || !isDistinct(ranks)) {
            return DecodedRanking.SPOILT;
        }
        return ranks.isEmpty() ? DecodedRanking.BLANK : DecodedRanking.valid(ranks);
    }

    /** Adds {@code length} digits of {@code m}, least first; false if it has more. */
    private boolean digits(BigInteger m, int length, List<Integer> digits) {
        BigInteger rest = m;
        for (int i = 0; i < length; i++) {
            BigInteger[] parts = rest.divideAndRemainder(base());
            digits.add(parts[1].intValue());
            rest = parts[0];
        }
        return rest.signum() == 0;
    }

    /** The number that {@code point} stands for; nothing if it is not the first point for it, or its {@code y} is odd. */
    private static Optional<BigInteger> plaintext(Point point) {
        if (point.isInfinity() || point.y().testBit(0)) {
            return Optional.empty();
        }
        BigInteger m = point.x().shiftRight(COUNTER_BITS);
        boolean first = m.bitLength() <= 8 * PLAINTEXT_BYTES && point(m).equals(point);
        return first ? Optional.of(m) : Optional.empty();
    }
}
