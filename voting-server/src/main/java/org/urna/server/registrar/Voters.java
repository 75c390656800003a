// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.urna.server.credential.CredentialMap;
import org.urna.server.roll.Participation;

/**
 * Who has voted: the board's ballots, looked up by the registrar's own map. Does not print.
 *
 * @param days {@code YYYY-MM-DD} on which each member voted, by number
 * @param without members whose credential was revoked
 */
record Voters(Map<String, String> days, Set<String> without) implements Participation {

    Voters {
        days = Map.copyOf(days);
        without = Set.copyOf(without);
    }

    static Voters of(BoardNow board, Map<String, CredentialMap.Held> map) {
        Map<String, String> days = new TreeMap<>();
        Set<String> without = new HashSet<>();
        map.forEach((number, held) -> {
            Optional.ofNullable(board.cast().get(held.credential()))
                    .ifPresent(time -> days.put(number, time.toString().substring(0, 10)));
            if (!held.live()) {
                without.add(number);
            }
        });
        return new Voters(days, without);
    }

    /** Members whom nobody need remind: they have voted, or cannot. */
    Set<String> needNone() {
        Set<String> all = new HashSet<>(days.keySet());
        all.addAll(without);
        return all;
    }

    @Override
    public Future<Answer> of(SqlConnection connection, Row election, String memberNumber) {
        return Future.succeededFuture(
                days.containsKey(memberNumber) || without.contains(memberNumber) ? Answer.VOTED : Answer.NOT_VOTED);
    }

    @Override
    public String toString() {
        return "Voters[hidden]";
    }
}
