// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold for every election; the electorates are small, so that ties are frequent. */
class RankedRulesPropertyTest {

    private static final List<String> SEVERAL_SEATS =
            List.of("stv-ers97", "stv-meek-nz", "stv-scotland-2007", "stv-wig-exact-1");

    private static List<Integer> shuffled(int candidates, Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, candidates).boxed().toList());
        Collections.shuffle(order, random);
        return order;
    }

    private record Election(
            int candidates, int seats, List<Ranking> ballots, Set<Integer> withdrawn, List<Integer> lots) {

        static Election random(Random random, int mostSeats) {
            int candidates = 1 + random.nextInt(7);
            List<Ranking> ballots = new ArrayList<>();
            int number = random.nextInt(40);
            for (int i = 0; i < number; i++) {
                ballots.add(Ranking.of(shuffled(candidates, random).subList(0, random.nextInt(candidates + 1))));
            }
            Set<Integer> withdrawn = new HashSet<>(random.nextInt(4) == 0 ? List.of(1) : List.of());
            return new Election(
                    candidates, 1 + random.nextInt(mostSeats), ballots, withdrawn, shuffled(candidates, random));
        }

        RankedInput input() {
            return RankedInput.of(candidates, seats, ballots, withdrawn, lots);
        }

        /** The same with other numbers: candidate c becomes number {@code to.get(c - 1)}. */
        Election renumbered(List<Integer> to) {
            return new Election(
                    candidates,
                    seats,
                    ballots.stream()
                            .map(each -> Ranking.of(renumbered(each.candidates(), to)))
                            .toList(),
                    new HashSet<>(renumbered(List.copyOf(withdrawn), to)),
                    renumbered(lots, to));
        }

        static List<Integer> renumbered(List<Integer> some, List<Integer> to) {
            return some.stream().map(candidate -> to.get(candidate - 1)).toList();
        }
    }

    private static void assertConserved(Count count) {
        BigDecimal valid = BigDecimal.valueOf(count.valid());
        BigDecimal cut = count.rule().equals("stv-wig-exact-1")
                ? BigDecimal.valueOf(count.candidates() + 1L, 9)
                : BigDecimal.ZERO;
        for (Count.Stage stage : count.stages()) {
            BigDecimal sum = stage.votes().stream().reduce(stage.nonTransferable(), BigDecimal::add);
            assertThat(sum).isBetween(valid.subtract(cut), valid);
            assertThat(stage.votes()).allMatch(votes -> votes.signum() >= 0);
            assertThat(stage.roundingLoss()).isBetween(BigDecimal.ZERO, stage.nonTransferable());
        }
        List<Integer> decided = new ArrayList<>();
        count.stages().forEach(stage -> {
            decided.addAll(stage.elected());
            decided.addAll(stage.excluded());
        });
        assertThat(decided).doesNotHaveDuplicates().noneMatch(count.withdrawn()::contains);
        assertThat(count.stages().stream()
                        .flatMap(stage -> stage.elected().stream())
                        .toList())
                .isEqualTo(count.elected());
    }

    @Test
    void votesAreConservedAndTheSeatsAreFilled() {
        Random random = new Random(2007);
        int ties = 0;
        for (int round = 0; round < 1_500; round++) {
            Election election = Election.random(random, 4);
            for (String rule : SEVERAL_SEATS) {
                Count count = RankedRules.named(rule).count(election.input());
                assertConserved(count);
                assertThat(count.elected())
                        .as("%s of %s", rule, election)
                        .hasSize(Math.min(
                                election.seats(),
                                election.candidates() - election.withdrawn().size()));
                ties += count.ties().size();
            }
        }
        assertThat(ties).isGreaterThan(500);
    }

    @Test
    void otherNumbersForTheCandidatesChangeNothingElse() {
        Random random = new Random(1997);
        for (int round = 0; round < 500; round++) {
            Election election = Election.random(random, 3);
            List<Integer> to = shuffled(election.candidates(), random);
            Election other = election.renumbered(to);
            for (String rule : SEVERAL_SEATS) {
                Count count = RankedRules.named(rule).count(election.input());
                Count same = RankedRules.named(rule).count(other.input());
                assertThat(same.elected()).isEqualTo(Election.renumbered(count.elected(), to));
                assertThat(same.stages()).hasSameSizeAs(count.stages());
                for (int i = 0; i < count.stages().size(); i++) {
                    Count.Stage stage = count.stages().get(i);
                    Count.Stage twin = same.stages().get(i);
                    assertThat(twin.quota()).isEqualTo(stage.quota());
                    assertThat(twin.excluded()).isEqualTo(Election.renumbered(stage.excluded(), to));
                    for (int candidate = 1; candidate <= election.candidates(); candidate++) {
                        assertThat(twin.votes().get(to.get(candidate - 1) - 1))
                                .isEqualTo(stage.votes().get(candidate - 1));
                    }
                }
            }
        }
    }

    @Test
    void theOrderOfTheBallotsChangesNothing() {
        Random random = new Random(45);
        for (int round = 0; round < 200; round++) {
            Election election = Election.random(random, 3);
            List<Ranking> ballots = new ArrayList<>(election.ballots());
            Collections.shuffle(ballots, random);
            RankedInput other = RankedInput.of(
                    election.candidates(), election.seats(), ballots, election.withdrawn(), election.lots());
            for (String rule : SEVERAL_SEATS) {
                assertThat(RankedRules.named(rule).count(other))
                        .isEqualTo(RankedRules.named(rule).count(election.input()));
            }
        }
    }

    @Test
    void otherLotsChangeNothingUnlessALotWasNeeded() {
        Random random = new Random(49);
        int compared = 0;
        for (int round = 0; round < 400; round++) {
            Election election = Election.random(random, 3);
            RankedInput input = election.input();
            RankedInput other = new RankedInput(
                    input.candidates(),
                    input.seats(),
                    input.ballots(),
                    input.withdrawn(),
                    shuffled(input.candidates(), random));
            for (String rule : SEVERAL_SEATS) {
                Count count = RankedRules.named(rule).count(input);
                if (count.ties().stream().noneMatch(tie -> tie.settledBy().equals("lot"))) {
                    compared++;
                    assertThat(new HashSet<>(
                                    RankedRules.named(rule).count(other).elected()))
                            .isEqualTo(new HashSet<>(count.elected()));
                }
            }
        }
        assertThat(compared).isGreaterThan(300);
    }

    @Test
    void meeksQuotaNeverRises() {
        Random random = new Random(2001);
        for (int round = 0; round < 1_000; round++) {
            Count count = RankedRules.named("stv-meek-nz")
                    .count(Election.random(random, 4).input());
            for (int i = 1; i < count.stages().size(); i++) {
                assertThat(count.stages().get(i).quota())
                        .isLessThanOrEqualTo(count.stages().get(i - 1).quota());
            }
        }
    }

    @Test
    void forOneSeatEveryRuleElectsWhomTheAlternativeVoteElects() {
        Random random = new Random(52);
        int compared = 0;
        for (int round = 0; round < 2_000; round++) {
            Election election = Election.random(random, 1);
            Count irv = RankedRules.named("irv-1").count(election.input());
            assertConserved(irv);
            if (irv.valid() == 0 || !irv.ties().isEmpty()) {
                continue;
            }
            compared++;
            for (String rule : SEVERAL_SEATS) {
                Count count = RankedRules.named(rule).count(election.input());
                if (count.ties().isEmpty()) {
                    assertThat(count.elected()).as("%s of %s", rule, election).isEqualTo(irv.elected());
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void aLargeElectionIsCountedInSeconds() {
        Random random = new Random(500_000);
        List<Ranking> ballots = new ArrayList<>();
        for (int i = 0; i < 500_000; i++) {
            ballots.add(Ranking.of(shuffled(12, random).subList(0, 1 + random.nextInt(9))));
        }
        RankedInput input = RankedInput.of(12, 9, ballots, Set.of(), shuffled(12, random));
        for (String rule : SEVERAL_SEATS) {
            assertThat(RankedRules.named(rule).count(input).elected()).hasSize(9);
        }
    }
}
