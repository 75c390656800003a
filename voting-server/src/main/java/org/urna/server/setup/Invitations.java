// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Hash;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Invitations of trustees. Each has a link with a secret, of which the server keeps the hash; who has it hands in a name and the thumbprint of
 * an identity, once. Staff compare that with the trustee by another way before they take it into the draft: the link proves nothing about who
 * used it.
 */
public final class Invitations {

    private static final int SECRET_BYTES = 16;
    private static final int MOST = 200;
    private static final String ONE =
            "SELECT * FROM trustee_invitation WHERE election = #{election} AND number = #{number}";

    private final Store store;
    private final Elections elections;
    private final Entropy entropy;

    public Invitations(Store store, Elections elections, Entropy entropy) {
        this.store = store;
        this.elections = elections;
        this.entropy = entropy;
    }

    /** An invitation as staff see it. */
    public record Invitation(
            int number,
            String label,
            String state,
            String created,
            @Nullable String name,
            @Nullable String thumbprint,
            @Nullable String answered) {}

    /** What the invited are told. */
    public record Opened(
            JsonNode title,
            String label,
            String state,
            @Nullable String name,
            @Nullable String thumbprint) {}

    /** A new invitation. Its secret is given here and never again. */
    public record Made(int number, String secret) {
        @Override
        public String toString() {
            return "Made[" + number + ", hidden]";
        }
    }

