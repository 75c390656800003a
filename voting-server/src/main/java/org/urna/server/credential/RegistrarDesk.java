// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Stamp;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardArtifacts;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.message.Desk;
import org.urna.server.message.Rejections;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;
import org.urna.server.tally.MessageFiles;
import org.urna.server.work.CryptoPool;

/** Takes the public credentials of a registrar who works apart from the server, and never sees a code. */
public final class RegistrarDesk implements Desk {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final RegistrarList judge;
    private final MessageFiles files;
    private final CredentialStore credentials;
    private final BoardLog boards;
    private final BoardArtifacts artifacts;
    private final CryptoPool proofs;

    public RegistrarDesk(
            Store store,
            Elections elections,
            Manifests manifests,
            RegistrarList judge,
            MessageFiles files,
            CredentialStore credentials,
            BoardLog boards,
            BoardArtifacts artifacts,
            CryptoPool proofs) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.judge = judge;
        this.files = files;
        this.credentials = credentials;
        this.boards = boards;
        this.artifacts = artifacts;
        this.proofs = proofs;
    }

    /** The files, read and judged. */
    @SuppressWarnings("ArrayRecordComponent") // stored, never compared
    private record Judged(byte[] members, byte[] spare, RegistrarList.Read lines) {}

    @Override
    public Future<Desk> prepare(Row election, SignedMessage message) {
        String id = election.getString("id");
        Manifest manifest = manifests.of(election);
        return judge.judge(store.reader(), election, message)
                .compose(list -> files.read(id, List.of(list.credentials(), list.reserves()))
                        .compose(read -> judge.weights(id)
                                .compose(weights -> proofs.run(() -> judged(manifest, list, read, weights)))))
                .map(judged -> (connection, row, sent, bytes) -> take(connection, row, sent, bytes, judged));
    }

    private static Judged judged(
            Manifest manifest, CredentialList list, Map<Hash, byte[]> read, Rolls.Weights weights) {
        byte[] members = Objects.requireNonNull(read.get(list.credentials().sha256()));
        byte[] spare = Objects.requireNonNull(read.get(list.reserves().sha256()));
        return new Judged(members, spare, RegistrarList.read(manifest, list, members, spare, weights));
    }

    @Override
    public Future<Optional<Appended>> take(
            SqlConnection connection, Row election, SignedMessage message, byte[] bytes) {
        Rejections.requireTurn(false, "the files that the message names have yet to be uploaded, announce them");
        return Future.succeededFuture(Optional.empty());
    }

    private Future<Optional<Appended>> take(
            SqlConnection connection, Row election, SignedMessage message, byte[] bytes, Judged judged) {
        String id = election.getString("id");
        Manifest manifest = manifests.of(election);
        return judge.judge(connection, election, message)
                .compose(list -> credentials
                        .insertPublic(
                                connection,
                                id,
                                manifest,
                                judged.lines().credentials(),
                                judged.lines().reserves())
                        .compose(done -> artifacts.put(connection, id, CredentialStore.LINES, judged.members()))
                        .compose(done -> artifacts.put(connection, id, CredentialStore.LINES, judged.spare()))
                        .compose(done -> MessageFiles.forget(connection, id, list.credentials()))
                        .compose(done -> MessageFiles.forget(connection, id, list.reserves())))
                .compose(done -> boards.nextTime(connection, election))
                .compose(time -> boards.append(
                        connection,
                        election,
                        List.of(new NewEntry(EntryType.CREDENTIALS, time, Stamp.message(bytes, Instant.parse(time))))))
                .compose(appended -> elections
                        .step(connection, election, ElectionState.CREDENTIALS)
                        .map(Optional.of(appended)));
    }
}
