// SPDX-License-Identifier: Apache-2.0
package org.urna.server.board;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.urna.crypto.record.Artifact;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Files published beside the log. */
public final class BoardArtifacts {

    private final Store store;

    public BoardArtifacts(Store store) {
        this.store = store;
    }

    /** Stores a file; one that is there already stays. */
    public Future<Artifact> put(SqlConnection connection, String election, String mediaType, byte[] bytes) {
        Artifact artifact = Artifact.of(bytes);
        return Sql.update(
                        connection,
                        "INSERT INTO artifact (election, sha256, media_type, bytes)"
                                + " VALUES (#{election}, #{sha256}, #{type}, #{bytes})"
                                + " ON CONFLICT (election, sha256) DO NOTHING",
                        Map.of(
                                "election",
                                election,
                                "sha256",
                                artifact.sha256().hex(),
                                "type",
                                mediaType,
                                "bytes",
                                store.bin(bytes)))
                .map(artifact);
    }
}
