// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.urna.crypto.MalformedException;

/** Reads a BLT file line by line, and refuses what it does not understand instead of guessing. */
final class BltReader {

    private static final int MAX_CANDIDATES = 10_000;
    private static final int MAX_NAME = 1_000;

    private final String[] lines;
    private final InvalidRanks invalidRanks;
    private int next;
    private int candidates;
    private final Map<List<List<Integer>>, Long> papers = new HashMap<>();
    private long total;

    BltReader(String text, InvalidRanks invalidRanks) {
        String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
        this.lines = unmarked.split("\r\n|\n|\r", -1);
        this.invalidRanks = invalidRanks;
    }

    Blt read() throws MalformedException {
        String[] header = words("the number of candidates and of seats");
        require(header.length == 2, "the first line gives the number of candidates and of seats");
        candidates = number(header[0], 1, MAX_CANDIDATES, "a number of candidates");
        int seats = number(header[1], 1, MAX_CANDIDATES, "a number of seats");
        Set<Integer> withdrawn = new TreeSet<>();
        boolean started = false;
        String[] line = words("a ballot");
        while (!(line.length == 1 && line[0].equals("0"))) {
            if (isWithdrawal(line[0])) {
                require(!started, "withdrawn candidates stand before the ballots");
                withdraw(line, withdrawn);
            } else {
                started = true;
                ballot(line);
            }
            line = words("a ballot, or 0 after the last one");
        }
        List<String> texts = texts();
        String title = texts.size() > candidates ? texts.get(candidates) : "";
        return rank(title, texts.subList(0, candidates), seats, withdrawn);
    }

    private Blt rank(String title, List<String> names, int seats, Set<Integer> withdrawn) {
        Map<Ranking, Long> ballots = new TreeMap<>();
        long invalid = 0;
        for (Map.Entry<List<List<Integer>>, Long> paper : papers.entrySet()) {
            Ranking ranking = invalidRanks.rank(paper.getKey());
            if (ranking == null) {
                invalid += paper.getValue();
            } else {
                ballots.merge(ranking, paper.getValue(), Long::sum);
            }
        }
        return new Blt(title, names, seats, withdrawn, new TreeMap<>(ballots), invalid);
    }

    private static boolean isWithdrawal(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    private void withdraw(String[] line, Set<Integer> withdrawn) throws MalformedException {
        for (String word : line) {
            require(isWithdrawal(word), "a line of withdrawn candidates names nothing else");
            int candidate = number(word.substring(1), 1, candidates, "a withdrawn candidate");
            require(withdrawn.add(candidate), "candidate " + candidate + " withdraws twice");
        }
    }

    private void ballot(String[] line) throws MalformedException {
        int weight = number(line[0], 1, RankedInput.MAX_BALLOTS, "a number of ballots");
        require(line.length > 1 && line[line.length - 1].equals("0"), "a ballot ends with 0 on its own line");
        total += weight;
        require(total <= RankedInput.MAX_BALLOTS, "too many ballots");
        List<List<Integer>> ranks = new ArrayList<>();
        for (int i = 1; i < line.length - 1; i++) {
            ranks.add(rank(line[i]));
        }
        papers.merge(List.copyOf(ranks), (long) weight, Long::sum);
    }

    private List<Integer> rank(String word) throws MalformedException {
        if (word.equals("-")) {
            return List.of();
        }
        List<Integer> rank = new ArrayList<>();
        for (String each : word.split("=", -1)) {
            int candidate = number(each, 1, candidates, "a candidate");
            require(!rank.contains(candidate), "candidate " + candidate + " stands twice at one rank");
            rank.add(candidate);
        }
        return List.copyOf(rank);
    }

    /** Names, the title, and whatever other remarks in quotes follow; remarks are read and dropped. */
    private List<String> texts() throws MalformedException {
        List<String> texts = new ArrayList<>();
        while (next < lines.length) {
            next++;
            quoted(lines[next - 1], texts);
        }
        if (texts.size() < candidates) {
            throw new MalformedException(
                    "line " + lines.length + ": " + texts.size() + " names for " + candidates + " candidates");
        }
        for (int i = 0; i < candidates; i++) {
            require(!texts.get(i).isBlank(), "candidate " + (i + 1) + " has no name");
        }
        require(texts.size() <= candidates + 3, "more than a title and two remarks after the names");
        return texts;
    }

    private void quoted(String line, List<String> texts) throws MalformedException {
        int at = 0;
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length() || line.charAt(at) == '#') {
                return;
            }
            require(line.charAt(at) == '"', "names and the title stand in quotes");
            StringBuilder text = new StringBuilder();
            at = quoted(line, at + 1, text);
            require(text.length() <= MAX_NAME, "name too long");
            texts.add(text.toString());
        }
    }

    private int quoted(String line, int from, StringBuilder text) throws MalformedException {
        int at = from;
        while (at < line.length() && line.charAt(at) != '"') {
            boolean escape = line.charAt(at) == '\\'
                    && at + 1 < line.length()
                    && (line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\');
            at += escape ? 1 : 0;
            text.append(line.charAt(at));
            at++;
        }
        require(at < line.length(), "the closing quote is missing");
        require(
                at + 1 == line.length() || Character.isWhitespace(line.charAt(at + 1)) || line.charAt(at + 1) == '#',
                "a quote inside a name is written \\\"");
        return at + 1;
    }

    /** The words of the next line that has any. */
    private String[] words(String expected) throws MalformedException {
        while (next < lines.length) {
            String line = lines[next++];
            int comment = line.indexOf('#');
            String content = (comment < 0 ? line : line.substring(0, comment)).trim();
            if (!content.isEmpty()) {
                return content.split("[ \t]+");
            }
        }
        throw new MalformedException("line " + lines.length + ": the file ends where " + expected + " should stand");
    }

    private int number(String word, long least, long most, String what) throws MalformedException {
        boolean digits = !word.isEmpty() && word.length() <= 10 && word.chars().allMatch(c -> c >= '0' && c <= '9');
        require(digits, "not " + what + ": " + shown(word));
        long value = Long.parseLong(word);
        require(value >= least && value <= most, "not " + what + ": " + value + " is not " + least + " to " + most);
        return (int) value;
    }

    /** What was found there, harmless to print. */
    private static String shown(String word) {
        StringBuilder shown = new StringBuilder();
        word.chars().limit(20).forEach(c -> shown.append(c > ' ' && c <= '~' ? (char) c : '?'));
        return shown.toString();
    }

    private void require(boolean condition, String rule) throws MalformedException {
        if (!condition) {
            throw new MalformedException("line " + next + ": " + rule);
        }
    }
}
