// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.mail.MailAddress;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Corrects what the roll says of a member. How to reach them may be corrected until the close, unless they have voted; what decides about their
 * ballot paper only while the election is a draft, because later it is published with their credential.
 */
public final class Corrections {

    private static final Set<Field> OF_THE_BALLOT = Set.of(Field.CLASS, Field.BALLOT_STYLE, Field.WEIGHT);
    private static final ElectionState[] BEFORE_THE_CLOSE = {
        ElectionState.DRAFT,
        ElectionState.KEY_CEREMONY,
        ElectionState.CREDENTIALS,
        ElectionState.SEALED,
        ElectionState.OPEN
    };

    private final Store store;
    private final Elections elections;
    private final Participation participation;

    Corrections(Store store, Elections elections, Participation participation) {
        this.store = store;
        this.elections = elections;
        this.participation = participation;
    }

    /**
     * A field before and after.
     *
     * @param field as the roll's header names it
     */
    public record Change(String field, String before, String after) {}

    /**
     * Corrects a member.
     *
     * @param json {@code reason} and the fields that change, as the API's schema has them
     * @param actor who does it, for the record
     * @return what has changed; fails with {@code not-found}, {@code roll-invalid} if the member would break a rule of the roll, or
     *     {@code wrong-state} if the member has voted, the election is closed, or the field is fixed
     */
    public Future<List<Change>> correct(String election, String number, JsonNode json, String actor) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(BEFORE_THE_CLOSE);
                    return member(connection, election, number)
                            .compose(member -> mayChange(connection, row, number)
                                    .compose(allowed -> correct(connection, row, member, json, actor)));
                }));
    }

    private static Future<Row> member(SqlConnection connection, String election, String number) {
        return Sql.query(
                        connection,
                        "SELECT * FROM member WHERE election = #{election} AND member_number = #{number}",
                        Map.of("election", election, "number", number))
                .map(rows -> Store.first(rows).orElseThrow(Members::unknown));
    }

    private Future<Void> mayChange(SqlConnection connection, Row election, String number) {
        if (Elections.state(election) != ElectionState.OPEN) {
            return Future.succeededFuture();
        }
        return participation.of(connection, election, number).map(answer -> {
            if (answer == Participation.Answer.VOTED) {
                throw new Refusal(ProblemCode.WRONG_STATE, "this member has voted: their entry is no longer changed");
            }
            if (answer == Participation.Answer.UNKNOWN) {
                throw new Refusal(
                        ProblemCode.WRONG_STATE,
                        "this server does not know whether the member has voted: the registrar corrects the roll");
            }
            return null;
        });
    }

    private Future<List<Change>> correct(
            SqlConnection connection, Row election, Row before, JsonNode json, String actor) {
        Map<Field, String> wanted = Corrected.fields(json);
        List<Change> changes = new ArrayList<>();
        Map<Field, String> after = new HashMap<>();
        for (Field field : Field.values()) {
            String old = String.valueOf(before.getValue(field.code()));
            String now = wanted.getOrDefault(field, old);
            after.put(field, now);
            if (!now.equals(old)) {
                changes.add(new Change(field.code(), old, now));
            }
        }
        requireAllowed(election, changes);
        Corrected.check(after, RollTerms.of(election));
        if (changes.isEmpty()) {
            return Future.succeededFuture(changes);
        }
        String id = election.getString("id");
        return shared(connection, id, after)
                .compose(channel -> update(connection, id, after, channel))
                .compose(done -> record(connection, id, before.getString("member_number"), changes, json, actor))
                .map(changes);
    }

    private static void requireAllowed(Row election, List<Change> changes) {
        boolean draft = Elections.state(election) == ElectionState.DRAFT;
        for (Change change : changes) {
            if (!draft && OF_THE_BALLOT.contains(Field.of(change.field()))) {
                throw new Refusal(
                        ProblemCode.WRONG_STATE,
                        change.field() + " is fixed since the key ceremony began: revoke the credential instead");
            }
        }
    }

    /** How to reach a member; who shares an e-mail address is reached by post, and so are those they share it with. */
    private static Future<Member.Channel> shared(SqlConnection connection, String election, Map<Field, String> after) {
        String email = after.getOrDefault(Field.EMAIL, "");
        boolean hasAddress = !after.getOrDefault(Field.ADDRESS1, "").isEmpty();
        if (email.isEmpty()) {
            return Future.succeededFuture(Member.Channel.POST);
        }
        Map<String, Object> others = Map.of(
                "election", election,
                "email", MailAddress.comparable(email),
                "number", after.getOrDefault(Field.MEMBER_NUMBER, ""));
        String where = " WHERE election = #{election} AND lower(email) = #{email} AND member_number <> #{number}";
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN address1 = '' THEN 1 ELSE 0 END), 0) AS homeless FROM member"
                                + where,
                        others)
                .compose(rows -> {
                    Row counts = rows.iterator().next();
                    if (counts.getLong("n") == 0) {
                        return Future.succeededFuture(Member.Channel.EMAIL);
                    }
                    if (!hasAddress || counts.getLong("homeless") > 0) {
                        throw Corrected.invalid(
                                "another member has this e-mail address, and not both have a postal address");
                    }
                    return Sql.update(connection, "UPDATE member SET channel = 'post'" + where, others)
                            .map(Member.Channel.POST);
                });
    }

    private static Future<Integer> update(
            SqlConnection connection, String election, Map<Field, String> after, Member.Channel channel) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder sql = new StringBuilder("UPDATE member SET channel = #{channel}, search_key = #{search}");
        after.forEach((field, value) -> {
            values.put(field.code(), field == Field.WEIGHT ? (Object) Integer.valueOf(value) : value);
            if (field != Field.MEMBER_NUMBER) {
                sql.append(", ")
                        .append(field.code())
                        .append(" = #{")
                        .append(field.code())
                        .append('}');
            }
        });
        sql.append(" WHERE election = #{election} AND member_number = #{member_number}");
        values.put("election", election);
        values.put("channel", channel.code());
        values.put(
                "search",
                RollRow.searchKey(
                        after.getOrDefault(Field.MEMBER_NUMBER, ""),
                        after.getOrDefault(Field.NAME, ""),
                        after.getOrDefault(Field.EMAIL, "")));
        return Sql.update(connection, sql.toString(), values);
    }

    private Future<Void> record(
            SqlConnection connection,
            String election,
            String number,
            List<Change> changes,
            JsonNode json,
            String actor) {
        return store.now(connection).compose(now -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Change change : changes) {
                rows.add(Map.of(
                        "election", election,
                        "number", number,
                        "time", now.toString(),
                        "actor", actor,
                        "reason", json.path("reason").asText(),
                        "field", change.field(),
                        "old", change.before(),
                        "new", change.after()));
            }
            return Sql.batch(
                    connection,
                    "INSERT INTO member_change (election, member_number, time, actor, reason, field, old_value, new_value)"
                            + " VALUES (#{election}, #{number}, #{time}, #{actor}, #{reason}, #{field}, #{old}, #{new})",
                    rows);
        });
    }
}
