// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.RankedInput;
import org.urna.crypto.count.RankedRules;
import org.urna.crypto.count.Ranking;

class RankedElectorateTest {

    private static final PublishedRounds PUBLISHED = PublishedRounds.labourDeputy2020();
    private static final int CANDIDATES = 5;
    private static final int EXECUTIVE = 20;

    @Test
    void theResourceAgreesWithTheCollectedFigures() throws Exception {
        String data = System.getProperty("urna.data"); // the environment's URNA_DATA, see pom.xml
        Path file = Path.of(data == null ? "/nonexistent" : data, "counting", "labour-2020.results.json");
        boolean required =
                Objects.requireNonNullElse(System.getenv("URNA_REQUIRE"), "").contains("data");
        assumeTrue(required || Files.isReadable(file), () -> "SKIPPED: no " + file + ", set URNA_DATA");

        JsonNode official = new JsonMapper().readTree(file.toFile());

        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < CANDIDATES; i++) {
                assertThat(official.at("/deputy/rounds")
                                .path(round)
                                .path(PUBLISHED.candidates().get(i))
                                .asInt())
                        .isEqualTo(PUBLISHED.rounds().get(round).get(i));
            }
            assertThat(official.at("/checks/deputy_exhausted_after_round")
                            .path(round)
                            .asInt())
                    .isEqualTo(PUBLISHED.exhausted(round));
        }
        assertThat(official.at("/checks/deputy_blank_or_spoilt").asInt()).isEqualTo(PUBLISHED.blank());
        assertThat(official.at("/deputy/returned/total").path(0).asInt()).isEqualTo(PUBLISHED.returned());
        assertThat(official.at("/deputy/returned/total").path(1).asInt()).isEqualTo(PUBLISHED.electorate());
    }

    /** The rankings, counted, go through the published rounds scaled. */
    @ParameterizedTest
    @ValueSource(ints = {60, 784, 7_840})
    void theRoundsComeOutAtScale(int electors) {
        RankedElectorate ranked = RankedElectorate.scaled(PUBLISHED, "members", EXECUTIVE, electors, 7);
        Count count = count(ranked, 0, CANDIDATES, 1, "irv-1");
        int ballots = ranked.electorate().voters().size();

        List<List<Integer>> expected = PUBLISHED.scaled(RankedElectorate.valid(PUBLISHED, ballots));

        assertThat(count.ballots()).isEqualTo(ballots);
        assertThat(count.stages()).hasSize(3);
        for (int round = 0; round < 3; round++) {
            Count.Stage stage = count.stages().get(round);
            assertThat(stage.votes())
                    .extracting(votes -> votes.intValueExact())
                    .isEqualTo(expected.get(round).subList(0, CANDIDATES));
            assertThat(stage.nonTransferable().intValueExact())
                    .isEqualTo(expected.get(round).get(CANDIDATES));
        }
        assertThat(count.elected()).containsExactly(1);
    }

    @Test
    void atOneToAThousandTheRoundsAreThePublishedOnesWithoutTheirLastThreeFigures() {
        assertThat(PUBLISHED.scaled(461))
                .containsExactly(
                        List.of(192, 78, 80, 50, 61, 0),
                        List.of(210, 88, 89, 0, 64, 10),
                        List.of(229, 114, 93, 0, 0, 25));
    }

    @Test
    void theExecutiveIsOnThePapersOfOneClassAndFillsItsSeats() {
        RankedElectorate ranked = RankedElectorate.scaled(PUBLISHED, "members", EXECUTIVE, 784, 2020);
        Count count = count(ranked, 1, EXECUTIVE, 9, "stv-ers97");
        assertThat(count.ballots())
                .isEqualTo(ranked.electorate().voters().stream()
                        .filter(member -> member.section().equals("members"))
                        .count())
                .isEqualTo(380);
        assertThat(count.elected()).hasSize(9);
        assertThat(count.blank()).isPositive();
    }

    @Test
    void tooFewElectorsAreRefused() {
        assertThatThrownBy(() -> RankedElectorate.scaled(PUBLISHED, "members", EXECUTIVE, 20, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too few");
    }

    private static Count count(RankedElectorate ranked, int contest, int candidates, int seats, String rule) {
        List<Ranking> ballots = ranked.answers().values().stream()
                .filter(paper -> paper.size() > contest)
                .map(paper -> ranking(paper.get(contest)))
                .toList();
        List<Integer> lots = IntStream.rangeClosed(1, candidates).boxed().toList();
        return RankedRules.named(rule).count(RankedInput.of(candidates, seats, ballots, Set.of(), lots));
    }

    private static Ranking ranking(Answer answer) {
        return Ranking.of(((Preferences) answer).candidates());
    }
}
