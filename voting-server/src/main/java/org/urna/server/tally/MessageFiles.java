// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.SignedMessage;
import org.urna.server.election.Elections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/**
 * Files that trustees' messages name, which are too long for a message. A trustee announces them by the message itself: only what a signed
 * message in its turn names, and in the length that it must have, can be uploaded, in parts of {@value #PART} bytes, by whoever got
 * the token for it. Then the message is sent; it is judged together with the files.
 */
public final class MessageFiles {

    /** Length of every part but the last. */
    public static final int PART = 1 << 20;

    private static final int TOKEN_BYTES = 16;

    private final Store store;
    private final Elections elections;
    private final Closings closings;
    private final MixInputs inputs;
    private final CryptoPool proofs;
    private final Entropy entropy = Entropy.secure();

    public MessageFiles(Store store, Elections elections, Closings closings, MixInputs inputs, CryptoPool proofs) {
        this.store = store;
        this.elections = elections;
        this.closings = closings;
        this.inputs = inputs;
        this.proofs = proofs;
    }

    /**
     * What is still to be uploaded for a message.
     *
     * @param token that uploads it
     * @param parts of each file, by hash, that are not there, counted from 0
     */
    public record Missing(String token, Map<String, List<Integer>> parts) {

        public Missing {
            parts = Map.copyOf(parts);
        }
    }

    /** Announces the files of a message; fails as if the message were sent. */
    public Future<Missing> announce(String election, byte[] bytes) {
        SignedMessage message;
        try {
            message = SignedMessage.read(bytes);
        } catch (MalformedException e) {
            return Future.failedFuture(new Refusal(ProblemCode.MESSAGE_MALFORMED, String.valueOf(e.getMessage())));
        }
        return store.transaction(connection -> elections.lock(connection, election).compose(row -> {
            ClosingDesk.requireTurn(row);
            return closings.of(connection, row)
                    .compose(closing -> proofs.run(() -> {
                                ClosingDesk.judgeSender(closing, message);
                                return RankedChecks.place(closing, message.message());
                            })
                            .compose(place -> inputs.current(
                                    connection, row, closing, place.contest(), place.section()))
                            .map(current -> RankedChecks.artifacts(message.message(), current.orElseThrow())))
                    .compose(artifacts -> offer(connection, election, artifacts));
        }));
    }

    private Future<Missing> offer(SqlConnection connection, String election, List<Artifact> artifacts) {
        String fresh = Base64Url.encode(entropy.bytes(TOKEN_BYTES));
        Future<String> token = Future.succeededFuture(fresh);
        for (Artifact artifact : artifacts) {
            token = token.compose(known -> offer(connection, election, artifact, known));
        }
        return token.compose(known -> missing(connection, election, artifacts)
                .map(parts -> new Missing(known, parts)));
    }

    private static Future<String> offer(
            SqlConnection connection, String election, Artifact artifact, String token) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election);
        values.put("sha256", artifact.sha256().hex());
        values.put("length", artifact.length());
        values.put("token", token);
        return Sql.update(
                        connection,
                        "INSERT INTO upload (election, sha256, length, token)"
                                + " VALUES (#{election}, #{sha256}, #{length}, #{token})"
                                + " ON CONFLICT (election, sha256) DO NOTHING",
                        values)
                .compose(done -> Sql.query(
                        connection,
                        "SELECT token FROM upload WHERE election = #{election} AND sha256 = #{sha256}",
                        Map.of("election", election, "sha256", artifact.sha256().hex())))
                .map(rows -> Store.first(rows).orElseThrow().getString("token"));
    }

    private static Future<Map<String, List<Integer>>> missing(
            SqlConnection connection, String election, List<Artifact> artifacts) {
        Map<String, List<Integer>> missing = new HashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (Artifact artifact : artifacts) {
            String sha256 = artifact.sha256().hex();
            all = all.compose(done -> Sql.query(
                                    connection,
                                    "SELECT part FROM upload_part WHERE election = #{election} AND sha256 = #{sha256}",
                                    Map.of("election", election, "sha256", sha256))
                            .map(rows -> {
                                List<Integer> parts = new ArrayList<>();
                                for (int part = 0; part < parts(artifact.length()); part++) {
                                    parts.add(part);
                                }
                                rows.forEach(row -> parts.remove(row.getInteger("part")));
                                missing.put(sha256, parts);
                                return null;
                            }))
                    .mapEmpty();
        }
        return all.map(done -> missing);
    }

    private static int parts(long length) {
        return Math.toIntExact((length + PART - 1) / PART);
    }

    /** Takes a part; the same part again replaces it. Fails with {@code not-found} or {@code request-invalid}. */
    public Future<Void> put(String election, String token, String sha256, int part, byte[] bytes) {
        Map<String, Object> name = Map.of("election", election, "sha256", sha256, "token", token);
        return store.query(
                        "SELECT length FROM upload WHERE election = #{election} AND sha256 = #{sha256}"
                                + " AND token = #{token}",
                        name)
                .compose(rows -> {
                    long length = Store.first(rows)
                            .orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "nobody announced this file"))
                            .getLong("length");
                    long expected = Math.min(PART, length - (long) part * PART);
                    if (part >= parts(length) || bytes.length != expected) {
                        throw new Refusal(
                                ProblemCode.REQUEST_INVALID, "there is no such part, or it has another length");
                    }
                    Map<String, Object> values = new HashMap<>();
                    values.put("election", election);
                    values.put("sha256", sha256);
                    values.put("part", part);
                    values.put("bytes", store.bin(bytes));
                    return store.transaction(connection -> Sql.update(
                            connection,
                            "INSERT INTO upload_part (election, sha256, part, bytes)"
                                    + " VALUES (#{election}, #{sha256}, #{part}, #{bytes})"
                                    + " ON CONFLICT (election, sha256, part) DO UPDATE SET bytes = excluded.bytes",
                            values));
                })
                .mapEmpty();
    }

    /** A file that was uploaded in whole; empty if a part is not there or the whole is another file. */
    static Future<Optional<byte[]>> read(SqlClient client, String election, Artifact artifact) {
        return Sql.query(
                        client,
                        "SELECT part, bytes FROM upload_part WHERE election = #{election} AND sha256 = #{sha256}"
                                + " ORDER BY part",
                        Map.of("election", election, "sha256", artifact.sha256().hex()))
                .map(rows -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    for (Row row : rows) {
                        all.writeBytes(Store.bytes(row, "bytes"));
                    }
                    byte[] bytes = all.toByteArray();
                    return Hash.sha256(bytes).equals(artifact.sha256()) && bytes.length == artifact.length()
                            ? Optional.of(bytes)
                            : Optional.empty();
                });
    }

    /** Forgets a file that was taken. */
    static Future<Void> forget(SqlConnection connection, String election, Artifact artifact) {
        Map<String, Object> name =
                Map.of("election", election, "sha256", artifact.sha256().hex());
        return Sql.update(
                        connection,
                        "DELETE FROM upload_part WHERE election = #{election} AND sha256 = #{sha256}",
                        name)
                .compose(done -> Sql.update(
                        connection, "DELETE FROM upload WHERE election = #{election} AND sha256 = #{sha256}", name))
                .mapEmpty();
    }
}
