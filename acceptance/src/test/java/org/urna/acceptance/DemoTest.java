// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.acceptance.harness.BoardCopy;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Programs;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.ResultEntry;

/** The demo as a stranger runs it. */
class DemoTest {

    private static final int VOTERS = 60;

    @Test
    void theDemoEndsWithAVerifiedResultInThePublishedProportionsAndOneChangedVoteChangesItByExactlyThat()
            throws Exception {
        AdditiveResult result = demo("as-published");
        List<Long> scaled = scaled();
        assertThat(result.total().votes()).isEqualTo(scaled.subList(1, scaled.size()));
        assertThat(result.total().blank()).isEqualTo(scaled.get(0));

        // With the demo's seed the first member means to vote for the first candidate.
        AdditiveResult changed = demo("one-changed", "--vote", "L000001=3");
        List<Long> difference = IntStream.range(0, scaled.size() - 1)
                .mapToObj(i ->
                        changed.total().votes().get(i) - result.total().votes().get(i))
                .toList();
        assertThat(difference).containsExactly(-1L, 0L, 1L);
        assertThat(changed.total().ballots()).isEqualTo(result.total().ballots());
        assertThat(changed.total().blank()).isEqualTo(result.total().blank());
    }

    /** Runs the demo, checks what it prints, and reads the result from an export of the board that it kept. */
    private static AdditiveResult demo(String name, String... more) {
        Home home = Home.create("demo-" + name);
        List<String> arguments = new ArrayList<>(List.of(
                "demo", "--exit", "--voters", "" + VOTERS, "--data", home.data().toString()));
        arguments.addAll(List.of(more));
        Ended ended =
                Programs.SERVER.start(home.log(), arguments, Map.of()).await().expect(0);
        assertThat(ended.output())
                .contains("ballot-proofs", "trust-anchor", "Keir Starmer", "published figures", "elected: ");
        Path copy = home.folder().resolve("export");
        Programs.SERVER
                .start(
                        home.log(),
                        List.of("export", copy.toString()),
                        Map.of("URNA_DATA", home.data().toString()))
                .await()
                .expect(0);
        return BoardCopy.findIn(copy).read().stream()
                .filter(ResultEntry.class::isInstance)
                .map(entry -> (AdditiveResult) ((ResultEntry) entry).body())
                .findFirst()
                .orElseThrow();
    }

    /** Blank ballots and votes per candidate of the published ballot, scaled by largest remainder. */
    private static List<Long> scaled() throws Exception {
        JsonNode published = new JsonMapper()
                .readTree(Path.of("../voting-server/src/main/resources/demo/labour-leadership-2020.json")
                        .toFile());
        List<JsonNode> sections = new ArrayList<>();
        published.path("sections").forEach(sections::add);
        long electorate =
                sections.stream().mapToLong(s -> s.path("electorate").asLong()).sum();
        List<Long> returned =
                sections.stream().map(s -> s.path("returned").asLong()).toList();
        long all = returned.stream().mapToLong(Long::longValue).sum();
        List<Long> turnout = shares(Math.round((double) VOTERS * all / electorate), returned);
        List<Long> totals = new ArrayList<>(List.of(0L, 0L, 0L, 0L));
        for (int s = 0; s < sections.size(); s++) {
            List<Long> weights =
                    new ArrayList<>(List.of(sections.get(s).path("blank").asLong()));
            sections.get(s).path("votes").forEach(votes -> weights.add(votes.asLong()));
            List<Long> votes = shares(turnout.get(s), weights);
            for (int i = 0; i < totals.size(); i++) {
                totals.set(i, totals.get(i) + votes.get(i));
            }
        }
        return totals;
    }

    private static List<Long> shares(long seats, List<Long> weights) {
        long sum = weights.stream().mapToLong(Long::longValue).sum();
        List<Long> shares = new ArrayList<>(
                weights.stream().map(weight -> weight * seats / sum).toList());
        long missing = seats - shares.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> weights.get(i) * seats % sum)
                        .reversed())
                .limit(missing)
                .forEach(i -> shares.set(i, shares.get(i) + 1));
        return shares;
    }
}
