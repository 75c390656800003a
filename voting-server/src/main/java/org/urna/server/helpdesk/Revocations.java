// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.server.credential.Replacements;
import org.urna.server.decision.DecisionDrafts;
import org.urna.server.decision.RequestedBy;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.store.Store;

/**
 * The end of the vote of members who left, died or were suspended before they voted: officers name members, the board gets their credentials. A
 * vote that is cast stands.
 */
public final class Revocations {

    private final Store store;
    private final Elections elections;
    private final Replacements credentials;
    private final DecisionDrafts decisions;

    public Revocations(Store store, Elections elections, Replacements credentials, DecisionDrafts decisions) {
        this.store = store;
        this.elections = elections;
        this.credentials = credentials;
        this.decisions = decisions;
    }

    /**
     * Puts one decision to the officers that retires these members' credentials.
     *
     * @param members numbers on the roll, each once
     * @return the decision's number; fails with {@code wrong-state} if one of them has voted or has no code that could be used
     */
    public Future<Long> propose(String election, List<String> members, String reason, RequestedBy by) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> credentials
                        .unused(connection, row, members)
                        .compose(unused -> decisions.draft(connection, row, request(unused, reason), by)))
                .map(DecisionDrafts.Drafted::number));
    }

    private static ObjectNode request(List<Point> unused, String reason) {
        ObjectNode request = StrictJson.object();
        request.put("action", "credential-revoked").put("reason", reason);
        ArrayNode list = request.putObject("arguments").putArray("credentials");
        unused.forEach(each -> list.add(Base64Url.encode(each.encode())));
        return request;
    }
}
