// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.util.List;

/**
 * A slip that is handed out at a door: one part for the desk, with the serial number and no code, and one for the voter. Holds a code, so it does
 * not print.
 *
 * @param said in each language of the election that letters are written in, one or two
 * @param serial as people read it
 * @param scanned the serial number as a bar code holds it, digits alone
 * @param link what the QR code leads to
 * @param page where the code can be typed
 * @param code as typed, in groups
 */
public record Slip(List<Said> said, String serial, String scanned, String link, String page, String code) {

    /**
     * The words of one language.
     *
     * @param title of the election
     * @param paper name of the ballot paper, with the weight of the vote where it is not 1
     * @param heading over the serial number
     * @param notYet that the slip is good for nothing until the desk has activated it
     * @param vote how to vote with it
     * @param once that it is one vote, final and secret
     * @param fold where to fold it, so that the desk does not see the code
     */
    public record Said(
            String title, String paper, String heading, String notYet, String vote, String once, String fold) {}

    /** Languages for which there is room. */
    public static final int LANGUAGES = 2;

    public Slip {
        said = List.copyOf(said);
        if (said.isEmpty() || said.size() > LANGUAGES) {
            throw new IllegalArgumentException("a slip speaks one language or two");
        }
    }

    @Override
    public String toString() {
        return "Slip[" + serial + "]";
    }
}
