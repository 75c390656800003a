// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.Reason;
import org.urna.server.credential.MapDestruction;
import org.urna.server.election.ElectionState;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.statement.Statements;

/**
 * Destroys what links members to codes, and then signs that it is destroyed: the signature is true when it is made. Two officers put it on the
 * board.
 */
public final class Destroying {

    private final Registrar registrar;

    public Destroying(Registrar registrar) {
        this.registrar = registrar;
    }

    /**
     * Destroys it, and asks officers to say so; may be done again.
     *
     * @return the requests that wait for officers now; empty if it stands on the board. Fails with {@code wrong-state} before the time for disputes
     *     is over, or while there is neither a result nor an end without one
     */
    public List<Long> run(ServedElection server) throws IOException {
        String election = server.election().hex();
        BoardNow board = registrar.follow(server);
        if (board.state() != ElectionState.FINAL && board.state() != ElectionState.VOID) {
            throw new Refusal(ProblemCode.WRONG_STATE, "the result is not published yet");
        }
        if (board.entries().stream().anyMatch(each -> each.entry().type() == EntryType.MAP_DESTROYED)) {
            return List.of();
        }
        String now = Minute.format(Minute.of(Instant.now()));
        MapDestruction destruction = new MapDestruction(
                registrar.vertx(),
                registrar.keys(),
                new Statements(registrar.store(), registrar.elections()),
                registrar.delivery().outbox());
        Awaited.on(registrar
                .store()
                .transaction(connection -> destruction.destroy(connection, election, board.manifest(), now)));
        Requests requests = registrar.requests();
        requests.handOver(server);
        if (requests.waiting(election).isEmpty()) {
            Awaited.on(registrar
                    .store()
                    .transaction(connection ->
                            requests.write(connection, board, new Action.MapDestroyed(), Reason.RETENTION_ENDED)));
            requests.handOver(server);
        }
        return requests.waiting(election).stream().map(Requests.Waiting::number).toList();
    }
}
