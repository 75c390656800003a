// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.count.CountingRules;
import org.urna.crypto.count.Outcome;
import org.urna.crypto.count.RankedInput;
import org.urna.crypto.count.RankedRules;
import org.urna.crypto.count.Ranking;
import org.urna.crypto.count.Totals;
import org.urna.crypto.record.CountArtifact;

/** Random small elections, most of them with ties, are counted alike in JavaScript and in Java, to the byte, by every rule. */
@ExtendWith(InChromium.class)
class TwoCountsTest {

    private static final int ELECTIONS = 200;

    private static ModulePage page;

    private final Random random = new Random(20261127);

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    static Set<String> rules() {
        return RankedRules.names();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rankingsGiveTheSamePublishedCount(String rule) {
        List<Map<String, Object>> elections = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < ELECTIONS; i++) {
            int candidates = 1 + random.nextInt(7);
            int seats = rule.equals("irv-1") ? 1 : 1 + random.nextInt(candidates);
            SortedMap<Ranking, Long> ballots = ballots(candidates);
            Set<Integer> withdrawn = withdrawn(candidates);
            List<Integer> order = shuffled(candidates);
            elections.add(Map.of(
                    "rule", rule,
                    "seats", seats,
                    "candidates", candidates,
                    "ballots",
                            ballots.entrySet().stream()
                                    .map(group -> Map.of(
                                            "ranking",
                                            group.getKey().candidates(),
                                            "ballots",
                                            group.getValue().intValue()))
                                    .toList(),
                    "withdrawn", List.copyOf(withdrawn),
                    "order", order));
            byte[] count = CountArtifact.write(
                    RankedRules.named(rule).count(new RankedInput(candidates, seats, ballots, withdrawn, order)));
            counts.add(new String(count, StandardCharsets.US_ASCII));
        }

        assertThat((List<?>) page.call("counting", "ranked", Map.of("elections", elections)))
                .isEqualTo(counts);
    }

    @Test
    void sumsElectTheSame() {
        List<Map<String, Object>> elections = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        for (String rule : CountingRules.names()) {
            for (int i = 0; i < ELECTIONS; i++) {
                int options = 1 + random.nextInt(6);
                int seats = 1 + random.nextInt(options);
                List<Totals.Section> sections = IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(each -> new Totals.Section(1 + random.nextInt(3), votes(options)))
                        .toList();
                List<Long> votes = IntStream.range(0, options)
                        .mapToObj(option -> sections.stream()
                                .mapToLong(section -> section.votes().get(option))
                                .sum())
                        .toList();
                Set<Integer> withdrawn = withdrawn(options);
                List<Integer> order = shuffled(options);
                elections.add(Map.of(
                        "rule",
                        rule,
                        "seats",
                        seats,
                        "votes",
                        numbers(votes),
                        "sections",
                        IntStream.range(0, sections.size())
                                .mapToObj(at -> Map.of(
                                        "section", "section-" + at,
                                        "weight", sections.get(at).weight(),
                                        "votes", numbers(sections.get(at).votes())))
                                .toList(),
                        "withdrawn",
                        List.copyOf(withdrawn),
                        "order",
                        order));
                outcomes.add(
                        written(CountingRules.named(rule).count(new Totals(seats, votes, withdrawn, order, sections))));
            }
        }

        assertThat((List<?>) page.call("counting", "sums", Map.of("elections", elections)))
                .isEqualTo(outcomes);
    }

    private static String written(Outcome outcome) {
        List<String> ties = outcome.ties().stream()
                .map(tie -> "{\"stage\":" + tie.stage() + ",\"candidates\":" + compact(tie.candidates())
                        + ",\"settledBy\":\"" + tie.settledBy() + "\",\"first\":" + tie.first() + "}")
                .toList();
        return "{\"elected\":" + compact(outcome.elected()) + ",\"ties\":[" + String.join(",", ties) + "]}";
    }

    /** As the browser's driver takes them. */
    private static List<Integer> numbers(List<Long> votes) {
        return votes.stream().map(Long::intValue).toList();
    }

    private static String compact(List<Integer> numbers) {
        return numbers.toString().replace(" ", "");
    }

    private SortedMap<Ranking, Long> ballots(int candidates) {
        SortedMap<Ranking, Long> ballots = new TreeMap<>();
        int most = random.nextBoolean() ? 3 : 40;
        for (int group = random.nextInt(12); group > 0; group--) {
            List<Integer> order = shuffled(candidates);
            ballots.merge(
                    Ranking.of(order.subList(0, random.nextInt(candidates + 1))), 1L + random.nextInt(most), Long::sum);
        }
        return ballots;
    }

    private List<Long> votes(int options) {
        return IntStream.range(0, options)
                .mapToObj(option -> (long) random.nextInt(4))
                .toList();
    }

    private Set<Integer> withdrawn(int candidates) {
        Set<Integer> withdrawn = new LinkedHashSet<>();
        if (random.nextInt(4) == 0) {
            withdrawn.add(1 + random.nextInt(candidates));
        }
        return withdrawn;
    }

    private List<Integer> shuffled(int candidates) {
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, candidates).boxed().toList());
        Collections.shuffle(order, random);
        return order;
    }
}
