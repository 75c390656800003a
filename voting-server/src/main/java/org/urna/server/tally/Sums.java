// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Tally;
import org.urna.crypto.threshold.ContestTally;
import org.urna.crypto.threshold.TallyPlan;
import org.urna.crypto.threshold.TallySlot;

/** Encrypted sums by contest and section. Safe for concurrent use; who has several threads has each fill one of its own first. */
final class Sums {

    private record Key(String contest, String section) {}

    private final Manifest manifest;
    private final Map<Key, ContestTally> tallies = new HashMap<>();
    private final Map<Key, TallyPlan.Count> rankings = new HashMap<>();

    /** Ranked ballots by position, as bytes because there may be very many. */
    private final Map<Key, SortedMap<Long, byte[]>> inputs = new HashMap<>();

    Sums(Manifest manifest) {
        this.manifest = manifest;
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Adds a ballot.
     *
     * @param position in the log
     * @param section of the credential's style
     */
    synchronized void add(long position, Ballot ballot, String section, long weight) {
        for (Ballot.Part part : ballot.contests()) {
            if (!(part instanceof Ballot.Additive additive)) {
                List<Ciphertext> ciphertexts = BallotCheck.ciphertexts(part);
                byte[] bytes =
                        Ciphertexts.of(List.of(ciphertexts), ciphertexts.size()).bytes();
                Key key = new Key(part.contest(), section);
                rankings.merge(key, new TallyPlan.Count(1, weight), TallyPlan.Count::plus);
                inputs.computeIfAbsent(key, each -> new TreeMap<>()).put(position, bytes);
                continue;
            }
            tallies.computeIfAbsent(new Key(part.contest(), section), key -> empty(contest(part.contest())))
                    .add(ciphertexts(additive), weight);
        }
    }

    /** Adds everything that another, which is filled no more, has added up of the same election. */
    synchronized void addAll(Sums other) {
        other.tallies.forEach((key, tally) -> tallies.computeIfAbsent(key, each -> empty(contest(each.contest())))
                .addAll(tally));
        other.rankings.forEach((key, count) -> rankings.merge(key, count, TallyPlan.Count::plus));
        other.inputs.forEach((key, ballots) ->
                inputs.computeIfAbsent(key, each -> new TreeMap<>()).putAll(ballots));
    }

    private static List<Ciphertext> ciphertexts(Ballot.Additive part) {
        List<Ciphertext> ciphertexts = new ArrayList<>();
        part.options().forEach(choice -> ciphertexts.add(choice.ciphertext()));
        if (part.blank() != null) {
            ciphertexts.add(part.blank().ciphertext());
        }
        return ciphertexts;
    }

    private AdditiveContest contest(String id) {
        return (AdditiveContest) manifest.contest(id).orElseThrow();
    }

    private static ContestTally empty(AdditiveContest contest) {
        return new ContestTally(contest.options().size(), contest.blank());
    }

    /**
     * The bodies of the tally entries, in their order.
     *
     * @param election {@code E}
     * @param y the election's key
     * @param close SHA-256 of the close entry
     */
    synchronized List<Tally> tallies(Hash election, Point y, Hash close) {
        List<Tally> bodies = new ArrayList<>();
        for (TallySlot slot : TallyPlan.of(manifest, this::count)) {
            boolean ranked = manifest.contest(slot.contest()).orElseThrow() instanceof RankedContest;
            List<Ciphertext> ciphertexts = slot.counted() && !ranked
                    ? sum(slot)
                            .encrypted(election, y, slot.contest(), slot.section(), close)
                            .ciphertexts()
                    : null;
            bodies.add(new Tally(
                    election,
                    slot.contest(),
                    slot.section(),
                    slot.ballots(),
                    slot.weight(),
                    slot.counted(),
                    ciphertexts,
                    slot.counted() && ranked ? input(slot) : null));
        }
        return bodies;
    }

    /** Hash of what goes to the first mixer. */
    private Hash input(TallySlot slot) {
        int width = ((RankedContest) manifest.contest(slot.contest()).orElseThrow()).components();
        SortedMap<Long, byte[]> ballots = new TreeMap<>();
        inputs.forEach((key, some) -> {
            if (isOf(slot, key.contest(), key.section())) {
                ballots.putAll(some);
            }
        });
        return Ciphertexts.join(List.copyOf(ballots.values()), width).hash();
    }

    private static boolean isOf(TallySlot slot, String contest, String section) {
        return slot.contest().equals(contest)
                && (slot.section().isEmpty() || slot.section().equals(section));
    }

    private TallyPlan.Count count(String contest, String section) {
        TallyPlan.Count ranked = rankings.get(new Key(contest, section));
        if (ranked != null) {
            return ranked;
        }
        ContestTally tally = tallies.get(new Key(contest, section));
        return tally == null ? TallyPlan.Count.NONE : new TallyPlan.Count(tally.ballots(), tally.weight());
    }

    private ContestTally sum(TallySlot slot) {
        Contest contest = contest(slot.contest());
        ContestTally sum = empty(contest(slot.contest()));
        for (String section : manifest.sectionsOf(contest)) {
            ContestTally tally = tallies.get(new Key(slot.contest(), section));
            if (tally != null && isOf(slot, slot.contest(), section)) {
                sum.addAll(tally);
            }
        }
        return sum;
    }
}
