// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedContest;
import org.urna.server.board.BoardArtifacts;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Candidates' statements and pictures: uploaded while the election is a draft, fixed with its manifest. */
public final class Uploads {

    /** Bytes of the longest statement. */
    public static final int MAX_STATEMENT = 20 * 1024;

    /** Bytes of the largest picture. */
    public static final int MAX_PICTURE = 300 * 1024;

    static final String TEXT = "text/plain";

    private static final int MOST = 2_000;

    private final Store store;
    private final Elections elections;
    private final BoardArtifacts artifacts;

    public Uploads(Store store, Elections elections, BoardArtifacts artifacts) {
        this.store = store;
        this.elections = elections;
        this.artifacts = artifacts;
    }

    /**
     * Stores a statement or picture, to be named in the draft.
     *
     * @param mediaType {@code text/plain}, {@code image/jpeg}, {@code image/png} or {@code image/webp}
     * @return fails with {@code request-invalid} if the content is not of that type, {@code too-large}, {@code wrong-state} or
     *     {@code not-found}
     */
    public Future<Artifact> put(String election, String mediaType, byte[] content) {
        require(mediaType, content);
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.DRAFT);
                    return count(connection, election).compose(count -> {
                        if (count >= MOST) {
                            throw new Refusal(
                                    ProblemCode.TOO_LARGE, "a draft has at most " + MOST + " statements and pictures");
                        }
                        return artifacts.put(connection, election, mediaType, content);
                    });
                }));
    }

    private static Future<Long> count(SqlConnection connection, String election) {
        return Sql.query(
                        connection,
                        "SELECT COUNT(*) AS n FROM artifact WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private static void require(String mediaType, byte[] content) {
        boolean text = mediaType.equals(TEXT);
        int most = text ? MAX_STATEMENT : MAX_PICTURE;
        if (content.length > most) {
            throw new Refusal(ProblemCode.TOO_LARGE, "at most " + most + " bytes of " + mediaType);
        }
        if (text
                ? !isText(content)
                : !ImageType.of(content).filter(mediaType::equals).isPresent()) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "the content is not " + mediaType);
        }
    }

    /** UTF-8, not blank, and no control characters but line breaks and tabs. */
    private static boolean isText(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        return !text.isBlank()
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    /**
     * What a manifest names that is not there, or is something else; and forgets what it does not name, which would stand beside the board without
     * an entry that vouches for it.
     *
     * @return empty if everything is there
     */
    public Future<List<DraftProblem>> settle(SqlConnection connection, String election, Manifest manifest) {
        return rows(connection, election).compose(rows -> {
            Naming naming = naming(rows, manifest);
            List<Map<String, Object>> unnamed = new ArrayList<>();
            rows.forEach(row -> {
                if (!naming.named.contains(row.getString("sha256"))) {
                    unnamed.add(Map.of("election", election, "sha256", row.getString("sha256")));
                }
            });
            return Sql.batch(
                            connection,
                            "DELETE FROM artifact WHERE election = #{election} AND sha256 = #{sha256}",
                            unnamed)
                    .map(List.copyOf(naming.problems));
        });
    }

    /** What a manifest names that is not there, or is something else; changes nothing. */
    public Future<List<DraftProblem>> missing(String election, Manifest manifest) {
        return rows(store.reader(), election).map(rows -> List.copyOf(naming(rows, manifest).problems));
    }

    private static Future<RowSet<Row>> rows(SqlClient client, String election) {
        return Sql.query(
                client,
                "SELECT sha256, media_type, length(bytes) AS size FROM artifact WHERE election = #{election}",
                Map.of("election", election));
    }

    private static Naming naming(RowSet<Row> rows, Manifest manifest) {
        Set<String> there = new HashSet<>();
        rows.forEach(row -> there.add(key(row.getString("sha256"), row.getLong("size"), row.getString("media_type"))));
        Naming naming = new Naming(there);
        naming.read(manifest);
        return naming;
    }

    /**
     * A statement or picture as it was stored.
     *
     * @return fails with {@code not-found}
     */
    public Future<Upload> get(String election, String sha256) {
        return store.first(
                        "SELECT media_type, bytes FROM artifact WHERE election = #{election} AND sha256 = #{sha256}",
                        Map.of("election", election, "sha256", sha256))
                .map(found -> {
                    Row row = found.orElseThrow(
                            () -> new Refusal(ProblemCode.NOT_FOUND, "nothing of this hash was uploaded"));
                    return new Upload(row.getString("media_type"), Store.bytes(row, "bytes"));
                });
    }

    /** A statement or picture and its media type. */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    public record Upload(String mediaType, byte[] content) {}

    /** Takes over what another election's candidates have; the copy's draft names it alike. */
    public Future<Void> copy(SqlConnection connection, String from, String to) {
        return Sql.update(
                        connection,
                        "INSERT INTO artifact (election, sha256, media_type, bytes)"
                                + " SELECT CAST(#{target} AS TEXT), sha256, media_type, bytes FROM artifact"
                                + " WHERE election = #{source} AND (media_type = 'text/plain' OR media_type LIKE 'image/%')",
                        Map.of("target", to, "source", from))
                .mapEmpty();
    }

    private static String key(String sha256, long length, String mediaType) {
        return sha256 + " " + length + " " + mediaType;
    }

    /** Walks through what a manifest names. */
    private static final class Naming {

        private final Set<String> there;
        private final Set<String> named = new HashSet<>();
        private final List<DraftProblem> problems = new ArrayList<>();

        Naming(Set<String> there) {
            this.there = there;
        }

        void read(Manifest manifest) {
            for (int c = 0; c < manifest.contests().size(); c++) {
                Contest contest = manifest.contests().get(c);
                String list = contest instanceof RankedContest ? "candidates" : "options";
                for (int i = 0; i < contest.candidates().size(); i++) {
                    read(contest.candidates().get(i), "/contests/" + c + "/" + list + "/" + i);
                }
            }
        }

        private void read(Candidate candidate, String pointer) {
            if (candidate.statement() != null) {
                for (Candidate.Statement each : candidate.statement()) {
                    read(each.artifact(), TEXT, pointer + "/statement");
                }
            }
            if (candidate.picture() != null) {
                read(candidate.picture().artifact(), candidate.picture().mediaType(), pointer + "/picture");
            }
        }

        private void read(Artifact artifact, String mediaType, String pointer) {
            named.add(artifact.sha256().hex());
            if (!there.contains(key(artifact.sha256().hex(), artifact.length(), mediaType))) {
                problems.add(new DraftProblem(
                        pointer, "artifact", "no " + mediaType + " of this hash and length has been uploaded"));
            }
        }
    }
}
