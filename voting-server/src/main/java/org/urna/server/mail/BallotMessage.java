// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import java.net.URI;

/**
 * What a message tells one member. The code stands in the fragment of the link, which no browser sends to a server.
 *
 * @param to e-mail address, or the postal address line by line
 * @param name of the member; may be empty
 * @param electionTitle in the member's language
 * @param publicUrl of the server, without a slash at the end
 * @param election id
 * @param code the voting code as written, in groups; empty where the message brings none
 * @param votedOn {@code YYYY-MM-DD}, empty where the message does not say so
 * @param opens {@code YYYY-MM-DDTHH:MM:00Z}
 * @param closes {@code YYYY-MM-DDTHH:MM:00Z}, the deadline in force
 * @param rehearsal whether nothing that is cast here counts
 */
public record BallotMessage(
        String to,
        String name,
        String electionTitle,
        URI publicUrl,
        String election,
        String code,
        String votedOn,
        String opens,
        String closes,
        boolean rehearsal) {

    /** Where the member votes, the code included. */
    public String link() {
        return page() + "#" + code;
    }

    /** Where the member types the code. */
    public String page() {
        return publicUrl + "/e/" + election + "/vote";
    }

    /** Holds a code, so it says nothing. */
    @Override
    public String toString() {
        return "BallotMessage[hidden]";
    }
}
