// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a manifest must keep to before an election may use it (docs/protocol.md §4, §12.1), but for its contests. */
final class ManifestRules {

    static final Set<String> OVERRIDES = Set.of("all-trustees", "min-ballots", "ranking-signature", "mixers");

    private static final int USUAL_MIN_BALLOTS = 10;
    private static final int MAX_TRUSTEES = 100;

    private final Manifest manifest;
    private final List<Problem> problems = new ArrayList<>();

    private ManifestRules(Manifest manifest) {
        this.manifest = manifest;
    }

    static List<Problem> problems(Manifest manifest) {
        ManifestRules rules = new ManifestRules(manifest);
        rules.texts();
        rules.board();
        rules.people();
        rules.numbers();
        rules.electors();
        new ContestRules(manifest, rules.problems).check();
        rules.sizes();
        return List.copyOf(rules.problems);
    }

    private void texts() {
        List<String> languages = manifest.languages();
        demand(!languages.isEmpty() && isDistinct(languages), "languages", "languages", "at least one, none twice");
        List<Problem> found = problems;
        new ManifestTexts(manifest).forEach((path, texts) -> {
            if (!fits(texts.languages(), languages)) {
                found.add(new Problem(
                        path, "texts", "languages in the manifest's order, the first of them always there"));
            }
        });
        new ManifestTexts(manifest).forEachStatement((path, language) -> {
            if (!languages.contains(language)) {
                found.add(new Problem(path, "texts", "language is none of the manifest's"));
            }
        });
    }

    /** Whether {@code some} are among {@code all}, in the same order, the first included. */
    static boolean fits(List<String> some, List<String> all) {
        if (all.isEmpty() || some.isEmpty() || !some.get(0).equals(all.get(0))) {
            return false;
        }
        int at = -1;
        for (String language : some) {
            int next = all.indexOf(language);
            if (next <= at) {
                return false;
            }
            at = next;
        }
        return true;
    }

    private void board() {
        Manifest.Keys keys = manifest.keys();
        demand(
                isKey(keys.board(), KeyForms.ED25519),
                "keys.board",
                "board-key",
                "Ed25519 (type 0x01), its name the origin");
        demand(
                isKey(keys.cosigner(), KeyForms.ML_DSA_44),
                "keys.cosigner",
                "cosigner-key",
                "ML-DSA-44 (type 0x06), its name the origin");
        for (int i = 0; i < manifest.witnesses().size(); i++) {
            String key = manifest.witnesses().get(i).key();
            int type = KeyForms.vkeyType(key);
            demand(
                    (type == KeyForms.ED25519_COSIGNER || type == KeyForms.ML_DSA_44)
                            && !KeyForms.vkeyName(key).equals(manifest.origin()),
                    "witnesses[" + i + "].key",
                    "witness-key",
                    "of type 0x04 or 0x06, its name not the origin");
        }
        demand(
                isDistinct(manifest.witnesses().stream()
                        .map(witness -> KeyForms.vkeyName(witness.key()))
                        .toList()),
                "witnesses",
                "witness-key",
                "no name twice");
        demand(manifest.quorum() <= manifest.witnesses().size(), "quorum", "quorum", "at most the number of witnesses");
        demand(manifest.maxGapMinutes() >= 1, "maxGapMinutes", "max-gap", "at least 1");
    }

    private boolean isKey(String vkey, int type) {
        return KeyForms.vkeyType(vkey) == type && KeyForms.vkeyName(vkey).equals(manifest.origin());
    }

    private void people() {
        List<String> officers = manifest.officers().stream()
                .map(officer -> officer.key().thumbprint())
                .toList();
        demand(
                officers.size() >= 2 && isDistinct(officers),
                "officers",
                "officers",
                "at least 2, their keys different");
        List<String> trustees =
                manifest.trustees().stream().map(Manifest.Trustee::thumbprint).toList();
        demand(isDistinct(trustees), "trustees", "trustees", "no thumbprint twice");
        int n = trustees.size();
        int t = manifest.threshold();
        demand(n >= 1 && n <= MAX_TRUSTEES, "trustees", "trustees", "1 to " + MAX_TRUSTEES);
        demand(2L * t > n && t <= n, "threshold", "threshold", "more than half of the trustees, and at most all");
        demand(
                t != n || manifest.overrides("all-trustees"),
                "threshold",
                "all-trustees",
                "all trustees, so that the loss of one key voids the election: needs the override all-trustees");
        boolean ranked = manifest.contests().stream().anyMatch(RankedContest.class::isInstance);
        demand(
                !ranked || (manifest.mixers() >= 2 && manifest.mixers() <= n),
                "mixers",
                "mixers",
                "2 to the number of trustees, where a contest is ranked");
    }

    private void numbers() {
        Manifest.Schedule schedule = manifest.schedule();
        demand(
                schedule.opens().isBefore(schedule.closes())
                        && !schedule.disputeEnds().isBefore(schedule.closes()),
                "schedule",
                "schedule",
                "opens before it closes, and disputes end no earlier");
        Manifest.Roll roll = manifest.roll();
        demand(roll.size() >= 1, "roll.size", "roll", "at least 1");
        demand(roll.replacements() <= roll.reserve(), "roll.replacements", "roll", "at most the reserve");
        demand(manifest.minBallots() >= 1, "minBallots", "min-ballots", "at least 1");
        demand(
                manifest.minBallots() >= USUAL_MIN_BALLOTS || manifest.overrides("min-ballots"),
                "minBallots",
                "min-ballots",
                "below " + USUAL_MIN_BALLOTS + ": needs the override min-ballots");
        List<String> codes =
                manifest.overrides().stream().map(Manifest.Departure::rule).toList();
        demand(isDistinct(codes) && OVERRIDES.containsAll(codes), "overrides", "overrides", "known codes, none twice");
    }

    private void electors() {
        List<String> sections =
                manifest.sections().stream().map(Manifest.Section::id).toList();
        demand(!sections.isEmpty() && isDistinct(sections), "sections", "sections", "at least one, no id twice");
        List<String> styles = manifest.styles().stream().map(Manifest.Style::id).toList();
        demand(!styles.isEmpty() && isDistinct(styles), "styles", "styles", "at least one, no id twice");
        List<String> contests = manifest.contests().stream().map(Contest::id).toList();
        for (int i = 0; i < manifest.styles().size(); i++) {
            Manifest.Style style = manifest.styles().get(i);
            String path = "styles[" + i + "]";
            demand(sections.contains(style.section()), path + ".section", "styles", "section not in the manifest");
            demand(
                    !style.contests().isEmpty()
                            && style.contests()
                                    .equals(contests.stream()
                                            .filter(style.contests()::contains)
                                            .toList()),
                    path + ".contests",
                    "styles",
                    "contests of the manifest, at least one, in its order, none twice");
        }
    }

    private void sizes() {
        for (int i = 0; i < manifest.styles().size(); i++) {
            long bytes = manifest.maxBallotBytes(manifest.styles().get(i));
            demand(
                    bytes <= Entry.MAX_BYTES,
                    "styles[" + i + "]",
                    "ballot-size",
                    "a ballot has " + bytes + " bytes, an entry holds " + Entry.MAX_BYTES);
        }
    }

    private void demand(boolean condition, String path, String rule, String reason) {
        if (!condition) {
            problems.add(new Problem(path, rule, reason));
        }
    }

    static boolean isDistinct(List<String> values) {
        Set<String> seen = new HashSet<>();
        return values.stream().allMatch(seen::add);
    }
}
