// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Reminds those who have not voted: who was sent a code by e-mail, and it did not come back. Whether somebody has voted is looked up when the
 * round is queued and again before each mail leaves; nothing is written down about it.
 */
public final class Reminders {

    private final Store store;
    private final Elections elections;
    private final MailQueue queue;
    private final Voted voted;

    public Reminders(Store store, Elections elections, MailQueue queue, Voted voted) {
        this.store = store;
        this.elections = elections;
        this.queue = queue;
        this.voted = voted;
    }

    /** Knows all who have voted. */
    @FunctionalInterface
    public interface Voted {
        /** Numbers of the members who have voted; fails with {@code wrong-state} where this server cannot know. */
        Future<Set<String>> of(Row election);
    }

    /**
     * Queues a round and gives its size; fails with {@code wrong-state} unless the election is open and the last round has left, and where codes are
     * handed out at the door and nobody was sent one by e-mail.
     */
    public Future<Integer> remind(String election) {
        return elections
                .find(election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.OPEN);
                    return requireAnybody(row).compose(done -> voted.of(row));
                })
                .compose(voters -> store.transaction(connection -> elections
                        .lock(connection, election)
                        .compose(row -> {
                            Elections.state(row).require(ElectionState.OPEN);
                            return Sql.query(
                                    connection,
                                    "SELECT COUNT(*) AS n FROM mail_queue WHERE election = #{election} AND kind = 'reminder'",
                                    Map.of("election", election));
                        })
                        .compose(rows -> {
                            if (rows.iterator().next().getLong("n") > 0) {
                                throw new Refusal(
                                        ProblemCode.WRONG_STATE, "reminders of the last round are still queued");
                            }
                            return Sql.query(
                                    connection,
                                    "SELECT member_number FROM delivery WHERE election = #{election} AND channel = 'email'"
                                            + " AND state = 'sent' ORDER BY member_number",
                                    Map.of("election", election));
                        })
                        .compose(rows -> {
                            List<String> waiting = new ArrayList<>();
                            for (Row row : rows) {
                                if (!voters.contains(row.getString("member_number"))) {
                                    waiting.add(row.getString("member_number"));
                                }
                            }
                            return queue.reminders(connection, election, waiting)
                                    .compose(done -> store.now(connection))
                                    .compose(now -> Sql.update(
                                            connection,
                                            "UPDATE sending SET rounds = rounds + 1, reminded = #{now} WHERE election = #{election}",
                                            Map.of("election", election, "now", Outcomes.second(now))))
                                    .map(waiting.size());
                        })));
    }

    private Future<Void> requireAnybody(Row election) {
        if (Elections.atTheDoor(election).isEmpty()) {
            return Future.succeededFuture();
        }
        return store.first(
                        "SELECT 1 AS there FROM delivery WHERE election = #{election} AND channel = 'email' LIMIT 1",
                        Map.of("election", election.getString("id")))
                .map(found -> {
                    if (found.isEmpty()) {
                        throw new Refusal(
                                ProblemCode.WRONG_STATE,
                                "there is nobody to remind: codes are handed out at the door, and none was sent by e-mail");
                    }
                    return null;
                });
    }
}
