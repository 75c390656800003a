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
        List<String> texts = BltTexts.read(lines, next, candidates);
        return rank(texts.get(candidates), texts.subList(0, candidates), seats, withdrawn);
    }

    private Blt rank(String title, List<String> names, int seats, Set<Integer> withdrawn) {
        Map<Ranking, Long> ballots = new TreeMap<>();
        long invalid = 0;
        for (Map.Entry<List<List<Integer>>, Long> paper : papers.entrySet()) {
            Ranking ranking = invalidRanks.rank(passedOver(paper.getKey(), withdrawn));
            if (ranking == null) {
                invalid += paper.getValue();
            } else {
                ballots.merge(ranking, paper.getValue(), Long::sum);
            }
        }
        return new Blt(title, names, seats, withdrawn, new TreeMap<>(ballots), invalid);
    }

    /** A withdrawn candidate does not make a rank doubtful: of several candidates at one rank those who stand are left. */
    private static List<List<Integer>> passedOver(List<List<Integer>> ranks, Set<Integer> withdrawn) {
        if (withdrawn.isEmpty() || ranks.stream().allMatch(rank -> rank.size() < 2)) {
            return ranks;
        }
        return ranks.stream()
                .map(rank -> rank.size() < 2 ? rank : standing(rank, withdrawn))
                .toList();
    }

    /** If all of a rank have withdrawn, any of them stands for it: the count passes over the rank. */
    private static List<Integer> standing(List<Integer> rank, Set<Integer> withdrawn) {
        List<Integer> standing = rank.stream()
                .filter(candidate -> !withdrawn.contains(candidate))
                .toList();
        return standing.isEmpty() ? rank.subList(0, 1) : standing;
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
