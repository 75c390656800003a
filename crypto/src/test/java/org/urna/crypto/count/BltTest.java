// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.urna.crypto.MalformedException;

class BltTest {

    private static final String GOOD = """
            # an election
            4 2
            -3
            5 1 2 0   # five of them
            2 2 0
            3 0
            2 2 0
            0
            "Ann"
            "Ben \\"the \\\\ pen\\" O'Neil"
            "Ann" "Dee"
            "Title"
            "source"
            """;

    private static Blt read(String text) throws MalformedException {
        return Blt.read(text, InvalidRanks.ERS97);
    }

    private static Map<Ranking, Long> one(String paper, InvalidRanks invalidRanks) throws MalformedException {
        return Blt.read("4 1\n1 " + paper + " 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n", invalidRanks)
                .ballots();
    }

    @Test
    void aFileIsReadWithCommentsWithdrawalsBlanksAndQuotedNames() throws MalformedException {
        Blt blt = read(GOOD);
        assertThat(blt.title()).isEqualTo("Title");
        assertThat(blt.names()).containsExactly("Ann", "Ben \"the \\ pen\" O'Neil", "Ann", "Dee");
        assertThat(blt.seats()).isEqualTo(2);
        assertThat(blt.withdrawn()).containsExactly(3);
        assertThat(blt.ballots())
                .isEqualTo(Map.of(Ranking.of(List.of(1, 2)), 5L, Ranking.of(List.of(2)), 4L, Ranking.BLANK, 3L));
        assertThat(read(GOOD.replace("\n", "\r\n"))).isEqualTo(blt);
        assertThat(read("\ufeff" + GOOD)).isEqualTo(blt);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws MalformedException {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int candidates = 1 + random.nextInt(5);
            TreeMap<Ranking, Long> ballots = new TreeMap<>();
            for (int i = 0; i < random.nextInt(9); i++) {
                ballots.put(
                        Ranking.of(random.ints(1, candidates + 1)
                                .distinct()
                                .limit(random.nextInt(candidates + 1))
                                .boxed()
                                .toList()),
                        1L + random.nextInt(900));
            }
            List<String> names = random.ints(candidates, 0, 99)
                    .mapToObj(n -> "N\u00e9 \\\"" + n)
                    .toList();
            Set<Integer> withdrawn = random.nextBoolean() ? Set.of() : Set.of(candidates);
            Blt blt = new Blt("T\\", names, 1 + random.nextInt(3), withdrawn, ballots, 0);
            assertThat(read(blt.write())).isEqualTo(blt);
        }
    }

