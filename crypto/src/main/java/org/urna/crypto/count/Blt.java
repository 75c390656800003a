// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.count;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.urna.crypto.MalformedException;

/**
 * An election in a BLT file, the form that counting programs exchange ({@code docs/counting.md}).
 *
 * @param title of the election; may be empty
 * @param names of the candidates, by number from 1; a name may occur twice
 * @param withdrawn candidates whom every ballot passes over
 * @param ballots how many have each ranking, blank ones included
 * @param invalid papers with marks but without a usable first preference; they are in no count
 */
public record Blt(
        String title,
        List<String> names,
        int seats,
        Set<Integer> withdrawn,
        SortedMap<Ranking, Long> ballots,
        long invalid) {

    /** @throws IllegalArgumentException if a ballot names a candidate who has no name, or a name cannot be written */
    public Blt {
        names = List.copyOf(names);
        withdrawn = Collections.unmodifiableSet(new TreeSet<>(withdrawn));
        ballots = Collections.unmodifiableSortedMap(new TreeMap<>(ballots));
        int candidates = names.size();
        if (seats < 1 || candidates < 1) {
            throw new IllegalArgumentException("an election has seats and candidates");
        }
        if (ballots.keySet().stream().anyMatch(ranking -> ranking.highest() > candidates)
                || withdrawn.stream().anyMatch(candidate -> candidate < 1 || candidate > candidates)) {
            throw new IllegalArgumentException("a candidate has no name");
        }
    }

    /**
     * Reads a file.
     *
     * @param invalidRanks what to make of papers with skipped or doubled ranks
     * @throws MalformedException with the number of the line, if anything in it is not understood
     */
    public static Blt read(String text, InvalidRanks invalidRanks) throws MalformedException {
        return new BltReader(text, invalidRanks).read();
    }

    /** What a rule counts, with lots drawn elsewhere. */
    public RankedInput input(int seatsToFill, List<Integer> lots) {
        return new RankedInput(names.size(), seatsToFill, ballots, withdrawn, lots);
    }

    /**
     * The file: one line per ranking, ascending, so that the order says nothing about the order of voting.
     *
     * @throws IllegalStateException if there are invalid papers: their marks are not kept
     */
    public String write() {
        if (invalid > 0) {
            throw new IllegalStateException("invalid papers are not kept and cannot be written");
        }
        StringBuilder out = new StringBuilder();
        out.append(names.size()).append(' ').append(seats).append('\n');
        if (!withdrawn.isEmpty()) {
            List<String> words =
                    withdrawn.stream().map(candidate -> "-" + candidate).toList();
            out.append(String.join(" ", words)).append('\n');
        }
        for (Map.Entry<Ranking, Long> group : ballots.entrySet()) {
            out.append(group.getValue());
            out.append(group.getKey().toBlt()).append(" 0\n");
        }
        out.append("0\n");
        List<String> quoted = new ArrayList<>(names);
        quoted.add(title);
        quoted.forEach(each -> out.append(quote(each)).append('\n'));
        return out.toString();
    }

    /** Quoted; control characters, which could break the line or a terminal, become spaces. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
        });
        return quoted.append('"').toString();
    }
}
