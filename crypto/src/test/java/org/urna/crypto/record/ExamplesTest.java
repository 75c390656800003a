// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The published examples ({@code docs/examples/<kind>.json}, without a final line feed) are what they say they are. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples");

    @TestFactory
    Stream<DynamicTest> everyExampleReads() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(EXAMPLES), "docs/examples is made by a whole election");
        Map<String, ObjectKind<?>> kinds =
                ObjectKind.stream().collect(Collectors.toMap(ObjectKind::name, Function.identity()));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        String name = file.getFileName().toString().replace(".json", "");
                        byte[] bytes = Files.readAllBytes(file);

                        assertThat(kinds).containsKey(name);
                        assertThat(kinds.get(name).again(bytes)).isEqualTo(bytes);
                    }));
        }
    }
}
