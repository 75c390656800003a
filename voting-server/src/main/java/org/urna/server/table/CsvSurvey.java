// SPDX-License-Identifier: Apache-2.0
package org.urna.server.table;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks through a CSV file for the encoding and the delimiter that fit, to propose them. */
final class CsvSurvey {

    private static final int SAMPLE = 64 * 1024;

    private CsvSurvey() {}

    static TableForm propose(Path file) throws IOException {
        Encoding encoding = encoding(file);
        return new TableForm("", encoding, delimiter(file, encoding));
    }

    private static Encoding encoding(Path file) throws IOException {
        byte[] start = start(file);
        if (start.length == 2 && (start[0] & 0xff) + (start[1] & 0xff) == 0xff + 0xfe) {
            return Encoding.UTF_16;
        }
        return isUtf8(file) ? Encoding.UTF_8 : Encoding.WINDOWS_1252;
    }

    private static byte[] start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(2);
        }
    }

    private static boolean isUtf8(Path file) throws IOException {
        char[] buffer = new char[SAMPLE];
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), Encoding.UTF_8.decoder())) {
            while (reader.read(buffer) >= 0) {
                // Only whether it can be read matters.
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** What stands most often in the first line outside quotes. */
    private static Delimiter delimiter(Path file, Encoding encoding) throws IOException {
        String line = firstLine(file, encoding);
        Delimiter best = Delimiter.COMMA;
        long most = 0;
        for (Delimiter each : Delimiter.values()) {
            long count = outsideQuotes(line)
                    .chars()
                    .filter(c -> c == each.character())
                    .count();
            if (count > most) {
                best = each;
                most = count;
            }
        }
        return best;
    }

    private static String firstLine(Path file, Encoding encoding) throws IOException {
        char[] buffer = new char[SAMPLE];
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), encoding.decoder())) {
            int length = Math.max(0, reader.read(buffer));
            return new String(buffer, 0, length)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("");
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static String outsideQuotes(String line) {
        StringBuilder outside = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (!quoted) {
                outside.append(c);
            }
        }
        return outside.toString();
    }
}
