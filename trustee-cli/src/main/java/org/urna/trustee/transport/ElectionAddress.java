// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.ElectionId;

/**
 * The address of an election as people are sent it: any page of it, an invitation's too.
 *
 * @param server root of the server, ending in a slash
 * @param election the election
 */
public record ElectionAddress(String server, ElectionId election) {

    private static final Pattern FORM = Pattern.compile("(https?://[^\\s#?]*?/)e/([0-9a-f]{32})(?:[/?#]\\S*)?");

    /**
     * Reads an address.
     *
     * @throws MalformedException if no election is in it
     */
    public static ElectionAddress parse(String text) throws MalformedException {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new MalformedException(
                    "This is no address of an election, such as https://vote.example.org/e/ and 32 digits and letters");
        }
        return new ElectionAddress(parts.group(1), ElectionId.parse(parts.group(2)));
    }

    /** The address of the election's page; what stood behind it, which may be secret, is gone. */
    @Override
    public String toString() {
        return server + "e/" + election.hex();
    }
}
