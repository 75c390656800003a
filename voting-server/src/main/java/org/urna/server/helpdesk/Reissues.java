// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.record.Action;
import org.urna.server.credential.Holders;
import org.urna.server.credential.Replacements;
import org.urna.server.decision.DecisionDrafts;
import org.urna.server.decision.RequestedBy;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Member;
import org.urna.server.roll.Participation;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Requests for new codes. They wait until somebody puts many of them into one decision, which two officers sign; on the board the old
 * credentials are retired then, and reserves take their place. Who has voted gets none.
 */
public final class Reissues {

    private final Store store;
    private final Elections elections;
    private final Rolls rolls;
    private final Holders holders;
    private final Replacements replacements;
    private final DecisionDrafts decisions;

    public Reissues(
            Store store,
            Elections elections,
            Rolls rolls,
            Holders holders,
            Replacements replacements,
            DecisionDrafts decisions) {
        this.store = store;
        this.elections = elections;
        this.rolls = rolls;
        this.holders = holders;
        this.replacements = replacements;
        this.decisions = decisions;
    }

    /** How far a request is. */
    enum State {
        NONE,
        /** For somebody to put it to the officers; also when they have not agreed. */
        WAITING,
        /** For two signatures. */
        PROPOSED,
        /** The new code is queued or sent. */
        DONE;

        /** Of a row with {@code asked}, {@code sequence} and the decision's state as {@code decided}. */
        static State of(Row row) {
            if (row.getString("asked") == null) {
                return NONE;
            }
            String decided = row.getString("decided");
            if (row.getLong("sequence") == null || decided == null) {
                return WAITING;
            }
            return switch (decided) {
                case "pending" -> PROPOSED;
                case "appended" -> DONE;
                default -> WAITING;
            };
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a request comes from. */
    enum Origin {
        DESK,
        SELF
    }

    private static final String OPEN =
            " AND (r.sequence IS NULL OR NOT EXISTS (SELECT 1 FROM decision d WHERE d.election = r.election"
                    + " AND d.sequence = r.sequence AND d.state IN ('pending', 'appended')))";

    /** All requests that are not done, and the terms. */
    public Future<ObjectNode> list(String election) {
        Map<String, Object> place = Map.of("election", election);
        return elections
                .find(election)
                .compose(row -> store.first("SELECT * FROM reissue_terms WHERE election = #{election}", place)
                        .compose(terms -> store.query(
                                        "SELECT r.member_number, r.origin, r.day AS asked, r.sequence, d.state AS decided, m.name, m.channel FROM reissue r"
                                                + " JOIN member m ON m.election = r.election AND m.member_number = r.member_number"
                                                + " LEFT JOIN decision d ON d.election = r.election AND d.sequence = r.sequence"
                                                + " WHERE r.election = #{election} AND (d.state IS NULL OR d.state <> 'appended')"
                                                + " ORDER BY r.day, r.member_number",
                                        place)
                                .map(rows -> json(ReissueTerms.of(terms), rows))));
    }

    private static ObjectNode json(ReissueTerms terms, Iterable<Row> rows) {
        ObjectNode json = StrictJson.object();
        json.set("terms", StrictJson.tree(terms));
        json.put("most", Replacements.MOST);
        ArrayNode requests = json.putArray("requests");
        for (Row row : rows) {
            ObjectNode request = requests.addObject();
            request.put("memberNumber", row.getString("member_number"));
            request.put("name", row.getString("name"));
            request.put("channel", row.getString("channel"));
            request.put("origin", row.getString("origin"));
            request.put("day", row.getString("asked"));
            request.put("state", State.of(row).code());
        }
        return json;
    }

    /** Sets when members may ask. */
    public Future<Void> terms(String election, ReissueTerms terms) {
        for (String until : List.of(terms.emailUntil(), terms.postUntil())) {
            if (!until.isEmpty() && !terms.opens().isEmpty() && until.compareTo(terms.opens()) <= 0) {
                throw new Refusal(ProblemCode.REQUEST_INVALID, "a deadline comes after the opening");
            }
        }
        Map<String, Object> values = Map.of(
                "election", election,
                "opens", terms.opens(),
                "email", terms.emailUntil(),
                "post", terms.postUntil());
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> Sql.update(
                                connection,
                                "INSERT INTO reissue_terms (election, opens, email_until, post_until)"
                                        + " VALUES (#{election}, #{opens}, #{email}, #{post}) ON CONFLICT (election) DO UPDATE SET"
                                        + " opens = excluded.opens, email_until = excluded.email_until, post_until = excluded.post_until",
                                values)
                        .mapEmpty()));
    }

