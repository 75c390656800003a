// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Real ballots against published figures; the files are other people's and stay where {@code URNA_DATA} says. */
class RealElectionsTest {

    private static Path file(String name) {
        String data = Objects.requireNonNullElse(System.getenv("URNA_DATA"), "/nonexistent");
        Path file = Path.of(data, "counting", name);
        boolean required =
                Objects.requireNonNullElse(System.getenv("URNA_REQUIRE"), "").contains("data");
        assumeTrue(required || Files.isReadable(file), () -> "SKIPPED: no " + file + ", set URNA_DATA");
        return file;
    }

    private record Counted(Blt blt, Count count) {

        List<String> names(List<Integer> candidates) {
            return candidates.stream().map(each -> blt.names().get(each - 1)).toList();
        }

        Map<String, BigDecimal> votes(int stage) {
            Map<String, BigDecimal> votes = new HashMap<>();
            for (int i = 0; i < blt.names().size(); i++) {
                votes.put(
                        blt.names().get(i),
                        count.stages().get(stage - 1).votes().get(i));
            }
            return votes;
        }
    }

    private static Counted count(String name, String rule) throws Exception {
        Blt blt = Blt.read(Files.readString(file(name)), InvalidRanks.ERS97);
        List<Integer> lots =
                IntStream.rangeClosed(1, blt.names().size()).boxed().toList();
        return new Counted(blt, RankedRules.named(rule).count(blt.input(blt.seats(), lots)));
    }

    private static void assertVotes(Counted counted, int stage, Map<String, BigDecimal> expected) {
        assertThat(expected).isNotEmpty();
        expected.forEach((name, votes) -> assertThat(counted.votes(stage).get(name))
                .as("%s at stage %d", name, stage)
                .isEqualByComparingTo(votes));
    }

    /** Totals per stage in the tables that OpenSTV exports: a name, then a change and a total per later stage. */
    private static List<Map<String, BigDecimal>> openStv(String name) throws IOException {
        List<Map<String, BigDecimal>> stages = new ArrayList<>();
        boolean table = false;
        for (String line : Files.readAllLines(file(name))) {
            String[] cells = line.replace("\"", "").split(",", -1);
            if (table && !cells[0].equals("Totals")) {
                for (int column = 1; column < cells.length; column += 2) {
                    int stage = column / 2;
                    while (stages.size() <= stage) {
                        stages.add(new HashMap<>());
                    }
                    String cell = cells[column].trim();
                    if (!cell.isEmpty() && (Character.isDigit(cell.charAt(0)) || cell.equals("-"))) {
                        stages.get(stage).put(cells[0], cell.equals("-") ? BigDecimal.ZERO : new BigDecimal(cell));
                    }
                }
            }
            table |= cells[0].equals("Candidates");
        }
        return stages;
    }

    private static void assertSameAsOpenStv(Counted counted, String table) throws IOException {
        List<Map<String, BigDecimal>> stages = openStv(table);
        assertThat(counted.count().stages().size()).isGreaterThan(5);
        for (int stage = 1; stage <= counted.count().stages().size(); stage++) {
            Map<String, BigDecimal> figures = new HashMap<>(stages.get(stage - 1));
            BigDecimal rest = figures.remove("Non-transferable");
            assertVotes(counted, stage, figures);
            if (rest != null) {
                assertThat(counted.count().stages().get(stage - 1).nonTransferable())
                        .as("non-transferable at stage %d", stage)
                        .isEqualByComparingTo(rest);
            }
        }
    }

    @Test
    void glasgowLinn2007IsTheSameInEveryStageToFiveDecimals() throws Exception {
        Counted linn = count("glasgow_2007_linn.blt", "stv-scotland-2007");
        assertThat(linn.count().quota()).isEqualByComparingTo("1914");
        assertThat(linn.names(linn.count().elected()))
                .containsExactly("David Ritchie", "Sadie Docherty", "John McKenzie", "Margot Clark");
        assertThat(linn.count().stages()).hasSize(10);
        assertSameAsOpenStv(linn, "glasgow_2007_linn.openstv-scottish.csv");
        List<OfficialStage> official = OfficialStage.read(Files.readString(file("glasgow_2007_linn.official.json")));
        assertThat(official).hasSize(10);
        for (int stage = 1; stage <= official.size(); stage++) {
            OfficialStage figures = official.get(stage - 1);
            assertThat(figures.votes()).hasSize(11);
            assertVotes(linn, stage, figures.votes());
            assertThat(linn.count().stages().get(stage - 1).nonTransferable())
                    .isEqualByComparingTo(figures.nonTransferable());
        }
    }

