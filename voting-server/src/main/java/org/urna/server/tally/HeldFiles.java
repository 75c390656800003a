// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.urna.crypto.record.Artifact;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Verified files of held decryptions: out of the reach of further uploads, and not on the board before publish. */
final class HeldFiles {

    private HeldFiles() {}

    /** Holds a file; one that is held already stays. */
    static Future<Void> put(SqlConnection connection, Store store, String election, Artifact artifact, byte[] bytes) {
        return Sql.update(
                        connection,
                        "INSERT INTO held_file (election, sha256, bytes) VALUES (#{election}, #{sha256}, #{bytes})"
                                + " ON CONFLICT (election, sha256) DO NOTHING",
                        Map.of(
                                "election", election,
                                "sha256", artifact.sha256().hex(),
                                "bytes", store.bin(bytes)))
                .mapEmpty();
    }

    /** A file that is held. */
    static Future<byte[]> read(SqlClient client, String election, Artifact artifact) {
        return Sql.query(
                        client,
                        "SELECT bytes FROM held_file WHERE election = #{election} AND sha256 = #{sha256}",
                        Map.of("election", election, "sha256", artifact.sha256().hex()))
                .map(rows -> Store.bytes(Store.first(rows).orElseThrow(), "bytes"));
    }

    /** Forgets the files of an election that is published. */
    static Future<Void> forget(SqlConnection connection, String election) {
        return Sql.update(
                        connection, "DELETE FROM held_file WHERE election = #{election}", Map.of("election", election))
                .mapEmpty();
    }
}