    /** Asks for a new code on behalf of a member; fails with {@code reissue-refused}, saying why, or {@code not-found}. */
    public Future<Void> ask(String election, String number) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> rolls.member(connection, election, number)
                        .compose(member -> ask(connection, row, member, Origin.DESK))
                        .map(refused -> {
                            refused.ifPresent(why -> {
                                throw new Refusal(ProblemCode.REISSUE_REFUSED, why);
                            });
                            return null;
                        })));
    }

    /** Why not; empty if it was written down. */
    Future<Optional<String>> ask(SqlConnection connection, Row election, Member member, Origin origin) {
        String id = election.getString("id");
        String number = member.memberNumber();
        return store.now(connection)
                .compose(now -> Standings.terms(connection, id)
                        .compose(terms -> {
                            Optional<String> obstacle = terms.obstacle(election, member.channel(), now);
                            return obstacle.isPresent()
                                    ? Future.succeededFuture(obstacle)
                                    : holders.standing(connection, election, number)
                                            .map(Reissues::obstacle);
                        })
                        .compose(obstacle -> obstacle.isPresent()
                                ? Future.succeededFuture(obstacle)
                                : write(
                                        connection,
                                        id,
                                        number,
                                        origin,
                                        now.toString().substring(0, 10))));
    }

    private static Optional<String> obstacle(Holders.Standing standing) {
        return switch (standing.answer()) {
            case VOTED ->
                Optional.of("the member has voted on " + standing.day().orElse("a day that is not known"));
            case UNKNOWN -> Optional.of("this server does not know whether the member has voted");
            case NO_CODE -> Optional.of("the member has no code yet: it is handed out at the door");
            case NOT_VOTED -> Optional.empty();
        };
    }

    private static Future<Optional<String>> write(
            SqlConnection connection, String election, String number, Origin origin, String day) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election);
        values.put("number", number);
        values.put("origin", origin.name().toLowerCase(Locale.ROOT));
        values.put("day", day);
        return Sql.query(
                        connection,
                        "SELECT 1 AS there FROM reissue r WHERE r.election = #{election} AND r.member_number = #{number}"
                                + " AND NOT (r.sequence IS NOT NULL AND EXISTS (SELECT 1 FROM decision d WHERE d.election = r.election"
                                + " AND d.sequence = r.sequence AND d.state = 'appended'))",
                        values)
                .compose(there -> there.size() > 0
                        ? Future.succeededFuture(Optional.of("a new code has been asked for already"))
                        : Sql.update(
                                        connection,
                                        "INSERT INTO reissue (election, member_number, origin, day, sequence)"
                                                + " VALUES (#{election}, #{number}, #{origin}, #{day}, NULL)"
                                                + " ON CONFLICT (election, member_number) DO UPDATE SET origin = excluded.origin,"
                                                + " day = excluded.day, sequence = NULL",
                                        values)
                                .map(Optional.empty()));
    }

    /** Takes a request back that is not with the officers; fails with {@code not-found}. */
    public Future<Void> drop(String election, String number) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> Sql.update(
                                connection,
                                "DELETE FROM reissue WHERE election = #{election} AND member_number = #{number} AND member_number IN"
                                        + " (SELECT r.member_number FROM reissue r WHERE r.election = #{election}"
                                        + OPEN + ")",
                                Map.of("election", election, "number", number))
                        .map(deleted -> {
                            if (deleted == 0) {
                                throw new Refusal(ProblemCode.NOT_FOUND, "no such request waits");
                            }
                            return null;
                        })));
    }

    /**
     * What was put to the officers.
     *
     * @param number of the decision
     * @param members who get a new code by it
     * @param voted whose requests were dropped because they have voted since
     */
    public record Proposed(long number, int members, int voted) {}

    /** Puts the oldest waiting requests into one decision; fails with {@code wrong-state} if none waits or the manifest allows no more. */
    public Future<Proposed> propose(String election, String reason, RequestedBy by) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> waiting(connection, election)
                        .compose(numbers -> replacements.pairs(connection, row, numbers))
                        .compose(found -> dropVoted(connection, election, found.voted())
                                .compose(done -> {
                                    if (found.pairs().isEmpty()) {
                                        return Future.succeededFuture(
                                                new Proposed(0, 0, found.voted().size()));
                                    }
                                    ObjectNode request = StrictJson.object();
                                    request.put("action", "credential-replaced").put("reason", reason);
                                    pairs(request.putObject("arguments").putArray("pairs"), found.pairs());
                                    return decisions
                                            .draft(connection, row, request, by)
                                            .compose(drafted -> mark(
                                                            connection, election, found.members(), drafted.number())
                                                    .map(new Proposed(
                                                            drafted.number(),
                                                            found.pairs().size(),
                                                            found.voted().size())));
                                }))));
    }

    private static void pairs(ArrayNode list, List<Action.Pair> pairs) {
        for (Action.Pair pair : pairs) {
            list.addObject()
                    .put("new", Base64Url.encode(pair.replacement().encode()))
                    .put("old", Base64Url.encode(pair.old().encode()));
        }
    }

    private static Future<List<String>> waiting(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT r.member_number FROM reissue r WHERE r.election = #{election}" + OPEN
                                + " ORDER BY r.day, r.member_number LIMIT #{most}",
                        Map.of("election", election, "most", Replacements.MOST))
                .map(rows -> {
                    List<String> numbers = new ArrayList<>();
                    rows.forEach(row -> numbers.add(row.getString("member_number")));
                    if (numbers.isEmpty()) {
                        throw new Refusal(ProblemCode.WRONG_STATE, "no request waits");
                    }
                    return numbers;
                });
    }

    private static Future<Void> dropVoted(SqlConnection connection, String election, List<String> voted) {
        return Sql.batch(
                connection,
                "DELETE FROM reissue WHERE election = #{election} AND member_number = #{number}",
                rows(election, voted, 0));
    }

    private static Future<Void> mark(SqlConnection connection, String election, List<String> members, long number) {
        return Sql.batch(
                connection,
                "UPDATE reissue SET sequence = #{sequence} WHERE election = #{election} AND member_number = #{number}",
                rows(election, members, number));
    }

    private static List<Map<String, Object>> rows(String election, List<String> members, long sequence) {
        List<Map<String, Object>> rows = new ArrayList<>();
        members.forEach(each -> rows.add(Map.of("election", election, "number", each, "sequence", sequence)));
        return rows;
    }

    static boolean hasVoted(Holders.Standing standing) {
        return standing.answer() == Participation.Answer.VOTED;
    }
}
