// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** The rolls of elections. */
public final class Rolls {

    private static final int BATCH = 500;

    private static final String INSERT = """
            INSERT INTO member (election, member_number, line, name, email, address1, address2, address3, address4, address5,
                                postcode, country, class, ballot_style, weight, language, joined, arrears_months, channel)
            VALUES (#{election}, #{number}, #{line}, #{name}, #{email}, #{a1}, #{a2}, #{a3}, #{a4}, #{a5},
                    #{postcode}, #{country}, #{class}, #{style}, #{weight}, #{language}, #{joined}, #{arrears}, #{channel})
            """;

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;

    public Rolls(Vertx vertx, Store store, Elections elections) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
    }

    /**
     * Replaces the roll of a draft by the rows of a CSV file: by all of them, or by the good ones if the caller asks for that, or by none.
     *
     * @param acceptGood whether good rows are taken although there are bad ones
     * @return fails with {@code roll-invalid} and the report in member {@code report} if nothing was imported
     */
    public Future<RollReport> importRoll(String election, byte[] csv, Charset charset, boolean acceptGood) {
        return elections
                .find(election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.DRAFT);
                    return vertx.executeBlocking(() -> judge(row, csv, charset));
                })
                .compose(outcome -> {
                    RollReport report = outcome.report();
                    if (!report.rejected().isEmpty() && !acceptGood) {
                        return Future.failedFuture(refused(report));
                    }
                    return store.transaction(connection -> replace(connection, election, outcome.members()))
                            .map(done -> report.asImported());
                });
    }

    private static RollCheck.Outcome judge(Row election, byte[] csv, Charset charset) {
        JsonNode draft = Elections.draft(election);
        Set<String> styles = new HashSet<>();
        draft.path("styles").forEach(style -> styles.add(style.path("id").asText()));
        try {
            return RollCheck.check(RollFile.read(csv, charset), styles, Elections.languages(election));
        } catch (RollFile.UnreadableException e) {
            throw refused(new RollReport(0, 0, false, List.of(e.remark()), List.of()));
        }
    }

    private static Refusal refused(RollReport report) {
        long rows = report.rejected().stream().map(RollRemark::line).distinct().count();
        return new Refusal(
                ProblemCode.ROLL_INVALID,
                rows + (rows == 1 ? " row is" : " rows are") + " bad; nothing was imported",
                Map.of("report", report));
    }

    private Future<Void> replace(SqlConnection connection, String election, List<Member> members) {
        return elections.lock(connection, election).compose(row -> {
            Elections.state(row).require(ElectionState.DRAFT);
            Future<?> chain = Sql.update(
                    connection, "DELETE FROM member WHERE election = #{election}", Map.of("election", election));
            for (int from = 0; from < members.size(); from += BATCH) {
                List<Map<String, Object>> batch = members.subList(from, Math.min(from + BATCH, members.size())).stream()
                        .map(member -> parameters(election, member))
                        .toList();
                chain = chain.compose(done -> Sql.batch(connection, INSERT, batch));
            }
            return chain.mapEmpty();
        });
    }

    /** How many members the roll has. */
    public Future<Integer> size(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS members FROM member WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> Math.toIntExact(rows.iterator().next().getLong("members")));
    }

    /** The whole roll, in the order of the file. */
    public Future<List<Member>> members(SqlClient connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT * FROM member WHERE election = #{election} ORDER BY line",
                        Map.of("election", election))
                .map(rows -> {
                    List<Member> members = new ArrayList<>(rows.size());
                    rows.forEach(row -> members.add(member(row)));
                    return members;
                });
    }

    private static Map<String, Object> parameters(String election, Member member) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election);
        values.put("number", member.memberNumber());
        values.put("line", member.line());
        values.put("name", member.name());
        values.put("email", member.email());
        for (int i = 0; i < 5; i++) {
            values.put(
                    "a" + (i + 1),
                    i < member.address().size() ? member.address().get(i) : "");
        }
        values.put("postcode", member.postcode());
        values.put("country", member.country());
        values.put("class", member.memberClass());
        values.put("style", member.style());
        values.put("weight", member.weight());
        values.put("language", member.language());
        values.put("joined", member.joined());
        values.put("arrears", member.arrearsMonths());
        values.put("channel", member.channel().code());
        return values;
    }

    private static Member member(Row row) {
        List<String> address = Stream.of("address1", "address2", "address3", "address4", "address5")
                .map(row::getString)
                .filter(line -> !line.isEmpty())
                .toList();
        return new Member(
                row.getInteger("line"),
                row.getString("member_number"),
                row.getString("name"),
                row.getString("email"),
                address,
                row.getString("postcode"),
                row.getString("country"),
                row.getString("class"),
                row.getString("ballot_style"),
                row.getInteger("weight"),
                row.getString("language"),
                row.getString("joined"),
                row.getString("arrears_months"),
                row.getString("channel").equals("email") ? Member.Channel.EMAIL : Member.Channel.POST);
    }
}
