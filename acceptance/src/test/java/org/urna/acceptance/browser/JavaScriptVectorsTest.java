// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every case of the shared vectors that a page can meet, run in the browser with the modules that the server serves (A4, C7): what the browser makes and
 * what Java makes cannot drift apart while both agree with a third program. G1: every broken election fails on the named rows ten times in a row.
 */
@ExtendWith(InChromium.class)
class JavaScriptVectorsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("..", "docs", "vectors");

    /** What the pages run of each file: all but two operations, as no page takes a proof of consistency or reads the path of a tile. */
    private static final Map<String, Set<String>> NOT_IN_A_BROWSER = Map.ofEntries(
            entry("ballots", Set.of()),
            entry("base64url", Set.of()),
            entry("challenges", Set.of()),
            entry("broken-elections", Set.of()),
            entry("ceremony", Set.of()),
            entry("checkpoints", Set.of()),
            entry("credentials", Set.of()),
            entry("decryptions", Set.of()),
            entry("elections", Set.of()),
            entry("elgamal", Set.of()),
            entry("entries", Set.of()),
            entry("equality-proofs", Set.of()),
            entry("hashes", Set.of()),
            entry("json", Set.of()),
            entry("knowledge-proofs", Set.of()),
            entry("lots", Set.of()),
            entry("membership-proofs", Set.of()),
            entry("merkle", Set.of("consistency")),
            entry("points", Set.of()),
            entry("ranked-ballots", Set.of()),
            entry("rankings", Set.of()),
            entry("scalars", Set.of()),
            entry("shuffles", Set.of()),
            entry("signatures", Set.of()),
            entry("tallies", Set.of()),
            entry("tiles", Set.of("path MALFORMED")),
            entry("voting-codes", Set.of()));

    private static ModulePage page;

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void everyFileIsRun() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(NOT_IN_A_BROWSER.keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> vectors() {
        return new TreeSet<>(NOT_IN_A_BROWSER.keySet())
                .stream().map(file -> DynamicTest.dynamicTest(file, () -> run(file)));
    }

    private static void run(String file) throws IOException {
        List<Map<String, Object>> all = JSON.convertValue(
                JSON.readTree(FOLDER.resolve(file + ".json").toFile()).path("cases"), new TypeReference<>() {});
        List<Map<String, Object>> cases =
                all.stream().filter(each -> isOfDevice(file, each)).toList();
        assertThat(cases).isNotEmpty();
        List<Object> ids = cases.stream().map(each -> each.get("id")).toList();
        List<?> results = (List<?>) page.call("vectors", "run", Map.of("file", file, "ids", ids));
        Map<Object, Object> problems = results.stream()
                .map(result -> (List<?>) result)
                .collect(Collectors.toMap(result -> result.get(0), result -> result.get(1)));
        assertThat(problems).hasSameSizeAs(cases);
        for (Map<String, Object> each : cases) {
            assertThat(problems.get(each.get("id")))
                    .as("%s: %s", each.get("id"), each.get("comment"))
                    .isEqualTo("");
        }
        System.out.println("in Chromium: " + cases.size() + " of " + all.size() + " cases of " + file);
    }

    private static boolean isOfDevice(String file, Map<String, Object> fields) {
        Object operation = fields.get("operation");
        Set<String> left = NOT_IN_A_BROWSER.get(file);
        return !left.contains(operation) && !left.contains(operation + " " + fields.get("expect"));
    }
}
