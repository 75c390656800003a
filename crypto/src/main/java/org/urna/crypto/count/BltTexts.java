// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * What follows the ballots of a BLT file: the candidates' names, a title, at most two remarks.
 *
 * <p>Programs and returning officers write them in several ways: in quotes, one or several to a line; as a name and a party in
 * quotes on each line; without quotes, one to a line; with a quote inside written {@code \"} or {@code ""} or plainly.
 */
final class BltTexts {

    private static final int MAX_TEXT = 1_000;
    private static final int MAX_REMARKS = 2;

    private final int candidates;
    private final List<List<String>> rows = new ArrayList<>();
    private int lineNumber;

    private BltTexts(int candidates) {
        this.candidates = candidates;
    }

    /**
     * Reads them; the title, empty if there is none, follows the names.
     *
     * @param lines of the whole file
     * @param from the first line after the ballots, counted from 0
     * @throws MalformedException with the number of the line
     */
    static List<String> read(String[] lines, int from, int candidates) throws MalformedException {
        return new BltTexts(candidates).read(lines, from);
    }

    private List<String> read(String[] lines, int from) throws MalformedException {
        int most = candidates + 1 + MAX_REMARKS;
        for (int i = from; i < lines.length; i++) {
            lineNumber = i + 1;
            List<String> row = row(lines[i].strip());
            if (!row.isEmpty()) {
                rows.add(row);
                require(rows.size() <= most, "more than a title and two remarks after the names");
            }
        }
        lineNumber = lines.length;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (partiesStand() && i < candidates) {
                texts.add(withParty(rows.get(i)));
            } else {
                texts.addAll(rows.get(i));
            }
        }
        require(texts.size() >= candidates, texts.size() + " names for " + candidates + " candidates");
        require(texts.size() <= most, "more than a title and two remarks after the names");
        for (int i = 0; i < candidates; i++) {
            require(!texts.get(i).isBlank(), "candidate " + (i + 1) + " has no name");
        }
        texts.add("");
        return texts.subList(0, candidates + 1);
    }

    /** Whether each candidate's line has more than the name: then the title is the first that stands alone. */
    private boolean partiesStand() {
        return rows.size() > candidates
                && rows.get(candidates).size() == 1
                && rows.subList(0, candidates).stream().allMatch(row -> row.size() > 1);
    }

    private static String withParty(List<String> row) {
        String more = String.join(
                ", ",
                row.subList(1, row.size()).stream()
                        .filter(text -> !text.isBlank())
                        .toList());
        return more.isEmpty() ? row.get(0) : row.get(0) + " (" + more + ")";
    }

    private List<String> row(String line) throws MalformedException {
        if (line.isEmpty() || line.charAt(0) == '#') {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (line.charAt(0) != '"') {
            String plain =
                    line.replaceFirst("\\s#.*", "").replaceAll("\\s+", " ").strip();
            // Ballots after the line that ends them would otherwise pass for names.
            require(plain.codePoints().anyMatch(Character::isLetter), "not a name");
            texts.add(limited(plain));
            return texts;
        }
        int at = 0;
        while (at < line.length() && line.charAt(at) != '#') {
            require(line.charAt(at) == '"', "names and the title stand in quotes");
            StringBuilder text = new StringBuilder();
            at = quoted(line, at + 1, text);
            texts.add(limited(text.toString()));
        }
        return texts;
    }

    /** Reads up to the closing quote; gives the place of what follows it. */
    private int quoted(String line, int from, StringBuilder text) throws MalformedException {
        int at = from;
        while (at < line.length() && !closes(line, at)) {
            if (isPair(line, at)) {
                at++;
            }
            text.append(line.charAt(at));
            at++;
        }
        require(at < line.length(), "the closing quote is missing");
        return skipSpace(line, at + 1);
    }

    /** Whether two characters stand for the second of them. */
    private static boolean isPair(String line, int at) {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        return line.charAt(at) == '\\' ? next == '"' || next == '\\' : line.charAt(at) == '"' && next == '"';
    }

    /** A quote closes if nothing, another quoted text or a comment follows; any other stands inside the name. */
    private static boolean closes(String line, int at) {
        if (line.charAt(at) != '"' || isPair(line, at)) {
            return false;
        }
        int next = skipSpace(line, at + 1);
        return next == line.length() || line.charAt(next) == '#' || (next > at + 1 && line.charAt(next) == '"');
    }

    private static int skipSpace(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private String limited(String text) throws MalformedException {
        require(text.length() <= MAX_TEXT, "name too long");
        return text;
    }

    private void require(boolean condition, String rule) throws MalformedException {
        if (!condition) {
            throw new MalformedException("line " + lineNumber + ": " + rule);
        }
    }
}
