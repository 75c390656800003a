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
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElectorateTest {

    private static final PublishedBallot PUBLISHED = PublishedBallot.labourLeadership2020();

    @Test
    void thePublishedFiguresAreThoseOfTheSource() {
        assertThat(PUBLISHED.electorate()).isEqualTo(784_151);
        assertThat(PUBLISHED.returned()).isEqualTo(490_731);
        assertThat(IntStream.range(0, 3).mapToObj(PUBLISHED::votes)).containsExactly(275_780, 135_218, 79_597);
    }

    @Test
    void theResourceAgreesWithTheCollectedFigures() throws Exception {
        String data = System.getProperty("urna.data"); // the environment's URNA_DATA, see pom.xml
        Path file = Path.of(data == null ? "/nonexistent" : data, "counting", "labour-2020.results.json");
        boolean required =
                Objects.requireNonNullElse(System.getenv("URNA_REQUIRE"), "").contains("data");
        assumeTrue(required || Files.isReadable(file), () -> "SKIPPED: no " + file + ", set URNA_DATA");

        JsonNode sections = new JsonMapper().readTree(file.toFile()).at("/leader/sections");

        assertThat(sections).hasSize(PUBLISHED.sections().size());
        for (PublishedBallot.Section section : PUBLISHED.sections()) {
            JsonNode official = sections.get(section.title().toLowerCase(Locale.ROOT));
            assertThat(official.get("electorate").asInt()).isEqualTo(section.electorate());
            assertThat(official.get("returned").asInt()).isEqualTo(section.returned());
            for (int i = 0; i < PUBLISHED.options().size(); i++) {
                assertThat(official.get("votes").get(PUBLISHED.options().get(i)).asInt())
                        .isEqualTo(section.votes().get(i));
            }
        }
    }

    @Test
    void atOneToAThousandEveryClassKeepsItsProportions() {
        Electorate electorate = Electorate.scaled(PUBLISHED, 784, 1);

        assertThat(electorate.members()).hasSize(784);
        assertThat(electorate.voters()).hasSize(491);
        assertThat(counts(electorate, "members")).containsExactly(151, 0, 225, 118, 59);
        assertThat(counts(electorate, "affiliated")).containsExactly(142, 0, 40, 17, 19);
        assertThat(counts(electorate, "registered")).containsExactly(0, 0, 10, 1, 2);
    }

    private static List<Integer> counts(Electorate electorate, String section) {
        return IntStream.rangeClosed(Electorate.ABSTAINS, 3)
                .mapToObj(intention -> electorate.count(section, intention))
                .toList();
    }

    @Test
    void theSeedDecidesWhoAndNotHowMany() {
        Electorate one = Electorate.scaled(PUBLISHED, 784, 1);
        Electorate two = Electorate.scaled(PUBLISHED, 784, 2);

        assertThat(one).isNotEqualTo(two).isEqualTo(Electorate.scaled(PUBLISHED, 784, 1));
        for (PublishedBallot.Section section : PUBLISHED.sections()) {
            assertThat(counts(one, section.id())).isEqualTo(counts(two, section.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 999, 5_000})
    void whateverTheSizeNobodyIsLostOrInvented(int electors) {
        Electorate electorate = Electorate.scaled(PUBLISHED, electors, 3);

        assertThat(electorate.members()).hasSize(electors).doesNotHaveDuplicates();
        assertThat(electorate.roll().lines()).hasSize(electors + 1);
        double turnout = (double) PUBLISHED.returned() / PUBLISHED.electorate();
        assertThat(electorate.voters().size())
                .isBetween((int) (electors * turnout) - 3, (int) (electors * turnout) + 1);
    }

    @Test
    void theLargestRemainderGetsWhatIsMissing() {
        assertThat(LargestRemainder.divide(10, List.of(1, 1, 1))).containsExactly(4, 3, 3);
        assertThat(LargestRemainder.divide(7, List.of(60, 30, 10))).containsExactly(4, 2, 1);
        assertThat(LargestRemainder.divide(0, List.of(0, 0))).containsExactly(0, 0);
        assertThatThrownBy(() -> LargestRemainder.divide(1, List.of(0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
