// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Map;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/** Looks members up, for staff. */
public final class Members {

    /** Members of a page. */
    public static final int PAGE = 50;

    static final String SEARCH = "SELECT * FROM member WHERE election = #{election} AND member_number > #{after}"
            + " AND search_key LIKE #{pattern} ESCAPE '!' ORDER BY member_number LIMIT #{limit}";

    private final Store store;
    private final Elections elections;

    Members(Store store, Elections elections) {
        this.store = store;
        this.elections = elections;
    }

    /**
     * Members in order of their numbers.
     *
     * @param search part of a number, name or e-mail address; letter case and accents do not matter; empty for all
     * @param after only numbers after this one
     */
    public Future<ArrayNode> list(String election, String search, String after) {
        return elections
                .find(election)
                .compose(row -> store.query(SEARCH, searching(election, search, after, PAGE)))
                .map(rows -> {
                    ArrayNode list = StrictJson.array();
                    rows.forEach(row -> list.add(json(MemberSql.member(row))));
                    return list;
                });
    }

    static Map<String, Object> searching(String election, String search, String after, int limit) {
        String pattern = "%" + RollRow.simple(search).replaceAll("([%_!])", "!$1") + "%";
        return Map.of("election", election, "after", after, "pattern", pattern, "limit", limit);
    }

    /** One member with what staff corrected; fails with {@code not-found}. */
    public Future<ObjectNode> get(String election, String number) {
        Map<String, Object> place = Map.of("election", election, "number", number);
        return elections
                .find(election)
                .compose(row -> store.first(
                        "SELECT * FROM member WHERE election = #{election} AND member_number = #{number}", place))
                .compose(found -> store.query(
                                "SELECT time, actor, reason, field, old_value, new_value FROM member_change"
                                        + " WHERE election = #{election} AND member_number = #{number} ORDER BY id DESC LIMIT 200",
                                place)
                        .map(changes -> {
                            ObjectNode json = json(MemberSql.member(found.orElseThrow(Members::unknown)));
                            ArrayNode history = json.putArray("changes");
                            changes.forEach(change -> history.add(change(change)));
                            return json;
                        }));
    }

    static Refusal unknown() {
        return new Refusal(ProblemCode.NOT_FOUND, "the roll has no such member");
    }

    static ObjectNode json(Member member) {
        ObjectNode json = StrictJson.object();
        json.put("memberNumber", member.memberNumber());
        json.put("name", member.name());
        json.put("email", member.email());
        json.set("address", StrictJson.tree(member.address()));
        json.put("postcode", member.postcode());
        json.put("country", member.country());
        json.put("class", member.memberClass());
        json.put("ballotStyle", member.style());
        json.put("weight", member.weight());
        json.put("language", member.language());
        json.put("joined", member.joined());
        json.put("arrearsMonths", member.arrearsMonths());
        json.put("channel", member.channel().code());
        return json;
    }

    private static ObjectNode change(Row row) {
        ObjectNode json = StrictJson.object();
        json.put("time", row.getString("time"));
        json.put("actor", row.getString("actor"));
        json.put("reason", row.getString("reason"));
        json.put("field", row.getString("field"));
        json.put("old", row.getString("old_value"));
        json.put("new", row.getString("new_value"));
        return json;
    }
}
