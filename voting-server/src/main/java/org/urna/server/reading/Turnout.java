// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import java.util.List;

/**
 * How many may vote and how many have.
 *
 * @param electors credentials that may vote or have voted
 * @param ballots on the board
 * @param sections in the order of the manifest
 * @param styles in the order of the manifest
 * @param hours those in which ballots came, ascending
 */
public record Turnout(long electors, long ballots, List<Section> sections, List<Style> styles, List<Hour> hours) {

    public Turnout {
        sections = List.copyOf(sections);
        styles = List.copyOf(styles);
        hours = List.copyOf(hours);
    }

    /** A class of electors. */
    public record Section(String section, long electors, long ballots) {}

    /** A ballot style: those who get the same paper. */
    public record Style(String style, long electors, long ballots) {}

    /**
     * Ballots of one hour.
     *
     * @param time at which it begins, {@code YYYY-MM-DDTHH:00:00Z}
     */
    public record Hour(String time, long ballots) {}
}
