// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.InclusionProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.SignedCheckpoint;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.server.ServerFixture;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.http.ServerLimits;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Servers on one database, looked at from outside by HTTP and from inside by a connection of their own. */
public final class PollingPlace {

    private final Path folder;
    private final DatabaseUrl database;
    private final Vertx vertx = Vertx.vertx();
    private final Store store;
    private final List<ServerFixture> servers;

    private PollingPlace(Path folder, DatabaseUrl database, int count) throws Exception {
        this.folder = folder;
        this.database = database;
        this.store = await(Store.open(vertx, database));
        this.servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(start());
        }
    }

    public static PollingPlace sqlite(Path folder) throws Exception {
        return on(folder, new DatabaseUrl.Sqlite(folder.resolve("urna.db")), 1);
    }

    static PollingPlace on(Path folder, DatabaseUrl database, int servers) throws Exception {
        return new PollingPlace(folder, database, servers);
    }

    private ServerFixture start() throws Exception {
        return ServerFixture.start(folder, database, ServerLimits.STANDARD);
    }

    public void restart() throws Exception {
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).close();
            servers.set(i, start());
        }
    }

    /** Starts a server again that did not come up. */
    void start(int number) throws Exception {
        servers.set(number, start());
    }

    public void close() throws Exception {
        for (ServerFixture server : servers) {
            server.close();
        }
        await(store.close());
        await(vertx.close());
    }

    public Store store() {
        return store;
    }

    public ServerFixture server(int number) {
        return servers.get(number);
    }

    public OpenElection open(Contest... contests) throws Exception {
        return OpenElection.create(store, folder.resolve("keys"), contests);
    }

    public Credential voter(OpenElection election, String style) throws Exception {
        return voters(election, style, 1, 1).get(0);
    }

    List<Credential> voters(OpenElection election, String style, int weight, int count) throws Exception {
        return election.credentials(store, style, weight, count);
    }

    public HttpResponse<String> cast(OpenElection election, byte[] request) throws Exception {
        return cast(0, election, request);
    }

    public HttpResponse<String> cast(int server, OpenElection election, byte[] request) throws Exception {
        return server(server)
                .send(server(server)
                        .open("/api/v1/elections/" + election.id() + "/ballots")
                        .header("Content-Type", "application/vnd.urna.ballot+json")
                        .POST(BodyPublishers.ofByteArray(request)));
    }

    /** Rows of an election in a table. */
    long count(String table, OpenElection election) throws Exception {
        return await(store.first(
                        "SELECT COUNT(*) AS n FROM " + table + " WHERE election = #{id}", Map.of("id", election.id())))
                .orElseThrow()
                .getLong("n");
    }

    /** Ballots in the log; the clock may append other entries meanwhile. */
    long countBallotEntries(OpenElection election) throws Exception {
        return await(store.first(
                        "SELECT COUNT(*) AS n FROM log_entry WHERE election = #{id} AND type = 'ballot'",
                        Map.of("id", election.id())))
                .orElseThrow()
                .getLong("n");
    }

    /** Changes the stored rows behind the server's back. */
    public void change(String sql, Map<String, ?> parameters) throws Exception {
        int changed = await(store.transaction(connection -> Sql.update(connection, sql, parameters)));
        assertThat(changed).isPositive();
    }

    byte[] entry(OpenElection election, long position) throws Exception {
        return Store.bytes(
                await(store.first(
                                "SELECT bytes FROM log_entry WHERE election = #{id} AND position = #{position}",
                                Map.of("id", election.id(), "position", position)))
                        .orElseThrow(),
                "bytes");
    }

    Hash hash(byte[] request) throws MalformedException {
        return CastRequest.read(request).ballot().hash();
    }

    /** E4: the receipt's proof leads from the committed entry to a checkpoint that both keys of the board signed. */
    public Receipt verifyReceipt(OpenElection election, byte[] request, String jws) throws Exception {
        CompactJws signed = CompactJws.parse(jws);
        assertThat(signed.verify(election.manifest().keys().receipt(), Receipt.SIGNATURE_TYPE)
                        .isAccepted())
                .isTrue();
        Receipt receipt = Receipt.read(signed.payload());
        byte[] entry = entry(election, receipt.index());
        BallotEntry ballot = (BallotEntry) Entry.read(entry);
        assertThat(new CastRequest(ballot.signature(), ballot.ballot()).write()).isEqualTo(request);
        SignedCheckpoint checkpoint = checkpoint(election, receipt.checkpoint());
        InclusionProof proof = new InclusionProof(
                receipt.index(),
                checkpoint.checkpoint().size(),
                receipt.proof().stream().map(hash -> TreeHash.of(hash.bytes())).toList());
        assertThat(proof.verify(TreeHash.leaf(entry), checkpoint.checkpoint().root())
                        .isAccepted())
                .isTrue();
        return receipt;
    }

    SignedCheckpoint checkpoint(OpenElection election, String note) throws MalformedException, IOException {
        CheckpointVerifier verifier = new CheckpointVerifier(
                election.manifest().origin(),
                election.keys().board().publicKey(),
                election.keys().cosigner().publicKey(),
                List.of());
        return ((CheckpointVerifier.Result.Valid) verifier.open(Note.parse(note))).signed();
    }
}
