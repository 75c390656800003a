// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.urna.crypto.credential.VotingCode;

/** What a registrar left for members called {@code Elector Number-1-Y} and so on: e-mails as files of their own, letters as pages of print files. */
record RegistrarOutbox(Path folder) {

    private static final Pattern CODE = Pattern.compile("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}");
    private static final Pattern NAME = Pattern.compile("Number-([0-9]+)-Y");
    private static final Pattern ADDRESS = Pattern.compile("elector-([0-9]+)-y@");

    /** All files, by name. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Codes by the number of their member; the latest where there are several. */
    Map<Integer, VotingCode> codes() throws Exception {
        Map<Integer, VotingCode> codes = new TreeMap<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".pdf")) {
                letters(file, codes);
            } else {
                put(codes, email(file));
            }
        }
        return codes;
    }

    /** Numbers of the members to whom an e-mail without a code is addressed. */
    Set<String> withoutCode() throws IOException {
        Set<String> numbers = new TreeSet<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".eml")) {
                Matcher address = ADDRESS.matcher(email(file));
                if (!CODE.matcher(email(file)).find() && address.find()) {
                    numbers.add(address.group(1));
                }
            }
        }
        return numbers;
    }

    private static String email(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).replace("=\r\n", "");
    }

    /** The first page is the control sheet. */
    private static void letters(Path file, Map<Integer, VotingCode> codes) throws Exception {
        try (PDDocument letters = Loader.loadPDF(file.toFile())) {
            for (int page = 2; page <= letters.getNumberOfPages(); page++) {
                PDFTextStripper text = new PDFTextStripper();
                text.setStartPage(page);
                text.setEndPage(page);
                put(codes, text.getText(letters));
            }
        }
    }

    private static void put(Map<Integer, VotingCode> codes, String text) throws Exception {
        Matcher code = CODE.matcher(text);
        Matcher name = NAME.matcher(text);
        if (code.find()) {
            assertThat(name.find()).isTrue();
            codes.put(Integer.valueOf(name.group(1)), VotingCode.parse(code.group()));
        }
    }
}
