// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the vectors of Project Wycheproof that stand under {@code wycheproof/} among the test resources. */
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
        try (InputStream in = Wycheproof.class.getResourceAsStream("/wycheproof/" + name)) {
            String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Object> file = JSONObjectUtils.parse(json);
            List<Case> cases = new ArrayList<>();
            for (Map<String, Object> group : (List<Map<String, Object>>) file.get("testGroups")) {
                for (Map<String, Object> test : (List<Map<String, Object>>) group.get("tests")) {
                    cases.add(new Case(group, test));
                }
            }
            if (cases.size() != ((Number) file.get("numberOfTests")).intValue()) {
                throw new IOException("tests are missing in " + name);
            }
            return cases;
        }
    }
}
