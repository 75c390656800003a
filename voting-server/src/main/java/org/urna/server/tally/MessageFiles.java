// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Tally;
import org.urna.server.election.Elections;
import org.urna.server.message.NamedFiles;
import org.urna.server.message.Rejections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/**
 * Files that messages name, which are too long for a message. The sender announces them by the message itself: only what a signed
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
    private final CryptoPool proofs;
    private final NamedFiles credentials;
    private final Entropy entropy = Entropy.secure();

    /** @param credentials judges the list of a registrar who works apart from this server */
    public MessageFiles(
            Store store, Elections elections, Closings closings, CryptoPool proofs, NamedFiles credentials) {
        this.store = store;
        this.elections = elections;
        this.closings = closings;
        this.proofs = proofs;
        this.credentials = credentials;
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
        return elections
                .find(election)
                .compose(row -> message.type() == EntryType.CREDENTIALS
                        ? credentials.of(row, message)
                        : ofTrustee(row, message))
                .compose(artifacts -> forgetDamaged(election, artifacts)
                        .compose(done -> store.transaction(connection -> offer(connection, election, artifacts))));
    }

    private Future<List<Artifact>> ofTrustee(Row election, SignedMessage message) {
        ClosingDesk.requireTurn(election);
        return closings.of(store.reader(), election)
                .compose(closing -> proofs.run(() -> {
                    ClosingDesk.judgeSender(closing, message);
                    Tally place = RankedChecks.place(closing, message.message());
                    return RankedChecks.artifacts(
                            message.message(), place.ballots(), MixInputs.width(closing, place.contest()));
                }));
    }

    /** A whole that is not the file that it should be comes again from its first part: nobody knows which part is wrong. */
    private Future<Void> forgetDamaged(String election, List<Artifact> artifacts) {
        Future<Void> all = Future.succeededFuture();
        for (Artifact artifact : artifacts) {
            all = all.compose(done -> present(store.reader(), election, artifact))
                    .compose(there -> there.size() < parts(artifact.length())
                            ? Future.succeededFuture()
                            : read(election, artifact)
                                    .compose(read -> read.isPresent()
                                            ? Future.succeededFuture()
                                            : store.transaction(connection -> forget(connection, election, artifact))));
        }
        return all;
    }

    private Future<Missing> offer(SqlConnection connection, String election, List<Artifact> artifacts) {
        String token = Base64Url.encode(entropy.bytes(TOKEN_BYTES));
        Map<String, List<Integer>> missing = new HashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (Artifact artifact : artifacts) {
            all = all.compose(done -> Sql.update(
                            connection,
                            "INSERT INTO upload (election, sha256, length, token)"
                                    + " VALUES (#{election}, #{sha256}, #{length}, #{token})"
                                    + " ON CONFLICT (election, sha256)"
                                    + " DO UPDATE SET length = excluded.length, token = excluded.token",
                            Map.of(
                                    "election",
                                    election,
                                    "sha256",
                                    artifact.sha256().hex(),
                                    "length",
                                    artifact.length(),
                                    "token",
                                    token)))
                    .compose(done -> present(connection, election, artifact))
                    .map(there -> {
                        missing.put(artifact.sha256().hex(), missing(artifact, there));
                        return null;
                    });
        }
        return all.map(done -> new Missing(token, missing));
    }

    private static Future<Set<Integer>> present(SqlClient client, String election, Artifact artifact) {
        return Sql.query(
                        client,
                        "SELECT part FROM upload_part WHERE election = #{election} AND sha256 = #{sha256}",
                        Map.of("election", election, "sha256", artifact.sha256().hex()))
                .map(rows -> {
                    Set<Integer> parts = new HashSet<>();
                    rows.forEach(row -> parts.add(row.getInteger("part")));
                    return parts;
                });
    }

    private static List<Integer> missing(Artifact artifact, Set<Integer> there) {
        return IntStream.range(0, parts(artifact.length()))
                .filter(part -> !there.contains(part))
                .boxed()
                .toList();
    }

    private static int parts(long length) {
        return Math.toIntExact((length + PART - 1) / PART);
    }

    /** Takes a part; the same part again replaces it. Fails with {@code not-found} or {@code request-invalid}. */
    public Future<Void> put(String election, String token, String sha256, int part, byte[] bytes) {
        return store.transaction(connection -> length(connection, election, token, sha256)
                .compose(length -> {
                    if (part >= parts(length) || bytes.length != Math.min(PART, length - (long) part * PART)) {
                        throw new Refusal(
                                ProblemCode.REQUEST_INVALID, "there is no such part, or it has another length");
                    }
                    return Sql.update(
                            connection,
                            "INSERT INTO upload_part (election, sha256, part, bytes)"
                                    + " VALUES (#{election}, #{sha256}, #{part}, #{bytes})"
                                    + " ON CONFLICT (election, sha256, part) DO UPDATE SET bytes = excluded.bytes",
                            Map.of("election", election, "sha256", sha256, "part", part, "bytes", store.bin(bytes)));
                })
                .mapEmpty());
    }

    private static Future<Long> length(SqlConnection connection, String election, String token, String sha256) {
        return Sql.query(
                        connection,
                        "SELECT length FROM upload WHERE election = #{election} AND sha256 = #{sha256}"
                                + " AND token = #{token}",
                        Map.of("election", election, "sha256", sha256, "token", token))
                .map(rows -> Store.first(rows)
                        .orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "nobody announced this file"))
                        .getLong("length"));
    }

    /** All files of a message, by their hashes; fails with {@code wrong-state} while one is not there in whole. */
    public Future<Map<Hash, byte[]>> read(String election, List<Artifact> artifacts) {
        Map<Hash, byte[]> files = new LinkedHashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (Artifact artifact : artifacts) {
            all = all.compose(done -> read(election, artifact)).map(bytes -> {
                Rejections.requireTurn(
                        bytes.isPresent(), "the files that the message names have yet to be uploaded, announce them");
                files.put(artifact.sha256(), bytes.orElseThrow());
                return null;
            });
        }
        return all.map(done -> files);
    }

    /** A file that was uploaded in whole; empty if a part is not there or the whole is another file. */
    private Future<Optional<byte[]>> read(String election, Artifact artifact) {
        return store.query(
                        "SELECT bytes FROM upload_part WHERE election = #{election} AND sha256 = #{sha256}"
                                + " ORDER BY part",
                        Map.of("election", election, "sha256", artifact.sha256().hex()))
                .compose(rows -> proofs.run(() -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    for (Row row : rows) {
                        all.writeBytes(Store.bytes(row, "bytes"));
                    }
                    byte[] bytes = all.toByteArray();
                    return Artifact.of(bytes).equals(artifact) ? Optional.of(bytes) : Optional.empty();
                }));
    }

    /** Forgets a file that was taken. */
    public static Future<Void> forget(SqlConnection connection, String election, Artifact artifact) {
        Map<String, Object> name =
                Map.of("election", election, "sha256", artifact.sha256().hex());
        return Sql.update(
                        connection, "DELETE FROM upload_part WHERE election = #{election} AND sha256 = #{sha256}", name)
                .compose(done -> Sql.update(
                        connection, "DELETE FROM upload WHERE election = #{election} AND sha256 = #{sha256}", name))
                .mapEmpty();
    }
}
