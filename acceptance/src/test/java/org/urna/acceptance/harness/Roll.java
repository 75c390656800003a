// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The members of a small society, and the codes that they were sent. */
final class Roll {

    static final List<String> SECTIONS = List.of("north", "south");

    private static final String HEADER = "member_number,name,email,address1,address2,address3,address4,address5,"
            + "postcode,country,class,ballot_style,weight,language,joined,arrears_months\r\n";
    private static final Pattern TO = Pattern.compile("(?im)^To:.*?m([0-9]{3})@members\\.example\\.org");
    private static final Pattern CODE = Pattern.compile("\\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\\b");

    private Roll() {}

    /** A roll for import: members 1, 2, … in turn of each section. */
    static String csv(int members) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 1; i <= members; i++) {
            String section = SECTIONS.get((i - 1) % SECTIONS.size());
            csv.append(String.format(
                    Locale.ROOT,
                    "M%1$03d,Member %1$d,m%1$03d@members.example.org,%1$d Example Street,,,,,AB1 2CD,GB,%2$s,%2$s,,,,\r\n",
                    i,
                    section));
        }
        return csv.toString();
    }

    /** The codes in the order of the members, read from the e-mails in the outbox. */
    static List<String> codes(Path outbox) {
        Map<Integer, String> codes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(outbox)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".eml")).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8)
                        .replace("=\r\n", "")
                        .replace("=\n", "");
                Matcher to = TO.matcher(text);
                Matcher code = CODE.matcher(text);
                if (!to.find() || !code.find()) {
                    throw new AssertionError(file + " is no message with a code");
                }
                codes.put(Integer.parseInt(to.group(1)), code.group());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ArrayList<>(codes.values());
    }
}
