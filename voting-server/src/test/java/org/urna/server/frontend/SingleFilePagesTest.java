// SPDX-License-Identifier: Apache-2.0
package org.urna.server.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;

/** The committed pages of one file each are built from the modules as they are now; {@code src/web-build} builds them. */
@ParameterizedClass
@CsvSource({"check,page.js", "verify,main.js"})
class SingleFilePagesTest {
    private static final Path SOURCES = Path.of("src");
    private static final String WEB = "main/resources/web/";
    private static final Pattern INPUT = Pattern.compile("(?m)^([0-9a-f]{64})  ([A-Za-z0-9._/-]+)$");
    private static final Pattern IMPORTED =
            Pattern.compile("(?m)^(?:import|export)\\b[^;]*?\\bfrom ?(['\"])([^'\"]+)\\1");

    private final String name;
    private final String first;

    SingleFilePagesTest(String name, String first) {
        this.name = name;
        this.first = first;
    }

    private String folder() {
        return WEB + name + "/";
    }

    @Test
    void everyInputIsTheOneThatThePageWasBuiltFrom() throws IOException {
        Map<String, String> inputs = inputs();

        for (var input : inputs.entrySet()) {
            byte[] bytes = Files.readAllBytes(SOURCES.resolve(input.getKey()));
            assertEquals(
                    input.getValue(),
                    Hex.encode(Sha256.hash(bytes)),
                    input.getKey()
                            + " has changed: run npm ci --ignore-scripts && npm run build in voting-server/src/web-build");
        }
    }

    @Test
    void everyModuleThatThePageImportsIsAnInput() throws IOException {
        Set<String> reached = new TreeSet<>(Set.of(
                folder() + name + ".css",
                folder() + "template.html",
                "web-build/build.mjs",
                "web-build/package-lock.json"));
        reach(folder() + first, reached);

        assertTrue(reached.size() > 30);
        Set<String> missing = new TreeSet<>(reached);
        missing.removeAll(inputs().keySet());
        // The bundler leaves out modules of which nothing is used.
        missing.removeIf(path -> path.startsWith("main/resources/web/vendor/"));
        assertEquals(Set.of(), missing);
    }

    @Test
    void thePolicyOfThePageNamesItsOneScriptAndItsOneStyle() throws IOException {
        String page = page();

        assertTrue(page.contains(
                "script-src 'sha256-" + hash(page, "script") + "'; style-src 'sha256-" + hash(page, "style") + "';"));
        assertFalse(page.replaceFirst("(?s)<!-- licences.*", "")
                .matches("(?s).*<(script|link|img|iframe)[^>]* (src|href)=.*"));
    }

    @Test
    void everyLanguageHasTheSameTexts() throws IOException {
        Path folder = SOURCES.resolve(folder() + "messages");
        Set<String> keys = keys(folder.resolve("en.json"));

        assertTrue(keys.size() > 30);
        assertEquals(keys, keys(folder.resolve("cy.json")));
    }

    private static Set<String> keys(Path file) throws IOException {
        Set<String> keys = new TreeSet<>();
        new ObjectMapper().readTree(file.toFile()).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private String page() throws IOException {
        return Files.readString(SOURCES.resolve(folder() + name + ".html"));
    }

    private Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        Matcher lines = INPUT.matcher(page());
        while (lines.find()) {
            inputs.put(lines.group(2), lines.group(1));
        }
        assertTrue(inputs.size() > 30);
        return inputs;
    }

    private static void reach(String path, Set<String> reached) throws IOException {
        if (!reached.add(path) || !path.endsWith(".js")) {
            return;
        }
        Matcher imports = IMPORTED.matcher(Files.readString(SOURCES.resolve(path)));
        while (imports.find()) {
            reach(
                    Path.of(path)
                            .resolveSibling(imports.group(2))
                            .normalize()
                            .toString()
                            .replace('\\', '/'),
                    reached);
        }
    }

    private static String hash(String page, String element) {
        Matcher found =
                Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">").matcher(page);
        assertTrue(found.find());
        String text = found.group(1);
        assertFalse(found.find(), "only one " + element);
        return Base64.getEncoder().encodeToString(Sha256.hash(text.getBytes(StandardCharsets.UTF_8)));
    }
}