    /** Forms that returning officers publish: without quotes, quotes doubled, a party in quotes of its own, plain quotes inside. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ann  LEE (Lab) # first;Bob;Ward 1 | Ann LEE (Lab) | Bob | Ward 1",
                "\"Ann \"\"Independent\"\"\";\"Bob\"\"\";Ward 1 | Ann \"Independent\" | Bob\" | Ward 1",
                "\"Ann\" \"Green\";\"Bob\" \"\";\"Ward 1\" | Ann (Green) | Bob | Ward 1",
                "\"Ann\" \"Bob\";\"Ward 1\" \"a remark\" | Ann | Bob | Ward 1",
                "\"Ann \"the pen\" Lee\";\"Bob\" # two;;# end | Ann \"the pen\" Lee | Bob | ``",
                "\"Ann\";\"Bob\";\"\" | Ann | Bob | ``",
            })
    void namesAreReadInTheFormsThatOccur(String texts, String first, String second, String title)
            throws MalformedException {
        Blt blt = read("2 1\n1 1 0\n0\n" + texts.replace(';', '\n'));
        assertThat(blt.names()).containsExactly(first, second);
        assertThat(blt.title()).isEqualTo(title);
    }

    @Test
    void aWithdrawnCandidateMakesNoRankDoubtful() throws MalformedException {
        for (InvalidRanks each : InvalidRanks.values()) {
            Blt blt = Blt.read("4 1\n-2 -3\n1 1=2 2=3 4 0\n0\nA\nB\nC\nD\n", each);
            Ranking ranking = blt.ballots().keySet().iterator().next();
            boolean[] standing = {false, true, false, false, true};
            assertThat(ranking.at(ranking.next(0, standing))).isEqualTo(1);
            assertThat(ranking.at(ranking.next(1, standing))).isEqualTo(4);
        }
    }

    @Test
    void aControlCharacterOfANameIsWrittenAsASpace() {
        Blt blt = new Blt("", List.of("a\n\u001b[2Jb"), 1, Set.of(), new TreeMap<>(), 0);
        assertThat(blt.write()).contains("\"a  [2Jb\"").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 1 2 | line 1: the first line gives the number of candidates and of seats",
                "x 1 | line 1: not a number of candidates: x",
                "0 1 | line 1: not a number of candidates: 0 is not 1 to 10000",
                "2 1;1.5 1 0 | line 2: not a number of ballots: 1.5",
                "2 1;1 1 | line 2: a ballot ends with 0 on its own line",
                "2 1;1 3 0 | line 2: not a candidate: 3 is not 1 to 2",
                "2 1;1 1==2 0 | line 2: not a candidate: ",
                "2 1;1 1=1 0 | line 2: candidate 1 stands twice at one rank",
                "2 1;(7) 1 0 | line 2: not a number of ballots: (7)",
                "2 1;1 1 0;-1 | line 3: withdrawn candidates stand before the ballots",
                "2 1;-1 -1 | line 2: candidate 1 withdraws twice",
                "2 1;-1 2 | line 2: a line of withdrawn candidates names nothing else",
                "2 1;-3 | line 2: not a withdrawn candidate: 3 is not 1 to 2",
                "2 1;1 1 0 | line 2: the file ends where a ballot, or 0 after the last one should stand",
                "2 1;0;\"A\" | line 3: 1 names for 2 candidates",
                "2 1;0;\"A\";\"B | line 4: the closing quote is missing",
                "2 1;0;\"A\";\"B\" # \";C;D;E;F | line 8: more than a title and two remarks after the names",
                "2 1;0;\"A\" ;7 1 2 0 | line 4: not a name",
                "2 1;0;A;\"\" | line 4: candidate 2 has no name",
                "2 1;1 1 0;0;1 2 0;0;\"A\";\"B\" | line 4: not a name",
                "2 1;Ann;Bob | line 2: not a number of ballots: Ann",
                "2 1;999999999 1 0;2 1 0 | line 3: too many ballots",
                "2 1;1 1 0 0 | line 2: not a candidate: 0 is not 1 to 2",
                "2 1;1 \u001b[2J 0 | line 2: not a candidate: ?[2J",
            })
    void whatIsNotUnderstoodIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void papersWithSkippedRanksFollowTheChosenRule() throws MalformedException {
        assertThat(one("1 - 2", InvalidRanks.ERS97)).containsOnlyKeys(Ranking.of(List.of(1)));
        assertThat(one("1 - 2", InvalidRanks.MINNEAPOLIS)).containsOnlyKeys(Ranking.of(List.of(1, 2)));
        assertThat(one("1 - 2", InvalidRanks.BURLINGTON)).containsOnlyKeys(Ranking.of(List.of(1, 2)));
        assertThat(one("- 2", InvalidRanks.ERS97)).isEmpty();
    }

    @Test
    void papersWithDoubledRanksFollowTheChosenRule() throws MalformedException {
        assertThat(one("4 1=2 3", InvalidRanks.ERS97)).containsOnlyKeys(Ranking.of(List.of(4)));
        assertThat(one("4 1=2 3", InvalidRanks.MINNEAPOLIS)).containsOnlyKeys(Ranking.of(List.of(4, 3)));
        Ranking ranking =
                one("4 1=2 3", InvalidRanks.BURLINGTON).keySet().iterator().next();
        assertThat(ranking.isPlain()).isFalse();
        assertThat(ranking.next(1, new boolean[] {false, true, true, true, false}))
                .isEqualTo(Ranking.NONE);
        assertThat(ranking.at(ranking.next(1, new boolean[] {false, false, true, true, false})))
                .isEqualTo(2);
        assertThat(ranking.at(ranking.next(1, new boolean[] {false, false, false, true, false})))
                .isEqualTo(3);
    }

    @Test
    void aPaperWithoutAFirstPreferenceIsInvalidAndNotBlank() throws MalformedException {
        Blt blt = read("2 1\n3 1=2 0\n2 - 1 0\n1 0\n0\n\"A\"\n\"B\"\n");
        assertThat(blt.invalid()).isEqualTo(5);
        assertThat(blt.ballots()).isEqualTo(Map.of(Ranking.BLANK, 1L));
    }

    @Test
    void aRepeatedCandidateCountsWhereFirstMarked() throws MalformedException {
        for (InvalidRanks each : InvalidRanks.values()) {
            assertThat(one("1 1 2", each)).containsOnlyKeys(Ranking.of(List.of(1, 2)));
        }
    }

    @Test
    void noFileMakesTheReaderFailInAnyOtherWay() {
        Random random = new Random(77);
        String alphabet = " 0123456789-=\"\\#\n\r\tA\u00e9.";
        int readable = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            try {
                Blt blt =
                        Blt.read(text.toString(), List.of(InvalidRanks.values()).get(random.nextInt(3)));
                readable++;
                assertThat(blt.names()).isNotEmpty();
            } catch (MalformedException e) {
                assertThat(e.getMessage()).startsWith("line ");
            }
        }
        assertThat(readable).isBetween(1_000, 19_000);
    }
}
