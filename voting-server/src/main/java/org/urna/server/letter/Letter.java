// SPDX-License-Identifier: Apache-2.0
package org.urna.server.letter;

import java.util.List;

/**
 * What one letter says. Holds a code, so it does not print.
 *
 * @param memberNumber for the control sheet
 * @param address line by line, the name first
 * @param title of the election
 * @param paragraphs without the address to vote at, which stands as a QR code
 * @param link what the QR code leads to; empty where there is no code
 * @param code as typed, in groups; empty in a letter that brings none
 */
public record Letter(
        String memberNumber, List<String> address, String title, List<String> paragraphs, String link, String code) {

    public Letter {
        address = List.copyOf(address);
        paragraphs = List.copyOf(paragraphs);
    }

    @Override
    public String toString() {
        return "Letter[hidden]";
    }
}
