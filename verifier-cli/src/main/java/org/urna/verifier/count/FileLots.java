// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.count;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.threshold.Lots;

/**
 * Lots where there is no board to draw them.
 *
 * @param source where the order is from, in words
 * @param order candidates by number: the earlier wins every tie
 */
public record FileLots(String source, List<Integer> order) {

    private static final String CONTEST = "blt";

    public FileLots {
        order = List.copyOf(order);
    }

    /**
     * Drawn as an election draws them ({@code docs/protocol.md} §10), with the SHA-256 of the file as seed and {@code blt} as contest: whoever
     * can choose the file can choose the lots.
     */
    public static FileLots ofFile(byte[] file, int candidates) {
        return new FileLots(
                "SHA-256 of the file", Lots.ofSeed(Sha256.hash(file)).order(CONTEST, candidates));
    }

    /**
     * Read from a file with one candidate per line, by number or by name, who wins ties first.
     *
     * @throws MalformedException unless every candidate stands there once
     */
    public static FileLots read(String text, List<String> names) throws MalformedException {
        List<Integer> order = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String word = line.trim();
            if (word.isEmpty()) {
                continue;
            }
            int candidate = candidate(word, names);
            if (candidate == 0 || order.contains(candidate)) {
                throw new MalformedException("lots, line " + number + ": "
                        + (candidate == 0 ? "neither the number nor the only name of a candidate" : "drawn twice"));
            }
            order.add(candidate);
        }
        if (order.size() != names.size()) {
            throw new MalformedException("lots: " + order.size() + " of " + names.size() + " candidates are drawn");
        }
        return new FileLots("file of lots", order);
    }

    private static int candidate(String word, List<String> names) {
        int named = names.indexOf(word);
        if (named >= 0) {
            return names.lastIndexOf(word) == named ? named + 1 : 0;
        }
        for (int candidate = 1; candidate <= names.size(); candidate++) {
            if (word.equals(Integer.toString(candidate))) {
                return candidate;
            }
        }
        return 0;
    }
}
