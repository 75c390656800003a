// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Reason;
import org.urna.server.credential.Replacements;
import org.urna.server.election.ElectionState;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;

/**
 * Asks officers to replace members' codes: old credentials and the reserves that take their place, in the order of the old ones. Once two officers
 * have signed, and it stands on the board, the next command here queues the new codes.
 */
public final class Replacing {

    private final Registrar registrar;

    public Replacing(Registrar registrar) {
        this.registrar = registrar;
    }

    /** Members whom a request concerns. */
    static int members(Decision decision) {
        return decision.action() instanceof Action.CredentialReplaced replaced
                ? replaced.pairs().size()
                : 0;
    }

    /**
     * Asks for new codes.
     *
     * @param numbers of members
     * @return the requests that wait for officers now; fails with {@code wrong-state} if one of the members has voted or is asked for already, or
     *     the reserve does not suffice, and with {@code not-found}
     */
    public List<Long> ask(ServedElection server, List<String> numbers, Reason reason) throws IOException {
        String election = server.election().hex();
        BoardNow board = registrar.follow(server);
        if (board.state() != ElectionState.SEALED && board.state() != ElectionState.OPEN) {
            throw refused("codes are replaced from the seal of the election until its close");
        }
        requireHeld(election, numbers);
        if (numbers.stream().anyMatch(registrar.voters(board).without()::contains)) {
            throw refused("the code of one of these members was revoked");
        }
        Requests requests = registrar.requests();
        requests.handOver(server);
        Set<String> cast = board.cast().keySet();
        Awaited.on(registrar
                .store()
                .transaction(connection -> registrar
                        .elections()
                        .lock(connection, election)
                        .compose(row -> pairs(connection, row, numbers, cast))
                        .compose(pairs ->
                                requests.write(connection, board, new Action.CredentialReplaced(pairs), reason))));
        requests.handOver(server);
        return requests.waiting(election).stream().map(Requests.Waiting::number).toList();
    }

    private void requireHeld(String election, List<String> numbers) throws IOException {
        if (numbers.isEmpty()
                || numbers.size() > Replacements.MOST
                || Set.copyOf(numbers).size() < numbers.size()) {
            throw refused("1 to " + Replacements.MOST + " members, each once");
        }
        for (String number : numbers) {
            boolean held = Awaited.on(registrar
                            .store()
                            .first(
                                    "SELECT 1 AS there FROM registrar_map WHERE election = #{election} AND member_number = #{number}",
                                    Map.of("election", election, "number", number)))
                    .isPresent();
            if (!held) {
                throw new Refusal(ProblemCode.NOT_FOUND, "no voting code of member " + number + " is known here");
            }
        }
    }

    private Future<List<Action.Pair>> pairs(
            SqlConnection connection, Row election, List<String> numbers, Set<String> cast) {
        Replacements replacements = new Replacements(registrar.store(), registrar.manifests(), registrar.keys());
        return replacements.pairs(connection, election, numbers, cast).compose(found -> {
            if (!found.voted().isEmpty()) {
                throw refused("has voted, and gets no other code: member " + String.join(", ", found.voted()));
            }
            return pending(connection, election.getString("id")).map(pending -> {
                for (Action.Pair pair : found.pairs()) {
                    if (pending.contains(Base64Url.encode(pair.old().encode()))) {
                        throw refused("for one of these members a new code is asked for already");
                    }
                }
                return found.pairs();
            });
        });
    }

    private static Future<String> pending(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT text FROM decision WHERE election = #{election} AND state = 'pending'",
                        Map.of("election", election))
                .map(rows -> {
                    StringBuilder texts = new StringBuilder();
                    rows.forEach(row -> texts.append(row.getString("text")));
                    return texts.toString();
                });
    }

    private static Refusal refused(String reason) {
        return new Refusal(ProblemCode.WRONG_STATE, reason);
    }
}
