// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import java.net.URI;

/**
 * What an elector is told when their voting code is issued. The code stands in the fragment of the link, which no browser sends to a server.
 *
 * @param to e-mail address, or the postal address line by line
 * @param greeting name of the elector; may be empty
 * @param electionTitle in the elector's language
 * @param publicUrl of the server, without a slash at the end
 * @param election id
 * @param code the voting code as written, in groups
 * @param opens {@code YYYY-MM-DDTHH:MM:00Z}
 * @param closes {@code YYYY-MM-DDTHH:MM:00Z}
 * @param rehearsal whether nothing that is cast here counts
 */
public record BallotMessage(
        String to,
        String greeting,
        String electionTitle,
        URI publicUrl,
        String election,
        String code,
        String opens,
        String closes,
        boolean rehearsal) {

    /** Where the elector votes. */
    public String link() {
        return publicUrl + "/e/" + election + "/vote#" + code;
    }

    /** One line, whatever the title holds. */
    public String subject() {
        return (rehearsal ? "[Rehearsal] " : "") + "Your vote: " + Lines.single(electionTitle);
    }

    /** The message as plain text, for the text part of an e-mail and for a letter. */
    public String text() {
        return """
                %s

                %s%s

                You may vote from %s to %s.

                Vote here:
                %s

                Or go to %s/e/%s/vote and type your code:
                %s

                You can vote once, and a vote that is cast is final. Your code is for you alone: whoever has it can vote with it.
                Before you cast your vote you will see its tracker. Keep it: with it anyone can check that your ballot is counted.
                """.formatted(
                        greeting.isBlank() ? "Dear member," : "Dear " + Lines.single(greeting) + ",",
                        rehearsal ? "This is a rehearsal. Votes cast in it are not counted in any election.\n\n" : "",
                        Lines.single(electionTitle),
                        Lines.time(opens),
                        Lines.time(closes),
                        link(),
                        publicUrl,
                        election,
                        code);
    }

    /** The message as HTML. Every text is escaped; nothing is fetched from anywhere. */
    public String html() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>")
                .append(Lines.html(subject()))
                .append("</title></head><body>\n");
        for (String paragraph : text().strip().split("\n\n", -1)) {
            page.append("<p>").append(paragraph(paragraph)).append("</p>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private String paragraph(String paragraph) {
        String escaped = Lines.html(paragraph).replace("\n", "<br>\n");
        String link = Lines.html(link());
        return escaped.replace(link, "<a href=\"" + link + "\">" + link + "</a>");
    }

    /** Holds a code, so it says nothing. */
    @Override
    public String toString() {
        return "BallotMessage[hidden]";
    }
}
