// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.count.RankedInput;
import org.urna.crypto.count.Ranking;

/**
 * The published rankings of a contest ({@code docs/protocol.md} §12.3): a line {@code [ballots,[candidate,…]]} and LF for each
 * different ranking, strictly ascending by the ranking. Blank ballots come first, as {@code [12,[]]}; spoilt ones are not here.
 *
 * <p>Grouped and sorted, so that the bytes depend on nothing but how often each ranking was voted: neither on the order that the
 * last mixer chose nor on sections.
 */
public final class RankingsArtifact {

    private static final int MAX_LINE = 1 << 16;

    /** A line without its line feed. */
    private record Line(long ballots, List<Integer> candidates) {

        static final Form<Line> FORM = new Form<>() {
            private final Form<List<Integer>> candidates = Form.list(Forms.POSITIVE);

            @Override
            public Line read(JsonReader in) throws MalformedException {
                in.beginArray();
                Line line = new Line(
                        ProofForms.next(in, Forms.integer(1, RankedInput.MAX_BALLOTS)),
                        ProofForms.next(in, candidates));
                ProofForms.end(in);
                return line;
            }

            @Override
            public void write(JsonWriter out, Line line) {
                out.beginArray();
                ProofForms.put(out, Forms.integer(1, RankedInput.MAX_BALLOTS), line.ballots());
                ProofForms.put(out, candidates, line.candidates());
                out.endArray();
            }
        };
    }

    private RankingsArtifact() {}

    /**
     * The exact bytes.
     *
     * @param ballots how many have each ranking
     */
    public static byte[] write(SortedMap<Ranking, Long> ballots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Map.Entry<Ranking, Long> group : ballots.entrySet()) {
            JsonWriter.require(group.getKey().isPlain(), "two candidates at one rank");
            out.writeBytes(Json.write(
                    Line.FORM, new Line(group.getValue(), group.getKey().candidates())));
            out.write('\n');
        }
        return out.toByteArray();
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException with the number of the line, unless the bytes are one
     */
    public static SortedMap<Ranking, Long> read(byte[] bytes) throws MalformedException {
        TreeMap<Ranking, Long> ballots = new TreeMap<>();
        int from = 0;
        for (int line = 1; from < bytes.length; line++) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            try {
                if (end == bytes.length) {
                    throw new MalformedException("last line has no line feed");
                }
                add(Json.read(Line.FORM, Arrays.copyOfRange(bytes, from, end), MAX_LINE), ballots);
            } catch (MalformedException e) {
                throw new MalformedException("line " + line + ": " + e.getMessage());
            }
            from = end + 1;
        }
        return ballots;
    }

    private static void add(Line line, SortedMap<Ranking, Long> ballots) throws MalformedException {
        if (line.candidates().stream().distinct().count() != line.candidates().size()) {
            throw new MalformedException("a candidate stands twice in a ranking");
        }
        Ranking ranking = Ranking.of(line.candidates());
        if (!ballots.isEmpty() && ballots.lastKey().compareTo(ranking) >= 0) {
            throw new MalformedException("ranking is not above the one before it");
        }
        ballots.put(ranking, line.ballots());
    }
}
