// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.urna.server.credential.Holders;
import org.urna.server.delivery.MailQueue;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.mail.MessageKind;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Member;
import org.urna.server.roll.Participation;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Tells members who ask, at the address on the roll, whether a ballot stands for them and since which day: so that who did not vote notices a
 * vote cast in their name. At most once a day, so that nobody's mailbox is filled by strangers.
 */
final class UseAnswers {

    private final Store store;
    private final Manifests manifests;
    private final Holders holders;
    private final KeyRing keys;
    private final MailQueue queue;

    UseAnswers(Store store, Manifests manifests, Holders holders, KeyRing keys, MailQueue queue) {
        this.store = store;
        this.manifests = manifests;
        this.holders = holders;
        this.keys = keys;
        this.queue = queue;
    }

    /** Fails with {@code wrong-state} once nobody can know it any more; the same for everybody. */
    Future<Void> requirePossible(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT 1 AS there FROM registrar_map WHERE election = #{election}"
                                + " UNION SELECT 1 AS there FROM door_slip WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Refusal(
                                ProblemCode.WRONG_STATE, "what links members to ballots is not here, or destroyed");
                    }
                    return null;
                });
    }

    Future<Void> answer(SqlConnection connection, Row election, Member member) {
        String id = election.getString("id");
        return store.now(connection)
                .compose(now -> Sql.update(
                        connection,
                        "INSERT INTO use_answer (election, member_number, day) VALUES (#{election}, #{number}, #{day})"
                                + " ON CONFLICT (election, member_number) DO UPDATE SET day = excluded.day"
                                + " WHERE use_answer.day <> excluded.day",
                        Map.of(
                                "election", id,
                                "number", member.memberNumber(),
                                "day", now.toString().substring(0, 10))))
                .compose(first -> first == 0
                        ? Future.succeededFuture()
                        : holders.standing(connection, election, member.memberNumber())
                                .compose(standing -> queue(connection, election, member, standing)));
    }

    private Future<Void> queue(SqlConnection connection, Row election, Member member, Holders.Standing standing) {
        if (standing.answer() == Participation.Answer.UNKNOWN) {
            return Future.succeededFuture();
        }
        boolean used = standing.answer() == Participation.Answer.VOTED;
        String id = election.getString("id");
        return keys.of(id, manifests.of(election).origin())
                .compose(held -> queue.answer(
                        connection,
                        id,
                        member,
                        used ? MessageKind.USED : MessageKind.UNUSED,
                        standing.day().orElse(""),
                        held.sealing()));
    }
}
