// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Who asked for decisions, and the end of those that officers did not decide. One member of staff can end a request; nobody alone can end what two
 * officers have signed.
 */
public final class DecisionRequests {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;

    public DecisionRequests(Store store, Elections elections, Manifests manifests) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
    }

    /**
     * What staff may know of a request.
     *
     * @param number the decision's sequence
     * @param asked when, by the database's clock
     * @param askedBy name of the account
     * @param registrar whether a registrar apart from this server asked
     * @param outcome {@code refused}, {@code withdrawn} or {@code failed}; left out where it ended otherwise or has not ended
     * @param endedBy name of the account that refused or withdrew it
     * @param why code of the reason, or what could not be carried out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(
            long number,
            String asked,
            String askedBy,
            boolean own,
            boolean registrar,
            @Nullable String outcome,
            @Nullable String ended,
            @Nullable String endedBy,
            @Nullable String why) {}

    /** The requests of registrars who work apart from this server, which stand among those of staff. */
    public RegistrarRequests ofRegistrars() {
        return new RegistrarRequests(store, elections, manifests, this);
    }

    /** Writes down who asked, in the transaction that drafts the decision. */
    Future<Void> asked(SqlConnection connection, String election, long number, RequestedBy by) {
        return store.now(connection)
                .compose(now -> Sql.update(
                        connection,
                        "INSERT INTO decision_request (election, sequence, asked, account, name)"
                                + " VALUES (#{election}, #{sequence}, #{asked}, #{account}, #{name})",
                        Map.of(
                                "election", election,
                                "sequence", number,
                                "asked", now.toString(),
                                "account", by.account(),
                                "name", by.name())))
                .mapEmpty();
    }

    /**
     * All requests of an election, oldest first; fails with {@code not-found}.
     *
     * @param account of whoever reads, to whom the own ones are marked
     */
    public Future<List<Request>> list(String election, String account) {
        return elections
                .find(election)
                .compose(row -> store.query(
                        "SELECT * FROM decision_request WHERE election = #{election} ORDER BY sequence",
                        Map.of("election", election)))
                .map(rows -> {
                    List<Request> requests = new ArrayList<>();
                    for (Row row : rows) {
                        requests.add(new Request(
                                row.getLong("sequence"),
                                row.getString("asked"),
                                row.getString("name"),
                                row.getString("account").equals(account),
                                row.getString("account").isEmpty(),
                                row.getString("outcome"),
                                row.getString("ended"),
                                row.getString("ended_by"),
                                row.getString("why")));
                    }
                    return requests;
                });
    }

    /** Refuses a request; fails with {@code wrong-state} if it has ended or two officers have signed, or with {@code not-found}. */
    public Future<Void> refuse(String election, long number, RequestedBy by, Refusing why) {
        return store.transaction(connection -> pending(connection, election, number)
                .compose(request ->
                        RequestEnd.REFUSED.write(connection, store, election, number, by.name(), why.code())));
    }

    /** Takes a request back; as {@link #refuse}, and fails with {@code decision-invalid} if somebody else has asked. */
    public Future<Void> withdraw(String election, long number, RequestedBy by) {
        return store.transaction(connection -> pending(connection, election, number)
                .compose(request -> {
                    if (!by.account().equals(request.getString("account"))) {
                        throw new Refusal(
                                ProblemCode.DECISION_INVALID, "only who asked takes a request back; others refuse it");
                    }
                    return RequestEnd.WITHDRAWN.write(connection, store, election, number, by.name(), null);
                }));
    }

    private Future<Row> pending(SqlConnection connection, String election, long number) {
        return elections
                .lock(connection, election)
                .compose(row -> Sql.query(
                                connection,
                                "SELECT d.election, d.sequence, d.state, d.text, r.account FROM decision d LEFT JOIN decision_request r"
                                        + " ON r.election = d.election AND r.sequence = d.sequence"
                                        + " WHERE d.election = #{election} AND d.sequence = #{sequence}",
                                Map.of("election", election, "sequence", number))
                        .map(rows -> Store.first(rows)
                                .orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "no decision " + number)))
                        .compose(request -> {
                            if (!request.getString("state").equals("pending")) {
                                throw new Refusal(ProblemCode.WRONG_STATE, "the request has ended already");
                            }
                            return Officers.inOffice(connection, election, manifests.of(row))
                                    .compose(officers -> Signatures.holding(connection, request, officers))
                                    .map(holding -> {
                                        if (holding.size() >= Officers.NEEDED) {
                                            throw new Refusal(
                                                    ProblemCode.WRONG_STATE, "two officers have signed: it is decided");
                                        }
                                        return request;
                                    });
                        }));
    }
}
