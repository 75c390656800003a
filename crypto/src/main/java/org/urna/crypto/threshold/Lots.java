// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.urna.crypto.group.Point;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.hash.Transcript;

/**
 * The drawing of lots ({@code docs/protocol.md} §10): fixed by the election's fingerprint and key, known to nobody before
 * {@code t} trustees publish their {@link LotShare}, and the same whichever of them do.
 */
public final class Lots {

    private final byte[] seed;

    private Lots(byte[] seed) {
        this.seed = seed;
    }

    /** The lots that a seed of 32 bytes draws. */
    public static Lots ofSeed(byte[] seed) {
        if (seed.length != Sha256.BYTES) {
            throw new IllegalArgumentException("a seed is 32 bytes long");
        }
        return new Lots(seed.clone());
    }

    /**
     * The lots that trustees' shares draw.
     *
     * @param shares at least {@code t} verified shares {@code D_i} by trustee; all that are given are used, to one result
     */
    public static Lots combine(Map<Integer, Point> shares) {
        return new Lots(Sha256.hash(Combination.atZero(shares).encode()));
    }

    /** {@code SHA-256} of the combined point, 32 bytes: also the input of rules with a generator of their own. */
    public byte[] seed() {
        return seed.clone();
    }

    /** The candidates of a contest, numbered from 1, in the order drawn: the earlier wins every tie. */
    public List<Integer> order(String contest, int candidates) {
        return IntStream.rangeClosed(1, candidates)
                .mapToObj(candidate -> Map.entry(candidate, lot(contest, candidate)))
                .sorted(Map.Entry.comparingByValue(Arrays::compareUnsigned))
                .map(Map.Entry::getKey)
                .toList();
    }

    private byte[] lot(String contest, int candidate) {
        return Sha256.hash(Transcript.of("lot")
                .text("lot") // the tag of a transcript is no part of its encoding
                .bytes(seed)
                .text(contest)
                .integer(candidate)
                .encoding());
    }
}
