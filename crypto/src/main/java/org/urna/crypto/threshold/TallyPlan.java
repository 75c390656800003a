// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;

/**
 * Which tallies there are after the close, in manifest order ({@code docs/protocol.md} §10 and §12.2): a contest with too few ballots is not
 * decrypted, and one of whose sections has too few is not divided.
 */
public final class TallyPlan {

    /** Ballots of one contest by electors of one section. */
    @FunctionalInterface
    public interface Counts {
        /** Their number and weight; {@link Count#NONE} where nobody voted. */
        Count of(String contest, String section);
    }

    /**
     * How many ballots.
     *
     * @param ballots their number
     * @param weight sum of their credentials' weights
     */
    public record Count(long ballots, long weight) {
        public static final Count NONE = new Count(0, 0);

        public Count plus(Count other) {
            return new Count(ballots + other.ballots, Math.addExact(weight, other.weight));
        }
    }

    private TallyPlan() {}

    /** The tallies of an election whose ballots are counted by {@code counts}. */
    public static List<TallySlot> of(Manifest manifest, Counts counts) {
        List<TallySlot> slots = new ArrayList<>();
        for (Contest contest : manifest.contests()) {
            slots.addAll(of(manifest, contest, counts));
        }
        return List.copyOf(slots);
    }

    private static List<TallySlot> of(Manifest manifest, Contest contest, Counts counts) {
        List<String> sections = manifest.sectionsOf(contest);
        List<TallySlot> divided = new ArrayList<>();
        Count all = Count.NONE;
        for (String section : sections) {
            Count count = counts.of(contest.id(), section);
            divided.add(slot(manifest, contest, section, count));
            all = all.plus(count);
        }
        boolean divisible =
                contest.bySection() && !divided.isEmpty() && divided.stream().allMatch(TallySlot::counted);
        if (divisible) {
            return divided;
        }
        TallySlot undivided = slot(manifest, contest, "", all);
        boolean needsSections = contest.terms().sectionWeights() != null;
        return List.of(new TallySlot(
                undivided.contest(), "", all.ballots(), all.weight(), undivided.counted() && !needsSections));
    }

    private static TallySlot slot(Manifest manifest, Contest contest, String section, Count count) {
        boolean counted = count.ballots() >= manifest.minBallots();
        return new TallySlot(contest.id(), section, count.ballots(), count.weight(), counted);
    }
}