    /**
     * Invites somebody.
     *
     * @param label whom, for staff and for the invited
     * @return fails with {@code wrong-state}, {@code too-large} or {@code not-found}
     */
    public Future<Made> invite(String election, String label) {
        String secret = Base64Url.encode(entropy.bytes(SECRET_BYTES));
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.DRAFT);
                    return Sql.query(
                            connection,
                            "SELECT COALESCE(MAX(number), 0) AS last FROM trustee_invitation WHERE election = #{election}",
                            Map.of("election", election));
                })
                .compose(rows -> {
                    int number = rows.iterator().next().getInteger("last") + 1;
                    if (number > MOST) {
                        throw new Refusal(ProblemCode.TOO_LARGE, "an election has at most " + MOST + " invitations");
                    }
                    return store.now(connection)
                            .compose(now -> Sql.update(
                                    connection,
                                    "INSERT INTO trustee_invitation (election, number, label, secret, created, state)"
                                            + " VALUES (#{election}, #{number}, #{label}, #{secret}, #{created}, 'open')",
                                    Map.of(
                                            "election",
                                            election,
                                            "number",
                                            number,
                                            "label",
                                            label,
                                            "secret",
                                            hash(secret),
                                            "created",
                                            EntryTime.of(now))))
                            .map(new Made(number, secret));
                }));
    }

    /** All invitations of an election, in order; fails with {@code not-found}. */
    public Future<List<Invitation>> list(String election) {
        return elections
                .find(election)
                .compose(row -> store.query(
                        "SELECT * FROM trustee_invitation WHERE election = #{election} ORDER BY number",
                        Map.of("election", election)))
                .map(rows -> {
                    List<Invitation> list = new ArrayList<>();
                    rows.forEach(row -> list.add(invitation(row)));
                    return list;
                });
    }

    /** Makes a link useless; fails with {@code not-found} or {@code wrong-state}. */
    public Future<Void> withdraw(String election, int number) {
        return store.transaction(connection -> draft(connection, election)
                .compose(draft -> one(connection, election, number))
                .compose(row -> {
                    require(row, "open", "answered");
                    return set(connection, election, number, "withdrawn");
                }));
    }

    /**
     * Takes an identity that staff have compared into the draft.
     *
     * @param thumbprint that staff compared: the one handed in, or nothing is taken
     * @return the draft's new version; fails with {@code not-found}, {@code wrong-state} or {@code request-invalid}
     */
    public Future<Long> accept(String election, int number, String thumbprint) {
        return store.transaction(connection -> draft(connection, election)
                .compose(locked -> one(connection, election, number).compose(row -> {
                    require(row, "answered");
                    if (!thumbprint.equals(row.getString("thumbprint"))) {
                        throw new Refusal(ProblemCode.REQUEST_INVALID, "not the thumbprint that was handed in");
                    }
                    return set(connection, election, number, "accepted")
                            .compose(done -> elections.saveDraft(
                                    connection,
                                    locked,
                                    draft -> withTrustee(draft, row.getString("name"), thumbprint)));
                })));
    }

    private static JsonNode withTrustee(JsonNode draft, String name, String thumbprint) {
        ObjectNode changed = draft.deepCopy();
        ArrayNode trustees = changed.withArrayProperty("trustees");
        trustees.addObject().put("name", name).put("thumbprint", thumbprint);
        return changed;
    }

    /** What the link's page shows; fails with {@code not-found} if no live invitation has this secret. */
    public Future<Opened> open(String election, String secret) {
        return elections.find(election).compose(row -> find(election, secret).map(found -> opened(row, found)));
    }

    /**
     * Takes what a trustee hands in, once.
     *
     * @return fails with {@code not-found}, or {@code wrong-state} if it was answered already
     */
    public Future<Void> answer(String election, String secret, String name, String thumbprint) {
        return find(election, secret)
                .compose(found -> store.transaction(connection -> draft(connection, election)
                        .compose(draft -> one(connection, election, found.getInteger("number")))
                        .compose(row -> {
                            require(row, "open");
                            return store.now(connection);
                        })
                        .compose(now -> Sql.update(
                                connection,
                                "UPDATE trustee_invitation SET state = 'answered', name = #{name},"
                                        + " thumbprint = #{thumbprint}, answered = #{now}"
                                        + " WHERE election = #{election} AND number = #{number}",
                                Map.of(
                                        "name",
                                        name,
                                        "thumbprint",
                                        thumbprint,
                                        "now",
                                        EntryTime.of(now),
                                        "election",
                                        election,
                                        "number",
                                        found.getInteger("number"))))))
                .mapEmpty();
    }

    private Future<Row> draft(SqlConnection connection, String election) {
        return elections.lock(connection, election).map(row -> {
            Elections.state(row).require(ElectionState.DRAFT);
            return row;
        });
    }

    private static Future<Row> one(SqlConnection connection, String election, int number) {
        return Sql.query(connection, ONE, Map.of("election", election, "number", number))
                .map(rows -> Store.first(rows)
                        .orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "no invitation " + number)));
    }

    /** All are compared, so that the time taken tells nothing of how much of a secret is right. */
    private Future<Row> find(String election, String secret) {
        byte[] wanted = hash(secret).getBytes(StandardCharsets.US_ASCII);
        return store.query(
                        "SELECT * FROM trustee_invitation WHERE election = #{election} AND state <> 'withdrawn'",
                        Map.of("election", election))
                .map(rows -> {
                    Row found = null;
                    for (Row row : rows) {
                        if (MessageDigest.isEqual(
                                wanted, row.getString("secret").getBytes(StandardCharsets.US_ASCII))) {
                            found = row;
                        }
                    }
                    if (found == null) {
                        throw new Refusal(ProblemCode.NOT_FOUND, "no invitation with this link");
                    }
                    return found;
                });
    }

    private static Future<Void> set(SqlConnection connection, String election, int number, String state) {
        return Sql.update(
                        connection,
                        "UPDATE trustee_invitation SET state = #{state} WHERE election = #{election} AND number = #{number}",
                        Map.of("state", state, "election", election, "number", number))
                .mapEmpty();
    }

    private static void require(Row row, String... states) {
        if (!List.of(states).contains(row.getString("state"))) {
            throw new Refusal(ProblemCode.WRONG_STATE, "the invitation is " + row.getString("state"));
        }
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.getInteger("number"),
                row.getString("label"),
                row.getString("state"),
                row.getString("created"),
                row.getString("name"),
                row.getString("thumbprint"),
                row.getString("answered"));
    }

    private static Opened opened(Row election, Row invitation) {
        JsonNode title = Elections.draft(election).path("title");
        return new Opened(
                title.isMissingNode() ? StrictJson.object() : title,
                invitation.getString("label"),
                invitation.getString("state"),
                invitation.getString("name"),
                invitation.getString("thumbprint"));
    }

    private static String hash(String secret) {
        return Hash.sha256(secret.getBytes(StandardCharsets.US_ASCII)).hex();
    }
}
