// SPDX-License-Identifier: Apache-2.0
package org.urna.server.ceremony;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Stamp;
import org.urna.crypto.threshold.CeremonyBoard;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardEntries;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.message.Desk;
import org.urna.server.message.Rejections;
import org.urna.server.store.Sql;
import org.urna.server.work.CryptoPool;

/** Takes the messages of the key ceremony; a complaint ends the attempt and the next one begins at once. */
public final class CeremonyDesk implements Desk {

    private final Manifests manifests;
    private final BoardLog boards;
    private final Ceremonies ceremonies;
    private final CryptoPool proofs;

    public CeremonyDesk(Manifests manifests, BoardLog boards, Ceremonies ceremonies, CryptoPool proofs) {
        this.manifests = manifests;
        this.boards = boards;
        this.ceremonies = ceremonies;
        this.proofs = proofs;
    }

    /**
     * What a message that is in order leads to.
     *
     * @param transcript {@code T} if all key shares are there
     */
    private record Judged(boolean complaint, @Nullable Hash transcript) {}

    @Override
    public Future<Optional<Appended>> take(
            SqlConnection connection, Row election, SignedMessage message, byte[] bytes) {
        Elections.state(election).require(ElectionState.KEY_CEREMONY);
        Manifest manifest = manifests.of(election);
        return boards.nextTime(connection, election)
                .compose(time -> BoardEntries.afterLatest(connection, election.getString("id"), EntryType.MANIFEST)
                        .compose(
                                seen -> proofs.run(() -> judge(manifest, election, seen, message, Instant.parse(time))))
                        .compose(judged -> {
                            NewEntry entry =
                                    new NewEntry(message.type(), time, Stamp.message(bytes, Instant.parse(time)));
                            return judged.complaint()
                                    ? ceremonies.restart(connection, election, manifest, entry)
                                    : append(connection, election, entry, judged.transcript());
                        })
                        .map(Optional::of));
    }

    private static Judged judge(
            Manifest manifest, Row election, List<Entry> seen, SignedMessage message, Instant time) {
        CeremonyBoard board = AttemptBoard.replay(manifest, election, seen);
        Rejections.require(board.take(message.at(time)));
        return new Judged(board.complaint().isPresent(), board.transcript().orElse(null));
    }

    private Future<Appended> append(SqlConnection connection, Row election, NewEntry entry, @Nullable Hash transcript) {
        return boards.append(connection, election, List.of(entry)).compose(appended -> {
            if (transcript == null || election.getString("transcript") != null) {
                return Future.succeededFuture(appended);
            }
            return Sql.update(
                            connection,
                            "UPDATE election SET transcript = #{transcript} WHERE id = #{id}",
                            Map.of("id", election.getString("id"), "transcript", transcript.hex()))
                    .map(appended);
        });
    }
}
