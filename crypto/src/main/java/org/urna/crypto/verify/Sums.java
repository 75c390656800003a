// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.urna.crypto.ballot.AdditiveForm;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.threshold.ContestTally;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.TallyPlan;
import org.urna.crypto.threshold.TallySlot;

/** Ballots counted and added up by contest and section. Numbers come from one thread, ciphertexts from many. */
final class Sums {

    private record Key(String contest, String section) {}

    private final Map<Key, TallyPlan.Count> counts = new HashMap<>();
    private final Map<Key, ContestTally> tallies = new HashMap<>();
    private final Map<Key, SortedMap<Long, byte[]>> rankings = new HashMap<>();

    /** Counts a ballot. */
    void count(Manifest manifest, Manifest.Style style, long weight) {
        for (Contest contest : manifest.contestsOf(style)) {
            counts.merge(new Key(contest.id(), style.section()), new TallyPlan.Count(1, weight), TallyPlan.Count::plus);
        }
    }

    /** Adds the ciphertexts of ballots that have the form of their style. */
    void add(List<BallotBatch.Job> jobs) {
        Map<Key, ContestTally> some = new HashMap<>();
        Map<Key, SortedMap<Long, byte[]>> someRankings = new HashMap<>();
        for (BallotBatch.Job job : jobs) {
            for (int i = 0; i < job.style().size(); i++) {
                ContestForm form = job.style().get(i);
                Ballot.Part part = job.ballot().contests().get(i);
                List<Ciphertext> ciphertexts = BallotCheck.ciphertexts(part);
                if (form instanceof AdditiveForm additive) {
                    some.computeIfAbsent(
                                    new Key(form.contest(), job.section()),
                                    key -> new ContestTally(additive.options(), additive.blank()))
                            .add(ciphertexts, job.weight());
                } else {
                    byte[] bytes = Ciphertexts.of(List.of(ciphertexts), ciphertexts.size())
                            .bytes();
                    someRankings
                            .computeIfAbsent(new Key(form.contest(), job.section()), key -> new TreeMap<>())
                            .put(job.entry(), bytes);
                }
            }
        }
        synchronized (tallies) {
            some.forEach((key, tally) -> {
                ContestTally known = tallies.putIfAbsent(key, tally);
                if (known != null) {
                    known.addAll(tally);
                }
            });
            someRankings.forEach((key, ballots) ->
                    rankings.computeIfAbsent(key, each -> new TreeMap<>()).putAll(ballots));
        }
    }

    /** The tallies that there must be. */
    List<TallySlot> slots(Manifest manifest) {
        return TallyPlan.of(
                manifest, (contest, section) -> counts.getOrDefault(new Key(contest, section), TallyPlan.Count.NONE));
    }

    /** What is to be decrypted for the counted ones of {@code slots}. */
    Map<TallySlot, EncryptedTally> encrypted(ElectionState state, List<TallySlot> slots) {
        Map<TallySlot, EncryptedTally> encrypted = new LinkedHashMap<>();
        for (TallySlot slot : slots) {
            Optional<Contest> contest = state.manifest().contest(slot.contest());
            if (slot.counted() && contest.isPresent() && contest.get() instanceof AdditiveContest additive) {
                encrypted.put(slot, encrypted(state, slot, additive));
            }
        }
        return encrypted;
    }

    /** What goes to the first mixer, for the counted ranked ones of {@code slots} that have ballots. */
    Map<TallySlot, Ciphertexts> mixed(ElectionState state, List<TallySlot> slots) {
        Map<TallySlot, Ciphertexts> mixed = new LinkedHashMap<>();
        for (TallySlot slot : slots) {
            Contest contest = state.manifest().contest(slot.contest()).orElse(null);
            if (slot.counted() && contest instanceof RankedContest ranked) {
                Ciphertexts ballots = ballots(slot, ranked.components());
                if (ballots.size() > 0) {
                    mixed.put(slot, ballots);
                }
            }
        }
        return mixed;
    }

    private Ciphertexts ballots(TallySlot slot, int width) {
        SortedMap<Long, byte[]> all = new TreeMap<>();
        synchronized (tallies) {
            rankings.forEach((key, ballots) -> {
                if (includes(slot, key)) {
                    all.putAll(ballots);
                }
            });
        }
        return Ciphertexts.join(List.copyOf(all.values()), width);
    }

    private static boolean includes(TallySlot slot, Key key) {
        return key.contest().equals(slot.contest())
                && (slot.section().isEmpty() || key.section().equals(slot.section()));
    }

    private EncryptedTally encrypted(ElectionState state, TallySlot slot, AdditiveContest contest) {
        ContestTally all = new ContestTally(contest.options().size(), contest.blank());
        synchronized (tallies) {
            tallies.forEach((key, tally) -> {
                if (includes(slot, key)) {
                    all.addAll(tally);
                }
            });
        }
        return all.encrypted(
                state.election(),
                state.key().y(),
                slot.contest(),
                slot.section(),
                state.closed().hash());
    }
}
