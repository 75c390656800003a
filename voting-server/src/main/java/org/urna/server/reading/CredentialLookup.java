// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/** Tells the holder of a code where their credential stands. Everything in the answer can be read off the board, more slowly. */
final class CredentialLookup {

    private static final int POINT_BYTES = 64;

    private final Store store;

    CredentialLookup(Store store) {
        this.store = store;
    }

    /**
     * Style, weight and status of a credential, and its ballot's place.
     *
     * @param credential {@code K} as base64url
     * @return fails with {@code credential-unknown} for what is none, unused reserves included, and {@code request-invalid} for what has
     *     another form
     */
    Future<ObjectNode> of(String election, String credential) {
        return store.first(
                        "SELECT c.style, c.weight, c.status, b.tracker, b.position, l.time FROM credential c"
                                + " LEFT JOIN ballot b ON b.election = c.election AND b.k = c.k"
                                + " LEFT JOIN log_entry l ON l.election = b.election AND l.position = b.position"
                                + " WHERE c.election = #{election} AND c.k = #{k}",
                        Map.of("election", election, "k", store.bin(bytes(credential))))
                .map(found -> found.filter(row -> !row.getString("status").equals("reserve"))
                        .map(CredentialLookup::answer)
                        .orElseThrow(() ->
                                new Refusal(ProblemCode.CREDENTIAL_UNKNOWN, "this election has no such credential")));
    }

    private static byte[] bytes(String credential) {
        try {
            byte[] bytes = Base64Url.decode(credential);
            if (bytes.length == POINT_BYTES) {
                return bytes;
            }
        } catch (MalformedException e) {
            // Refused below, in the same words.
        }
        throw new Refusal(ProblemCode.REQUEST_INVALID, "a credential is 64 bytes in base64url");
    }

    private static ObjectNode answer(Row row) {
        ObjectNode answer = StrictJson.object();
        answer.put("style", row.getString("style"));
        answer.put("weight", row.getLong("weight"));
        boolean cast = row.getString("tracker") != null;
        answer.put("status", cast ? "cast" : status(row.getString("status")));
        if (cast) {
            answer.put("tracker", row.getString("tracker"));
            answer.put("index", row.getLong("position"));
            answer.put("time", row.getString("time"));
        }
        return answer;
    }

    private static String status(String stored) {
        return stored.equals("replaced") ? "retired" : stored;
    }
}
