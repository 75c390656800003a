// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the voting codes that the electors were sent, as they would: from the e-mail to their address, or from their letter. */
final class Mailbox {

    private static final Pattern TO = Pattern.compile("(?im)^To:.*?([^\\s<]+@[^\\s>]+)");
    private static final Pattern CODE = Pattern.compile("\\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\\b");

    private Mailbox() {}

    /**
     * The codes of all members, by member number.
     *
     * @param outbox folder of the election
     * @throws IOException if a member has no message, or a message no code
     */
    static Map<String, String> codes(Path outbox, List<Electorate.Member> members) throws IOException {
        Map<String, String> byAddress = new HashMap<>();
        Map<String, String> letters = new HashMap<>();
        for (Path file : files(outbox)) {
            String name = file.getFileName().toString();
            String text = Files.readString(file, StandardCharsets.UTF_8)
                    .replace("=\r\n", "")
                    .replace("=\n", "");
            if (name.endsWith(".eml")) {
                byAddress.put(find(TO, text, 1, name), find(CODE, text, 0, name));
            } else {
                letters.put(text, find(CODE, text, 0, name));
            }
        }
        Map<String, String> codes = new HashMap<>();
        for (Electorate.Member member : members) {
            String code = member.email().isEmpty() ? letter(letters, member) : byAddress.get(member.email());
            if (code == null) {
                throw new IOException("no message for member " + member.number());
            }
            codes.put(member.number(), code);
        }
        return codes;
    }

    /** The letter that names the member: names in the demo end in the member's place on the roll. */
    private static String letter(Map<String, String> letters, Electorate.Member member) throws IOException {
        String name = "Member " + Integer.parseInt(member.number().substring(1));
        Pattern addressed = Pattern.compile("\\b" + name + "\\b");
        return letters.entrySet().stream()
                .filter(letter -> addressed.matcher(letter.getKey()).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IOException("no letter for member " + member.number()));
    }

    private static List<Path> files(Path outbox) throws IOException {
        try (Stream<Path> files = Files.walk(outbox)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(".eml") || f.toString().endsWith(".txt"))
                    .toList();
        }
    }

    private static String find(Pattern pattern, String text, int group, String file) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException(file + " is not a message as expected");
        }
        return matcher.group(group);
    }
}
