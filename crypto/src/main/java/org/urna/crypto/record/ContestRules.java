// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the contests of a manifest must keep to. */
final class ContestRules {

    /** Rules whose results are sums. */
    static final Set<String> ADDITIVE = Set.of("plurality-1", "block-1", "electoral-college-1");

    /** Rules that count rankings. */
    static final Set<String> RANKED =
            Set.of("irv-1", "stv-scotland-2007", "stv-ers97", "stv-meek-nz", "stv-wig-exact-1");

    private static final String BY_SECTION = "electoral-college-1";
    private static final String ONE_SEAT = "irv-1";

    private final Manifest manifest;
    private final List<Problem> problems;

    ContestRules(Manifest manifest, List<Problem> problems) {
        this.manifest = manifest;
        this.problems = problems;
    }

    void check() {
        List<String> ids = manifest.contests().stream().map(Contest::id).toList();
        demand(!ids.isEmpty() && ManifestRules.isDistinct(ids), "contests", "contests", "at least one, no id twice");
        for (int i = 0; i < ids.size(); i++) {
            Contest contest = manifest.contests().get(i);
            String path = "contests[" + i + "]";
            terms(path, contest);
            if (contest instanceof AdditiveContest additive) {
                additive(path, additive);
            } else if (contest instanceof RankedContest ranked) {
                ranked(path, ranked);
            }
        }
    }

    private void terms(String path, Contest contest) {
        Set<String> known = contest instanceof AdditiveContest ? ADDITIVE : RANKED;
        demand(
                known.contains(contest.rule()),
                path + ".rule",
                "rule",
                "none of those for this kind of contest: " + String.join(", ", new TreeSet<>(known)));
        int n = contest.candidates().size();
        demand(n >= 1, path, "candidates", "at least one");
        int seats = contest.terms().seats();
        demand(seats >= 1 && seats <= n, path + ".seats", "seats", "1 to the number of candidates");
        demand(
                manifest.styles().stream().anyMatch(style -> style.contests().contains(contest.id())),
                path,
                "contests",
                "no style votes on it");
        demand(!contest.rule().equals(ONE_SEAT) || seats == 1, path + ".seats", "seats", ONE_SEAT + " fills one seat");
        sectionWeights(path, contest);
    }

    private void sectionWeights(String path, Contest contest) {
        List<Contest.SectionWeight> weights = contest.terms().sectionWeights();
        if (!contest.rule().equals(BY_SECTION)) {
            demand(
                    weights == null,
                    path + ".sectionWeights",
                    "section-weights",
                    "only " + BY_SECTION + " weighs sections");
            return;
        }
        List<String> weighed = weights == null
                ? List.of()
                : weights.stream().map(Contest.SectionWeight::section).toList();
        demand(
                contest.bySection()
                        && ManifestRules.isDistinct(weighed)
                        && Set.copyOf(weighed).equals(Set.copyOf(manifest.sectionsOf(contest)))
                        && weights != null
                        && weights.stream().allMatch(each -> each.weight() >= 1),
                path + ".sectionWeights",
                "section-weights",
                BY_SECTION
                        + " needs results by section, and a weight of at least 1 for every section that votes, none twice");
    }

    private void additive(String path, AdditiveContest contest) {
        demand(contest.maxPerOption() >= 1, path + ".maxPerOption", "sum-bounds", "at least 1");
        long most = (long) contest.options().size() * contest.maxPerOption();
        demand(
                contest.min() <= contest.max() && contest.max() >= 1 && contest.max() <= most,
                path + ".max",
                "sum-bounds",
                "at least min, at least 1, and at most the number of options times maxPerOption");
    }

    private void ranked(String path, RankedContest contest) {
        int n = contest.candidates().size();
        boolean bounded = contest.maxRanks() >= 1 && contest.maxRanks() <= n;
        demand(bounded, path + ".maxRanks", "max-ranks", "1 to the number of candidates");
        demand(
                !bounded || manifest.overrides("ranking-signature") || !canSign(contest),
                path + ".maxRanks",
                "ranking-signature",
                "more rankings than a tenth of the ballots, so that one can be a signature: needs the override ranking-signature");
    }

    private boolean canSign(RankedContest contest) {
        BigInteger most = BigInteger.valueOf(manifest.roll().size());
        BigInteger orders = BigInteger.ONE;
        BigInteger rankings = BigInteger.ONE;
        for (int k = 0; k < contest.maxRanks(); k++) {
            orders = orders.multiply(
                    BigInteger.valueOf((long) contest.candidates().size() - k));
            rankings = rankings.add(orders);
            if (rankings.multiply(BigInteger.TEN).compareTo(most) > 0) {
                return true;
            }
        }
        return false;
    }

    private void demand(boolean condition, String path, String rule, String reason) {
        if (!condition) {
            problems.add(new Problem(path, rule, reason));
        }
    }
}
