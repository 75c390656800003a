// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.urna.crypto.ballot.Answer;

/** What a demonstration puts to the vote, who may vote, and what they mean to do. */
public interface Poll {

    /** Title of the election. */
    String title();

    /**
     * The draft of its manifest; the statements that it names must be uploaded.
     *
     * @param officers name and key of each
     * @param trustees name and thumbprint of each
     */
    JsonNode draft(Instant opens, List<JsonNode> officers, List<JsonNode> trustees);

    /** Texts that the draft names. */
    List<String> statements();

    /** The members on the roll. */
    Electorate electorate();

    /** What each member who votes answers, by member number, in the order of the contests on the member's paper. */
    Map<String, List<Answer>> answers();

    /** Whether there are rankings to mix before the decryption. */
    boolean isMixed();

    /** The result as it stands on the board, beside what was published of the real election. */
    String result(Http http, String election) throws IOException, InterruptedException;
}
