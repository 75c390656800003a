// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.urna.server.credential.Holders;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.roll.Member;
import org.urna.server.roll.Participation;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** What the help desk may know of members: where the message is, whether they have voted and on which day, and about a new code. Never the vote. */
public final class Standings {

    /** Members of a page. */
    public static final int PAGE = 20;

    private final Store store;
    private final Elections elections;
    private final Rolls rolls;
    private final Holders holders;

    public Standings(Store store, Elections elections, Rolls rolls, Holders holders) {
        this.store = store;
        this.elections = elections;
        this.rolls = rolls;
        this.holders = holders;
    }

    /**
     * Members in order of their numbers.
     *
     * @param search part of a number, name or e-mail address
     * @param after only numbers after this one
     */
    public Future<ArrayNode> list(String election, String search, String after) {
        return elections
                .find(election)
                .compose(row -> rolls.search(store.reader(), election, search, after, PAGE)
                        .compose(members -> store.transaction(connection -> store.now(connection)
                                .compose(now -> terms(connection, election).compose(terms -> {
                                    ArrayNode list = StrictJson.array();
                                    Future<Void> chain = Future.succeededFuture();
                                    for (Member member : members) {
                                        chain = chain.compose(done -> of(connection, row, member, terms, now))
                                                .map(standing -> {
                                                    list.add(standing);
                                                    return null;
                                                });
                                    }
                                    return chain.map(list);
                                })))));
    }

    static Future<ReissueTerms> terms(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT * FROM reissue_terms WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> ReissueTerms.of(Store.first(rows)));
    }

    private Future<ObjectNode> of(
            SqlConnection connection, Row election, Member member, ReissueTerms terms, Instant now) {
        Map<String, Object> place = Map.of("election", election.getString("id"), "number", member.memberNumber());
        return holders.standing(connection, election, member.memberNumber())
                .compose(voted -> Sql.query(
                                connection,
                                "SELECT d.state, d.day, d.status, r.day AS asked, r.sequence, x.state AS decided FROM member m"
                                        + " LEFT JOIN delivery d ON d.election = m.election AND d.member_number = m.member_number"
                                        + " LEFT JOIN reissue r ON r.election = m.election AND r.member_number = m.member_number"
                                        + " LEFT JOIN decision x ON x.election = r.election AND x.sequence = r.sequence"
                                        + " WHERE m.election = #{election} AND m.member_number = #{number}",
                                place)
                        .map(rows -> json(
                                member,
                                voted,
                                rows.iterator().next(),
                                terms.obstacle(election, member.channel(), now))));
    }

    private static ObjectNode json(Member member, Holders.Standing voted, Row row, Optional<String> obstacle) {
        ObjectNode json = StrictJson.object();
        json.put("memberNumber", member.memberNumber());
        json.put("name", member.name());
        json.put("email", member.email());
        json.put("class", member.memberClass());
        json.put("channel", member.channel().code());
        if (row.getString("state") != null) {
            ObjectNode message = json.putObject("message");
            message.put("state", row.getString("state"));
            message.put("day", row.getString("day"));
            message.put("status", row.getString("status"));
        }
        json.put(
                "voted",
                voted.answer().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        voted.day().ifPresent(day -> json.put("votedOn", day));
        Reissues.State reissue = Reissues.State.of(row);
        if (reissue != Reissues.State.NONE) {
            ObjectNode asked = json.putObject("reissue");
            asked.put("state", reissue.code());
            asked.put("day", row.getString("asked"));
        }
        obstacle.or(() -> obstacle(voted.answer(), reissue)).ifPresent(why -> json.put("noReissue", why));
        return json;
    }

    private static Optional<String> obstacle(Participation.Answer voted, Reissues.State reissue) {
        return switch (voted) {
            case VOTED -> Optional.of("voted");
            case UNKNOWN -> Optional.of("unknown");
            case NO_CODE -> Optional.of("no-code");
            case NOT_VOTED ->
                reissue == Reissues.State.WAITING || reissue == Reissues.State.PROPOSED
                        ? Optional.of("asked")
                        : Optional.empty();
        };
    }
}