    @Test
    void theModelElectionOfErs97IsTheSame() throws Exception {
        Counted model = count("ers97.blt", "stv-ers97");
        assertThat(model.count().quota()).isEqualByComparingTo("107.58");
        assertThat(model.names(model.count().elected()))
                .containsExactlyInAnyOrder("Smith", "Carpenter", "Duke", "Prince", "Vicar", "Freeman");
        assertThat(model.count().stages()).hasSize(6);
        Count.Stage surplus = model.count().stages().get(1);
        assertThat(surplus.nonTransferable()).isEqualByComparingTo("0.59");
        assertThat(surplus.transfers().stream()
                        .filter(each -> each.to() != 0)
                        .mapToLong(Count.Transfer::papers)
                        .sum())
                .isEqualTo(123);
        assertThat(surplus.transfers())
                .filteredOn(each -> each.to() != 0)
                .allSatisfy(each -> assertThat(each.value()).isEqualByComparingTo("0.21"));
        assertSameAsOpenStv(model, "ers97.openstv-ERS97STV.csv");
    }

    @Test
    void newZealandMeekElectsTheSameAsTheMeekReference() throws Exception {
        Counted meek = count("ers97.blt", "stv-meek-nz");
        assertThat(meek.names(meek.count().elected()))
                .containsExactlyInAnyOrder("Smith", "Carpenter", "Duke", "Prince", "Vicar", "Freeman");
        List<String> lines = Files.readAllLines(file("ers97.meek-reference.csv"));
        List<String> elected = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            if (cells.length > 3 && cells[cells.length - 1].equals("EL")) {
                elected.add(cells[0]);
            }
            if (cells[0].matches("[A-Z][a-z]+") && cells.length > 2 && cells[2].matches("EL|H|EX")) {
                assertVotes(meek, 1, Map.of(cells[0], new BigDecimal(cells[1])));
            }
        }
        assertThat(meek.names(meek.count().elected())).containsExactlyInAnyOrderElementsOf(elected);
    }

    @Test
    void burlington2009IsTheSameInItsFirstAndFinalRounds() throws Exception {
        Counted burlington = count("burlington-2009-mayor.blt", "irv-1");
        assertThat(burlington.count().valid()).isEqualTo(8976);
        assertVotes(
                burlington,
                1,
                Map.of(
                        "Kurt Wright", new BigDecimal(2951),
                        "Bob Kiss", new BigDecimal(2585),
                        "Andy Montroll", new BigDecimal(2063),
                        "Dan Smith", new BigDecimal(1306)));
        assertVotes(burlington, 4, Map.of("Andy Montroll", new BigDecimal(2554)));
        assertVotes(burlington, 5, Map.of("Bob Kiss", new BigDecimal(4313), "Kurt Wright", new BigDecimal(4061)));
        assertThat(burlington.names(burlington.count().elected())).containsExactly("Bob Kiss");
        assertThat(burlington.count().stages())
                .extracting(Count.Stage::nonTransferable)
                .map(BigDecimal::intValueExact)
                .containsExactly(0, 3, 14, 147, 602);
    }

    /** No ballots are public: this distributes just what the published totals of the rounds say went on. */
    @Test
    void ballotsWithLaboursDeputyTransfersGiveLaboursRounds() {
        // 1 Rayner, 2 Burgon, 3 Allin-Khan, 4 Murray, 5 Butler; round 2 in the version that sums
        Count count = Elections.count(
                "irv-1",
                5,
                1,
                "192168 A, 80053 B, 77351 C, 19246 DA, 3979 DB, 25809 DC, 12145 D, 17530 EA, 8611 EB, 10698 EC, 3381 ED, 10035 E");
        Elections.assertStage(count, 1, "192168 80053 77351 61179 50255 0");
        Elections.assertStage(count, 2, "209698 88664 88049 64560 0 10035");
        Elections.assertStage(count, 3, "228944 92643 113858 0 0 25561");
        assertThat(count.elected()).containsExactly(1);
        assertThat(count.stages()).hasSize(3);
    }
}
