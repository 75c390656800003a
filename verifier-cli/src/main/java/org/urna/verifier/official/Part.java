// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.official;

import java.util.List;

/**
 * One part of the report.
 *
 * @param title of it
 * @param source who vouches for its figures
 * @param texts sentences before its figures
 * @param head of the columns; empty where there are only sentences
 * @param rows cells, as many as columns; the first of each says what the others are about
 * @param first width of the first column on paper, in millimetres
 */
record Part(String title, Source source, List<String> texts, List<String> head, List<List<Cell>> rows, float first) {

    Part {
        texts = List.copyOf(texts);
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** Who vouches for figures. */
    enum Source {
        /** Everybody can check them. */
        BOARD,
        /** The organisation alone. */
        ORGANISATION
    }

    /**
     * A figure or a word.
     *
     * @param shown for people, in their language
     * @param plain for programs
     */
    record Cell(String shown, String plain) {
        static Cell of(String text) {
            return new Cell(text, text);
        }
    }
}
