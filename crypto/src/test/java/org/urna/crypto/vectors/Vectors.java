// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;

/**
 * The files of {@code docs/vectors}, made by an independent program (see its {@code README.md}). A file that is missing, empty or
 * has an operation, an expectation or a field that the tests do not know is a failure.
 */
public final class Vectors {

    private static final Path FOLDER = Path.of("..", "docs", "vectors");

    private Vectors() {}

    /** Runs the implementation on one case and compares every value that the case gives. */
    @FunctionalInterface
    public interface Check {

        /** Reads every field of {@code fields}; accepted or rejected, or malformed by exception, as the case will have it. */
        Verdict run(Fields fields) throws Exception;
    }

    /** All cases of a file, in order. */
    public static List<Fields> load(String name) throws IOException {
        Fields file = new Fields(Json.read(FOLDER.resolve(name + ".json")));
        assertThat(file.text("source")).isNotEmpty();
        List<Fields> cases = file.objects("cases");
        file.done();
        assertThat(cases).as(name).isNotEmpty();
        return cases;
    }

    /** A test for each case of a file; {@code checks} by operation, each of which must occur. */
    public static Stream<DynamicTest> tests(String name, Map<String, Check> checks) throws IOException {
        List<Fields> cases = load(name);
        Set<String> ids = new HashSet<>();
        Set<String> operations = new HashSet<>();
        return cases.stream()
                .map(fields -> {
                    String id = fields.text("id");
                    String operation = fields.text("operation");
                    assertThat(ids.add(id)).as("id %s occurs once", id).isTrue();
                    assertThat(checks).containsKey(operation);
                    operations.add(operation);
                    return DynamicTest.dynamicTest(
                            id + ": " + fields.text("comment"), () -> run(fields, checks.get(operation)));
                })
                .toList()
                .stream()
                .peek(test -> assertThat(operations).isEqualTo(checks.keySet()));
    }

    private static void run(Fields fields, Check check) throws Exception {
        String expected = fields.text("expect");
        switch (expected) {
            case "ACCEPTED" -> assertThat(check.run(fields)).isEqualTo(Verdict.accept());
            case "REJECTED" -> assertThat(check.run(fields)).isInstanceOf(Verdict.Rejected.class);
            case "MALFORMED" ->
                assertThatThrownBy(() -> {
                            Verdict unused = check.run(fields);
                        })
                        .isInstanceOf(MalformedException.class);
            default -> throw new AssertionError("no such expectation: " + expected);
        }
        fields.done();
    }
}
