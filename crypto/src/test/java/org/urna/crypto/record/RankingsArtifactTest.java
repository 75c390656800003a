// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.Ranking;

/** The order of the lines says nothing of the order of the ballots, and there is one writing only. */
class RankingsArtifactTest {

    private static final String LINES = "[2,[]]\n[3,[1]]\n[1,[1,3]]\n[4,[2]]\n";

    @Test
    void linesAreSortedByRankingWithBlanksFirst() throws MalformedException {
        TreeMap<Ranking, Long> ballots = new TreeMap<>(Map.of(
                Ranking.of(List.of(2)),
                4L,
                Ranking.of(List.of(1, 3)),
                1L,
                Ranking.BLANK,
                2L,
                Ranking.of(List.of(1)),
                3L));

        assertThat(new String(RankingsArtifact.write(ballots), StandardCharsets.US_ASCII))
                .isEqualTo(LINES);
        assertThat(RankingsArtifact.read(LINES.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(ballots);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[3,[1]];[2,[]]; | line 2: ranking is not above the one before it",
                "[3,[1]];[2,[1]]; | line 2: ranking is not above the one before it",
                "[3,[1,2,1]]; | line 1: a candidate stands twice in a ranking",
                "[3,[1]] | line 1: last line has no line feed",
                "[0,[1]]; | line 1",
                "[3,[0]]; | line 1",
                "[3,[1]];; | line 2",
            })
    void anotherWritingIsMalformed(String lines, String rule) {
        byte[] bytes = lines.replace(';', '\n').getBytes(StandardCharsets.US_ASCII);

        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> RankingsArtifact.read(bytes))
                .withMessageContaining(rule);
    }
}
