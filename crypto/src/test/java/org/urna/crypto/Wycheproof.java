// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * Reads the vectors of Project Wycheproof (github.com/C2SP/wycheproof, folder {@code testvectors_v1}) from the folder {@code wycheproof} of
 * {@code URNA_DATA}. They are other people's files and not part of the project: without them the tests that need them are skipped.
 */
public final class Wycheproof {

    /** A test with the group that gives its key. */
    public record Case(Map<String, Object> group, Map<String, Object> test) {

        /** A member of the test in hexadecimal. */
        public byte[] bytes(String member) {
            return HexFormat.of().parseHex(text(member));
        }

        /** A member of the test. */
        public String text(String member) {
            return (String) Objects.requireNonNull(test.get(member));
        }

        /** Whether the test says that the input must be accepted. */
        public boolean isValid() {
            return text("result").equals("valid");
        }

        @Override
        public String toString() {
            return test.get("tcId") + " " + test.get("comment");
        }
    }

    private Wycheproof() {}

    /** All tests of a file, which must hold as many as it says. */
    @SuppressWarnings("unchecked")
    public static List<Case> read(String name) throws IOException, ParseException {
        Path file = Path.of(Objects.requireNonNullElse(System.getenv("URNA_DATA"), "/nonexistent"), "wycheproof", name);
        Assumptions.assumeTrue(Files.isReadable(file), () -> "SKIPPED: no " + file + ", set URNA_DATA");
        Map<String, Object> content = JSONObjectUtils.parse(Files.readString(file));
        List<Case> cases = new ArrayList<>();
        for (Map<String, Object> group : (List<Map<String, Object>>) content.get("testGroups")) {
            for (Map<String, Object> test : (List<Map<String, Object>>) group.get("tests")) {
                cases.add(new Case(group, test));
            }
        }
        if (cases.size() != ((Number) content.get("numberOfTests")).intValue()) {
            throw new IOException("tests are missing in " + name);
        }
        return cases;
    }
}
