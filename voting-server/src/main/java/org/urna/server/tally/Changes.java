// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.group.Hex;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.server.board.BoardEntries;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * What officers changed while people voted, as far as result and final entry say so.
 *
 * @param withdrawn candidates who withdrew
 * @param revoked credentials revoked
 * @param replaced credentials replaced
 * @param replacedCast replacements that have cast
 */
record Changes(List<Action.CandidateWithdrawn> withdrawn, long revoked, long replaced, long replacedCast) {

    Changes {
        withdrawn = List.copyOf(withdrawn);
    }

    static Future<Changes> read(SqlClient client, String election) {
        return BoardEntries.ofTypes(
                        client,
                        election,
                        EntryType.CANDIDATE_WITHDRAWN,
                        EntryType.CREDENTIAL_REVOKED,
                        EntryType.CREDENTIAL_REPLACED)
                .compose(entries -> {
                    Set<String> reserves = new HashSet<>();
                    entries.forEach(entry -> {
                        if (action(entry) instanceof Action.CredentialReplaced replaced) {
                            replaced.pairs()
                                    .forEach(pair -> reserves.add(
                                            Hex.encode(pair.replacement().encode())));
                        }
                    });
                    return cast(client, election, reserves).map(cast -> of(entries, reserves.size(), cast));
                });
    }

    private static Action action(Entry entry) {
        return ((DecisionEntry) entry).decision().action();
    }

    private static Changes of(List<Entry> entries, long replaced, long cast) {
        List<Action.CandidateWithdrawn> withdrawn = new ArrayList<>();
        long revoked = 0;
        for (Entry entry : entries) {
            if (action(entry) instanceof Action.CandidateWithdrawn each) {
                withdrawn.add(each);
            } else if (action(entry) instanceof Action.CredentialRevoked each) {
                revoked += each.credentials().size();
            }
        }
        return new Changes(withdrawn, revoked, replaced, cast);
    }

    private static Future<Long> cast(SqlClient client, String election, Set<String> reserves) {
        if (reserves.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        return Sql.query(client, "SELECT k FROM ballot WHERE election = #{election}", Map.of("election", election))
                .map(rows -> {
                    long cast = 0;
                    for (var row : rows) {
                        cast += reserves.contains(Hex.encode(Store.bytes(row, "k"))) ? 1 : 0;
                    }
                    return cast;
                });
    }
}
