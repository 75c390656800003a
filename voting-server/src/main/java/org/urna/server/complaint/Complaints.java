// SPDX-License-Identifier: Apache-2.0
package org.urna.server.complaint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.MalformedException;
import org.urna.server.board.BoardLog;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.staff.Callers;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Takes complaints, checks them against the board at once, and keeps them until staff have answered. Of the time the day alone is kept; how to
 * reach somebody is erased with the registrar's map.
 */
public final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

    /** Complaints that may wait for an answer. */
    private static final int MOST_OPEN = 500;

    private final Store store;
    private final Elections elections;
    private final ComplaintCheck check;
    private final Callers callers = new Callers();

    public Complaints(Store store, Elections elections, Manifests manifests, BoardLog boards) {
        this.store = store;
        this.elections = elections;
        this.check = new ComplaintCheck(store, manifests, boards);
    }

    /**
     * What is handed in.
     *
     * @param file as it was saved
     * @param contact how to answer; may be empty
     * @param words of the voter; may be empty
     */
    public record Handed(String file, String contact, String words) {}

    /**
     * Takes a complaint and answers with what the board proves: {@code {"number","outcome","index"?}}.
     *
     * @param caller counted in memory only
     * @return fails with {@code request-invalid} if the file is neither a complaint nor a receipt, {@code too-many-attempts},
     *     {@code overloaded}, {@code wrong-state} before the opening, or {@code not-found}
     */
    public Future<ObjectNode> take(String election, String caller, Handed handed) {
        callers.check(caller);
        callers.failed(caller);
        ComplaintFile file;
        try {
            file = ComplaintFile.read(handed.file());
        } catch (MalformedException e) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "neither a complaint file nor a receipt: " + e.getMessage());
        }
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row)
                            .require(
                                    ElectionState.OPEN,
                                    ElectionState.CLOSED,
                                    ElectionState.TALLIED,
                                    ElectionState.FINAL);
                    return requireRoom(connection, election)
                            .compose(room -> check.of(connection, row, file))
                            .compose(finding -> keep(connection, election, handed, file, finding)
                                    .map(number -> answer(election, number, finding)));
                }));
    }

    private static ObjectNode answer(String election, long number, Finding finding) {
        if (finding.isAlarm()) {
            LOG.error(
                    "election {}: complaint {} holds a receipt of ours that the board does not keep", election, number);
        }
        ObjectNode json = StrictJson.object();
        json.put("number", number).put("outcome", finding.outcome());
        if (finding.index() != null) {
            json.put("index", finding.index());
        }
        return json;
    }

    private static Future<Void> requireRoom(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS n FROM complaint WHERE election = #{election} AND state = 'open'",
                        Map.of("election", election))
                .map(rows -> {
                    if (rows.iterator().next().getLong("n") >= MOST_OPEN) {
                        throw new Refusal(
                                ProblemCode.OVERLOADED, "too many complaints wait; write to the organisation");
                    }
                    return null;
                });
    }

    private Future<Long> keep(
            SqlConnection connection, String election, Handed handed, ComplaintFile file, Finding finding) {
        return store.now(connection).compose(now -> {
            Map<String, Object> values = new HashMap<>();
            values.put("election", election);
            values.put("day", now.toString().substring(0, 10));
            values.put("outcome", finding.outcome());
            values.put("position", finding.index());
            values.put("ballot", file.ballot().hex());
            values.put("rule", file.rule());
            values.put("contact", handed.contact().strip());
            values.put("words", handed.words().strip());
            values.put("file", handed.file());
            return Sql.query(
                            connection,
                            "INSERT INTO complaint (election, number, day, outcome, position, ballot, rule, contact, words, file, state, answer)"
                                    + " VALUES (#{election}, (SELECT COALESCE(MAX(number), 0) + 1 FROM complaint WHERE election = #{election}),"
                                    + " #{day}, #{outcome}, #{position}, #{ballot}, #{rule},"
                                    // Once the link is destroyed nothing may be written down that makes one anew.
                                    + " CASE WHEN EXISTS (SELECT 1 FROM registrar_map WHERE election = #{election}) THEN #{contact} ELSE '' END,"
                                    + " CASE WHEN EXISTS (SELECT 1 FROM registrar_map WHERE election = #{election}) THEN #{words} ELSE '' END,"
                                    + " #{file}, 'open', '')"
                                    + " RETURNING number",
                            values)
                    .map(rows -> rows.iterator().next().getLong("number"));
        });
    }

    /** All of them, what is open first; fails with {@code not-found}. */
    public Future<ArrayNode> list(String election) {
        return elections
                .find(election)
                .compose(row -> store.query(
                        "SELECT number, day, outcome, position, ballot, rule, contact, words, state, answer FROM complaint"
                                + " WHERE election = #{election} ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, number DESC",
                        Map.of("election", election)))
                .map(rows -> {
                    ArrayNode list = StrictJson.array();
                    rows.forEach(row -> json(list.addObject(), row));
                    return list;
                });
    }

    private static void json(ObjectNode json, Row row) {
        json.put("number", row.getLong("number"));
        for (String text : new String[] {"day", "outcome", "ballot", "rule", "contact", "words", "state", "answer"}) {
            json.put(text, row.getString(text));
        }
        if (row.getLong("position") != null) {
            json.put("index", row.getLong("position"));
        }
    }

    /** The file as it was handed in; fails with {@code not-found}. */
    public Future<String> file(String election, long number) {
        return store.first(
                        "SELECT file FROM complaint WHERE election = #{election} AND number = #{number}",
                        Map.of("election", election, "number", number))
                .map(row -> Objects.requireNonNull(
                        row.orElseThrow(Complaints::unknown).getString("file")));
    }

    /** Notes what staff answered; fails with {@code not-found} unless the complaint is open. */
    public Future<Void> answer(String election, long number, String answer) {
        return store.transaction(connection -> Sql.update(
                        connection,
                        "UPDATE complaint SET state = 'answered', answer = #{answer} WHERE election = #{election}"
                                + " AND number = #{number} AND state = 'open'",
                        Map.of("election", election, "number", number, "answer", answer.strip()))
                .map(changed -> {
                    if (changed == 0) {
                        throw unknown();
                    }
                    return null;
                }));
    }

    private static Refusal unknown() {
        return new Refusal(ProblemCode.NOT_FOUND, "no such complaint is open here");
    }
}
