// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/attacks.md} and the tests of all modules speak of the same attacks. */
class NamedAttacksTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-G][1-9]) \\| .* \\| (`[^|]+`) \\|$");
    private static final Pattern CLASS = Pattern.compile("`([A-Za-z0-9]+Test)`");

    /** Where tests say what they are about. */
    private static final Pattern WORDS =
            Pattern.compile("(?s)/\\*\\*.*?\\*/|@DisplayName\\(\\s*(?:\"[^\"]*\"\\s*\\+?\\s*)+\\)");

    private static final Pattern NAME = Pattern.compile("\\b([A-G])([1-7])(?:[–-](?:\\1)?([1-7]))?\\b");

    @Test
    void everyAttackHasTestsThatNameIt() throws IOException {
        Map<String, Set<String>> table = table();
        Map<String, Set<String>> named = namedInTests();

        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(everyName());
        table.forEach((attack, tests) -> {
            assertThat(tests).as("tests of %s", attack).isNotEmpty();
            assertThat(named.getOrDefault(attack, Set.of()))
                    .as("tests that name %s", attack)
                    .containsAll(tests);
        });
    }

    @Test
    void noTestNamesAnAttackThatIsNotInTheTable() throws IOException {
        assertThat(table().keySet()).containsAll(namedInTests().keySet());
    }

    private static Set<String> everyName() {
        Map<String, Integer> lines = Map.of("A", 7, "B", 4, "C", 7, "D", 4, "E", 4, "F", 5, "G", 5);
        Set<String> names = new TreeSet<>();
        lines.forEach((letter, last) -> {
            for (int number = 1; number <= last; number++) {
                names.add(letter + number);
            }
        });
        return names;
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(PROJECT.resolve("docs").resolve("attacks.md")));
        while (rows.find()) {
            Set<String> tests = CLASS.matcher(rows.group(2))
                    .results()
                    .map(each -> each.group(1))
                    .collect(Collectors.toSet());
            assertThat(table.put(rows.group(1), tests))
                    .as("%s stands once", rows.group(1))
                    .isNull();
        }
        return table;
    }

    private static Map<String, Set<String>> namedInTests() throws IOException {
        Map<String, Set<String>> named = new TreeMap<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path tests : modules.map(module -> module.resolve(Path.of("src", "test", "java")))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> name(named, file));
                }
            }
        }
        return named;
    }

    private static void name(Map<String, Set<String>> named, Path file) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String test = file.getFileName().toString().replace(".java", "");
        WORDS.matcher(source)
                .results()
                .flatMap(words -> NAME.matcher(words.group()).results())
                .forEach(found -> {
                    int first = Integer.parseInt(found.group(2));
                    int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
                    for (int number = first; number <= last; number++) {
                        named.computeIfAbsent(found.group(1) + number, key -> new TreeSet<>())
                                .add(test);
                    }
                });
    }
}
