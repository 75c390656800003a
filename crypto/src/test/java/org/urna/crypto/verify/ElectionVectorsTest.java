// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;

/**
 * G1: the elections of {@code docs/vectors}, one for every check that it breaks, read from the files as a stranger would. The weights of batched
 * equations are drawn anew each time, so a broken election has to fail ten times in a row. {@code -Durna.vectors=write} writes the files.
 */
class ElectionVectorsTest {

    private static final int TIMES = 10;
    private static final Path FOLDER = Path.of("..", "docs", "vectors");

    @Test
    void theFilesAreWhatTheCatalogueOfBoardsGives() throws IOException {
        ElectionVectors vectors = new ElectionVectors();
        Map<String, String> files = Map.of(
                "elections.json", vectors.elections(),
                "broken-elections.json", vectors.brokenElections());

        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            if ("write".equals(System.getProperty("urna.vectors"))) {
                Files.writeString(path, file.getValue(), StandardCharsets.US_ASCII);
            }
            assertThat(Files.readString(path, StandardCharsets.US_ASCII).equals(file.getValue()))
                    .as("%s is what the code makes; -Durna.vectors=write writes it", file.getKey())
                    .isTrue();
        }
    }

    @Test
    void thereIsOneBrokenElectionForEveryCheck() throws IOException {
        List<String> checks = Vectors.load("broken-elections").stream()
                .map(fields -> fields.text("check"))
                .toList();

        assertThat(checks)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Check.values()).map(Check::id).toList());
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfAGoodElectionIsAsTheFileSays() throws IOException {
        return Vectors.tests("elections", Map.of("election", ElectionVectorsTest::election));
    }

    @TestFactory
    Stream<DynamicTest> everyBrokenElectionFailsTheSameRowsTenTimesInARow() throws IOException {
        return Vectors.tests("broken-elections", Map.of("broken-election", ElectionVectorsTest::broken));
    }

    private static Verdict election(Fields fields) throws MalformedException {
        Map<String, Outcome> outcomes = board(fields, content(fields)).outcomes();

        Map<String, String> rows = new LinkedHashMap<>();
        outcomes.forEach((check, outcome) -> rows.put(check, outcome.name()));
        assertThat(rows).isEqualTo(fields.map("rows"));
        assertThat(rows).doesNotContainValue(Outcome.FAIL.name());
        return Verdict.accept();
    }

    private static Verdict broken(Fields fields) throws Exception {
        Map<String, byte[]> good = goodElection(fields.text("of"));
        Map<String, List<Object>> pieces = new LinkedHashMap<>();
        fields.map("files").forEach((path, file) -> pieces.put(path, List.copyOf((List<?>) file)));
        BoardCatalogue.Files board = board(fields, new Patch(pieces, fields.texts("removed")).applyTo(good));
        Set<String> failing = new TreeSet<>(fields.texts("failing"));
        assertThat(failing).contains(fields.text("check"));

        List<Set<String>> found = IntStream.range(0, TIMES)
                .parallel()
                .mapToObj(time -> failing(board))
                .toList();

        assertThat(found).hasSize(TIMES).containsOnly(failing);
        return Verdict.reject(fields.text("check"), "failed " + TIMES + " times");
    }

    private static Set<String> failing(BoardCatalogue.Files board) {
        Set<String> failing = new TreeSet<>();
        board.outcomes().forEach((check, outcome) -> {
            if (outcome == Outcome.FAIL) {
                failing.add(check);
            }
        });
        return failing;
    }

    private static Map<String, byte[]> goodElection(String id) throws IOException, MalformedException {
        for (Fields fields : Vectors.load("elections")) {
            if (fields.text("id").equals(id)) {
                return content(fields);
            }
        }
        throw new AssertionError("no election " + id);
    }

    private static Map<String, byte[]> content(Fields fields) throws MalformedException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        for (Map.Entry<String, Object> file : fields.map("files").entrySet()) {
            content.put(file.getKey(), Base64Url.decode((String) file.getValue()));
        }
        return content;
    }

    private static BoardCatalogue.Files board(Fields fields, Map<String, byte[]> content) {
        Map<String, String> trustees = new LinkedHashMap<>();
        fields.map("trustees").forEach((name, thumbprint) -> trustees.put(name, (String) thumbprint));
        return new BoardCatalogue.Files(
                content, fields.text("boardKey"), fields.texts("fingerprints"), fields.texts("receipts"), trustees);
    }
}
