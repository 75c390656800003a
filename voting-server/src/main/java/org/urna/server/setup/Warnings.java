// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.RankedContest;

/** What staff are warned of: small groups, rankings as signatures, large ballots, large and lopsided weights, times, missing witnesses. */
final class Warnings {

    /** Groups of fewer ballots than so many times the least number are small enough to be of one mind. */
    private static final int UNANIMOUS = 3;

    private static final long MAX_SUM = 1L << 36;
    private static final int MUCH_PERCENT = 80;
    private static final int WHOLE = 100;
    private static final long SECONDS_PER_MINUTE = 60;

    /** Rankings are safe where there are at most a tenth as many as ballots (docs/protocol.md §4). */
    private static final int BALLOTS_PER_RANKING = 10;

    private final Manifest manifest;
    private final Electorate electorate;
    private final List<Warning> warnings = new ArrayList<>();

    private Warnings(Manifest manifest, Electorate electorate) {
        this.manifest = manifest;
        this.electorate = electorate;
    }

    /**
     * All warnings, in the order of the draft.
     *
     * @param scheduled whether the draft has times of its own
     */
    static List<Warning> of(Manifest manifest, Electorate electorate, boolean scheduled, Instant now) {
        Warnings found = new Warnings(manifest, electorate);
        if (scheduled) {
            found.times(now);
        }
        found.papers();
        for (int i = 0; i < manifest.contests().size(); i++) {
            found.contest("/contests/" + i, manifest.contests().get(i));
        }
        if (manifest.quorum() == 0) {
            found.warn(
                    "/witnesses",
                    "no-witnesses",
                    "no independent evidence of time, or of there being one board",
                    Map.of());
        }
        if (!electorate.known()) {
            found.warn(
                    "/expected",
                    "electors-unknown",
                    "without a roll or expected figures nobody can say whether groups are too small",
                    Map.of());
        }
        return List.copyOf(found.warnings);
    }

    private void warn(String pointer, String rule, String reason, Map<String, Object> figures) {
        warnings.add(new Warning(pointer, rule, reason, figures));
    }

    private void times(Instant now) {
        Manifest.Schedule schedule = manifest.schedule();
        if (schedule.closes().isBefore(now)) {
            warn("/schedule/closes", "closes-past", "the election would never open", figure(schedule.closes()));
        } else if (schedule.opens().isBefore(now)) {
            warn("/schedule/opens", "opens-past", "it opens as soon as it is sealed", figure(schedule.opens()));
        }
        long minutes = (schedule.closes().getEpochSecond() - schedule.opens().getEpochSecond()) / SECONDS_PER_MINUTE;
        if (minutes > 0 && minutes <= manifest.maxGapMinutes()) {
            warn(
                    "/schedule/closes",
                    "open-short",
                    "it is open for no longer than one gap between checkpoints",
                    Map.of("minutes", minutes));
        }
    }

    private static Map<String, Object> figure(Instant time) {
        return Map.of("time", Minute.format(time));
    }

    private void papers() {
        for (int i = 0; i < manifest.styles().size(); i++) {
            Manifest.Style style = manifest.styles().get(i);
            long bytes = manifest.maxBallotBytes(style);
            if (bytes <= Entry.MAX_BYTES && bytes * WHOLE > (long) Entry.MAX_BYTES * MUCH_PERCENT) {
                warn(
                        "/styles/" + i,
                        "ballot-size-near",
                        "a ballot nearly fills an entry of the board",
                        Map.of("bytes", bytes, "most", Entry.MAX_BYTES));
            }
            if (electorate.fromRoll() && !electorate.styles().containsKey(style.id())) {
                warn("/styles/" + i, "style-unused", "nobody on the roll votes on this paper", Map.of());
            }
        }
    }

    private void contest(String pointer, Contest contest) {
        if (contest instanceof RankedContest ranked) {
            rankings(pointer, ranked);
        } else if (contest instanceof AdditiveContest additive) {
            weights(pointer, additive);
        }
        List<String> sections = manifest.sectionsOf(contest);
        if (contest.bySection()) {
            sections.forEach(section -> group(pointer, contest, Set.of(section), section));
        } else {
            group(pointer, contest, Set.copyOf(sections), "");
        }
    }

