// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.ballot.RankingCode;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.RankedInput;
import org.urna.crypto.count.RankedRules;
import org.urna.crypto.count.Ranking;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.CountArtifact;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.RankedResult;
import org.urna.crypto.record.RankedResult.Totals;
import org.urna.crypto.record.RankingsArtifact;
import org.urna.crypto.record.Tie;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.work.Work;

/** The outcome of a ranked contest from its decrypted ballots: what server and verifier must compute alike. */
public final class RankedResults {

    private RankedResults() {}

    /** A result with the artifacts that it names, by their hashes; none where the contest is not counted. */
    public record Published(RankedResult result, Map<Hash, byte[]> artifacts) {

        public Published {
            artifacts = Map.copyOf(artifacts);
        }
    }

    /**
     * What decrypted points say.
     *
     * @param points in the order of the last output, within each ballot by component
     */
    public static List<DecodedRanking> decode(RankingCode code, List<Point> points, Work work) {
        int w = code.components();
        return work
                .split("decoding", points.size() / w, 1024, (from, to) -> {
                    List<DecodedRanking> some = new ArrayList<>(to - from);
                    for (int i = from; i < to; i++) {
                        some.add(code.decode(points.subList(i * w, (i + 1) * w)));
                    }
                    return some;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Computes a result.
     *
     * @param election {@code E}
     * @param slots the tallies of this contest, in order
     * @param rankings the ballots of each counted one
     * @param withdrawn candidates whom every ballot passes over, ascending
     */
    public static Published of(
            Hash election,
            RankedContest contest,
            List<TallySlot> slots,
            Map<TallySlot, List<DecodedRanking>> rankings,
            List<Integer> withdrawn,
            Lots lots) {
        List<RankedResult.Section> sections = new ArrayList<>();
        SortedMap<Ranking, Long> ballots = new TreeMap<>();
        Totals all = new Totals(0, 0, 0);
        for (TallySlot slot : slots) {
            Totals totals = add(slot, rankings.getOrDefault(slot, List.of()), ballots);
            all = new Totals(
                    all.ballots() + totals.ballots(), all.blank() + totals.blank(), all.spoilt() + totals.spoilt());
            if (!slot.section().isEmpty()) {
                sections.add(new RankedResult.Section(slot.section(), totals));
            }
        }
        if (!slots.stream().allMatch(TallySlot::counted)) {
            RankedResult result = result(election, contest, sections, all, withdrawn, null, null, null);
            return new Published(result, Map.of());
        }
        int candidates = contest.candidates().size();
        Count count = RankedRules.named(contest.rule())
                .count(new RankedInput(
                        candidates,
                        contest.terms().seats(),
                        ballots,
                        new LinkedHashSet<>(withdrawn),
                        lots.order(contest.id(), candidates)));
        byte[] list = RankingsArtifact.write(ballots);
        byte[] stages = CountArtifact.write(count);
        Artifact listed = Artifact.of(list);
        Artifact counted = Artifact.of(stages);
        RankedResult result = result(election, contest, sections, all, withdrawn, count, listed, counted);
        Map<Hash, byte[]> artifacts = new HashMap<>(Map.of(listed.sha256(), list));
        artifacts.put(counted.sha256(), stages);
        return new Published(result, artifacts);
    }

    private static Totals add(TallySlot slot, List<DecodedRanking> rankings, SortedMap<Ranking, Long> ballots) {
        long blank = 0;
        long spoilt = 0;
        for (DecodedRanking ranking : rankings) {
            if (ranking.kind() == DecodedRanking.Kind.SPOILT) {
                spoilt++;
            } else {
                blank += ranking.kind() == DecodedRanking.Kind.BLANK ? 1 : 0;
                ballots.merge(Ranking.of(ranking.candidates()), 1L, Long::sum);
            }
        }
        return new Totals(slot.ballots(), blank, spoilt);
    }

    private static RankedResult result(
            Hash election,
            RankedContest contest,
            List<RankedResult.Section> sections,
            Totals total,
            List<Integer> withdrawn,
            @Nullable Count count,
            @Nullable Artifact rankings,
            @Nullable Artifact stages) {
        return new RankedResult(
                election,
                contest.id(),
                contest.rule(),
                count != null,
                contest.terms().seats(),
                sections,
                total,
                withdrawn,
                count == null ? List.of() : count.elected(),
                count == null
                        ? List.of()
                        : count.ties().stream()
                                .map(tie -> new Tie(tie.stage(), tie.candidates(), tie.settledBy(), tie.first()))
                                .toList(),
                rankings,
                stages);
    }
}
