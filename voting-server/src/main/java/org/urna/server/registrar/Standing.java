// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.server.delivery.SendingDesk;
import org.urna.server.statement.Statements;

/** Where an election and each of its members stand: by the board and by the registrar's own map. */
public final class Standing {

    private final Registrar registrar;

    public Standing(Registrar registrar) {
        this.registrar = registrar;
    }

    /**
     * Where an election stands.
     *
     * @param state as a server calls it
     * @param entries of the board
     * @param issued members with a code
     * @param reserve codes that are left for replacements
     * @param replaced codes that were replaced
     * @param revoked codes that were revoked
     * @param voted members for whom a ballot stands
     * @param requests that officers have not decided
     * @param destroyed whether nothing links members to codes any more
     */
    public record Summary(
            String election,
            String title,
            String state,
            String closes,
            long entries,
            int issued,
            long reserve,
            long replaced,
            long revoked,
            int voted,
            SendingDesk.Counts email,
            SendingDesk.Counts post,
            List<Request> requests,
            boolean destroyed) {}

    /**
     * A request that waits for officers.
     *
     * @param until when it ends
     */
    public record Request(long number, String action, int members, String until) {}

    /**
     * Where a member stands. Never how they voted, and never the minute, which could be compared with the board's.
     *
     * @param message {@code queued}, {@code sent} or {@code bounced}
     * @param day on which it was sent or came back; empty before
     * @param status of a message that came back
     * @param votedOn empty if no ballot stands for them
     */
    public record MemberStanding(
            String memberNumber, String channel, String message, String day, String status, String votedOn) {}

    /** What was found of an election. */
    public record Outcome(Summary summary, List<MemberStanding> members) {
        public Outcome {
            members = List.copyOf(members);
        }
    }

    /** Looks at the board, at returned mail, and at the registrar's own records. */
    public Outcome of(BoardSource source) throws IOException {
        BoardNow board = registrar.follow(source);
        String election = board.manifest().election().hex();
        if (source instanceof ServedElection server) {
            registrar.requests().handOver(server);
        }
        Sending.readReturned(registrar);
        Voters voters = registrar.voters(board);
        SendingDesk.Status sending = Awaited.on(registrar.delivery().desk().status(election));
        List<MemberStanding> members = members(election, voters);
        return new Outcome(
                new Summary(
                        election,
                        board.manifest()
                                .title()
                                .get(board.manifest().languages().get(0)),
                        board.state().toString(),
                        board.closes().toString(),
                        board.size(),
                        board.manifest().roll().size(),
                        credentials(election, "reserve"),
                        credentials(election, "replaced"),
                        credentials(election, "revoked"),
                        voters.days().size(),
                        sending.email(),
                        sending.post(),
                        requests(election),
                        isDestroyed(election)),
                members);
    }

    private List<Request> requests(String election) throws IOException {
        List<Request> requests = new ArrayList<>();
        for (Requests.Waiting each : registrar.requests().waiting(election)) {
            requests.add(new Request(
                    each.number(),
                    each.decision().type().code(),
                    Replacing.members(each.decision()),
                    each.decision().notAfter().toString()));
        }
        return requests;
    }

    private List<MemberStanding> members(String election, Voters voters) throws IOException {
        List<MemberStanding> members = new ArrayList<>();
        Iterable<Row> rows = Awaited.on(registrar
                .store()
                .query(
                        "SELECT member_number, channel, state, day, status FROM delivery"
                                + " WHERE election = #{election} ORDER BY member_number",
                        Map.of("election", election)));
        for (Row row : rows) {
            String number = row.getString("member_number");
            members.add(new MemberStanding(
                    number,
                    row.getString("channel"),
                    row.getString("state"),
                    row.getString("day"),
                    row.getString("status"),
                    voters.days().getOrDefault(number, "")));
        }
        return members;
    }

    private long credentials(String election, String status) throws IOException {
        return Awaited.on(registrar
                        .store()
                        .first(
                                "SELECT COUNT(*) AS n FROM credential WHERE election = #{election} AND status = #{status}",
                                Map.of("election", election, "status", status)))
                .orElseThrow()
                .getLong("n");
    }

    private boolean isDestroyed(String election) throws IOException {
        return Awaited.on(registrar
                        .store()
                        .first(
                                "SELECT 1 AS there FROM registrar_map WHERE election = #{election} LIMIT 1",
                                Map.of("election", election)))
                .isEmpty();
    }

    /** The statement of what no board holds, for {@code verifier report}; fails with {@code wrong-state} while voting is not over. */
    public JsonNode statement(String election) throws IOException {
        return Awaited.on(new Statements(registrar.store(), registrar.elections()).of(election));
    }
}
