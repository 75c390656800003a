// SPDX-License-Identifier: Apache-2.0
package org.urna.server.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.urna.crypto.group.Hex;
import org.urna.crypto.hash.Sha256;

/** The third-party modules are those that {@code vendor.json} records, changed in their import specifiers alone. */
class VendoredModulesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final Path VENDOR = WEB.resolve("vendor");
    private static final Pattern SPECIFIER = Pattern.compile("from ?(['\"])[^'\"\\s]+\\1");
    private static final Pattern IMPORTED =
            Pattern.compile("(?m)^(?:import|export)\\b[^;]*?\\bfrom ?(['\"])([^'\"]+)\\1");
    private static final Set<String> LICENCES = Set.of("MIT", "Apache-2.0", "MIT OR Apache-2.0");

    @Test
    void everyFileIsRecordedAndHasItsHash() throws IOException {
        Set<String> recorded = new TreeSet<>(Set.of("vendor.json"));
        for (JsonNode file : recordedFiles()) {
            String path = file.path("path").asText();
            assertTrue(recorded.add(path), path);
            assertEquals(file.path("sha256").asText(), sha256(Files.readAllBytes(VENDOR.resolve(path))), path);
        }
        assertEquals(recorded, filesBelow(VENDOR));
        assertTrue(recorded.size() > 20);
    }

    @Test
    void undoingTheRewrittenImportsGivesTheUpstreamFile() throws IOException {
        int rewritten = 0;
        for (JsonNode file : recordedFiles()) {
            String text = Files.readString(VENDOR.resolve(file.path("path").asText()));
            for (JsonNode rewrite : file.path("rewrites")) {
                assertTrue(SPECIFIER.matcher(rewrite.path("from").asText()).matches(), rewrite.toString());
                assertTrue(SPECIFIER.matcher(rewrite.path("to").asText()).matches(), rewrite.toString());
                assertTrue(text.contains(rewrite.path("to").asText()), rewrite.toString());
                text = text.replace(
                        rewrite.path("to").asText(), rewrite.path("from").asText());
                rewritten++;
            }
            assertEquals(
                    file.path("upstreamSha256").asText(),
                    sha256(text.getBytes(StandardCharsets.UTF_8)),
                    file.toString());
        }
        assertTrue(rewritten > 5);
    }

    @Test
    void everyPackageHasAVersionAndAKnownLicenceBesideIt() throws IOException {
        JsonNode packages = vendorJson().path("packages");
        assertTrue(packages.size() >= 5);
        for (JsonNode pack : packages) {
            assertTrue(pack.path("package").asText().matches("(@[a-z]+/)?[a-z-]+@\\d+\\.\\d+\\.\\d+"), pack.toString());
            assertTrue(LICENCES.contains(pack.path("licence").asText()), pack.toString());
            String text =
                    Files.readString(VENDOR.resolve(pack.path("licenceFile").asText()));
            assertTrue(text.contains(
                    pack.path("licence").asText().startsWith("MIT")
                            ? "Permission is hereby granted"
                            : "Apache License"));
        }
    }

    @Test
    void everyModuleImportsByRelativePathAFileThatIsThere() throws IOException {
        int imports = 0;
        for (String path : filesBelow(WEB)) {
            if (!path.endsWith(".js")) {
                continue;
            }
            var matcher = IMPORTED.matcher(Files.readString(WEB.resolve(path)));
            while (matcher.find()) {
                String specifier = matcher.group(2);
                assertTrue(specifier.startsWith("./") || specifier.startsWith("../"), path + ": " + specifier);
                Path imported = WEB.resolve(path).resolveSibling(specifier).normalize();
                assertTrue(imported.startsWith(WEB) && Files.isRegularFile(imported), path + ": " + specifier);
                imports++;
            }
        }
        assertTrue(imports > 30);
        assertFalse(Files.exists(VENDOR.resolve("node_modules")));
    }

    private static JsonNode vendorJson() throws IOException {
        return new ObjectMapper().readTree(VENDOR.resolve("vendor.json").toFile());
    }

    private static List<JsonNode> recordedFiles() throws IOException {
        List<JsonNode> files = new ArrayList<>();
        vendorJson().path("packages").forEach(pack -> pack.path("files").forEach(files::add));
        return files;
    }

    private static Set<String> filesBelow(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String sha256(byte[] bytes) {
        return Hex.encode(Sha256.hash(bytes));
    }
}
