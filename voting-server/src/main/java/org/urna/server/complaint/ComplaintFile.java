// SPDX-License-Identifier: Apache-2.0
package org.urna.server.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.server.json.StrictJson;

/**
 * What a voter hands in: the file that the voting page saves when the server's answer was wrong, or a receipt alone. Read strictly; whether any
 * of it is true is for {@link ComplaintCheck}.
 *
 * @param anchor {@code E} that the file names
 * @param ballot hash of the ballot that the voter means
 * @param request what was sent, if the file has it
 * @param answer a receipt that came back, signed by somebody
 * @param rule what failed on the voter's device; empty where the file does not say
 */
record ComplaintFile(
        Hash anchor, Hash ballot, Optional<CastRequest> request, Optional<CompactJws> answer, String rule) {

    private static final String TYPE = "urna-complaint";
    private static final Pattern JWS = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final int MOST_RULE = 100;

    /** Fails unless the text is one of the two. */
    static ComplaintFile read(String text) throws MalformedException {
        String stripped = text.strip();
        if (JWS.matcher(stripped).matches()) {
            CompactJws jws = CompactJws.parse(stripped);
            Receipt receipt = Receipt.read(jws.payload());
            return new ComplaintFile(receipt.election(), receipt.ballot(), Optional.empty(), Optional.of(jws), "");
        }
        JsonNode json = StrictJson.read(stripped.getBytes(StandardCharsets.UTF_8));
        if (!json.path("type").asText().equals(TYPE)) {
            throw new MalformedException("neither a complaint file nor a receipt");
        }
        JsonNode request = json.path("request");
        String rule = json.path("failed").path("rule").asText();
        return new ComplaintFile(
                Hash.parse(json.path("E").asText()),
                Hash.parse(json.path("expected").path("ballot").asText()),
                request.isTextual()
                        ? Optional.of(CastRequest.read(request.asText().getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty(),
                receipt(json.path("answer").asText().strip()),
                rule.length() > MOST_RULE ? rule.substring(0, MOST_RULE) : rule);
    }

    /** The answer may be anything: what is no receipt is no evidence. */
    private static Optional<CompactJws> receipt(String answer) {
        if (!JWS.matcher(answer).matches()) {
            return Optional.empty();
        }
        try {
            CompactJws jws = CompactJws.parse(answer);
            Receipt unused = Receipt.read(jws.payload());
            return Optional.of(jws);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