    /** One number of the result: of a contest, or of a contest in one section. */
    private void group(String pointer, Contest contest, Set<String> sections, String section) {
        List<Electorate.Figures> figures = figures(contest, sections);
        if (figures.isEmpty()) {
            return;
        }
        long electors = figures.stream().mapToLong(Electorate.Figures::electors).sum();
        long ballots = electorate.ballots(electors);
        int least = manifest.minBallots();
        Map<String, Object> told = Map.of("section", section, "electors", electors, "ballots", ballots, "least", least);
        if (ballots < least) {
            warn(pointer, "small-group", "fewer ballots expected than are needed for a result to be published", told);
        } else if (ballots < (long) UNANIMOUS * least) {
            warn(
                    pointer,
                    "unanimous-group",
                    "if all in so small a group vote alike, the result tells how each voted",
                    told);
        }
        long weight = figures.stream().mapToLong(Electorate.Figures::weight).sum();
        long most = figures.stream().mapToLong(Electorate.Figures::most).max().orElse(0);
        if (electors > 1 && most * 2 > weight) {
            warn(
                    pointer,
                    "weight-dominates",
                    "one elector has more weight than all others together",
                    Map.of("section", section, "most", most, "weight", weight));
        }
    }

    private List<Electorate.Figures> figures(Contest contest, Set<String> sections) {
        List<Electorate.Figures> figures = new ArrayList<>();
        for (Manifest.Style style : manifest.styles()) {
            Electorate.Figures known = electorate.styles().get(style.id());
            if (known != null
                    && sections.contains(style.section())
                    && style.contests().contains(contest.id())) {
                figures.add(known);
            }
        }
        return figures;
    }

    private void weights(String pointer, AdditiveContest contest) {
        long weight = figures(contest, Set.copyOf(manifest.sectionsOf(contest))).stream()
                .mapToLong(Electorate.Figures::weight)
                .sum();
        BigInteger sum = BigInteger.valueOf(weight).multiply(BigInteger.valueOf(contest.maxPerOption()));
        BigInteger much = BigInteger.valueOf(MAX_SUM / WHOLE * MUCH_PERCENT);
        if (sum.compareTo(much) > 0 && sum.compareTo(BigInteger.valueOf(MAX_SUM)) <= 0) {
            warn(
                    pointer,
                    "weight-near",
                    "total weight times the most per option comes near what can be decrypted",
                    Map.of("sum", sum.longValue(), "most", MAX_SUM));
        }
    }

    private void rankings(String pointer, RankedContest contest) {
        long electors = figures(contest, Set.copyOf(manifest.sectionsOf(contest))).stream()
                .mapToLong(Electorate.Figures::electors)
                .sum();
        int n = contest.candidates().size();
        if (electors == 0 || contest.maxRanks() > n) {
            return;
        }
        BigInteger ballots = BigInteger.valueOf(electorate.ballots(electors));
        BigInteger rankings = rankings(n, contest.maxRanks());
        if (rankings.multiply(BigInteger.valueOf(BALLOTS_PER_RANKING)).compareTo(ballots) > 0) {
            int safe = contest.maxRanks();
            while (safe > 0
                    && rankings(n, safe)
                                    .multiply(BigInteger.valueOf(BALLOTS_PER_RANKING))
                                    .compareTo(ballots)
                            > 0) {
                safe--;
            }
            warn(
                    pointer + "/maxRanks",
                    "rankings-as-signatures",
                    "so many rankings are possible that one can be agreed on as a sign of having obeyed",
                    Map.of("rankings", rankings.toString(), "ballots", ballots.longValue(), "safeRanks", safe));
        }
    }

    /** How many rankings of at most {@code ranks} of {@code n} candidates there are, the empty one included. */
    static BigInteger rankings(int n, int ranks) {
        BigInteger orders = BigInteger.ONE;
        BigInteger rankings = BigInteger.ONE;
        for (int k = 0; k < ranks; k++) {
            orders = orders.multiply(BigInteger.valueOf((long) n - k));
            rankings = rankings.add(orders);
        }
        return rankings;
    }
}
