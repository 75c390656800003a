// SPDX-License-Identifier: Apache-2.0
package org.urna.server.complaint;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.server.board.BoardEntries;
import org.urna.server.board.BoardLog;
import org.urna.server.complaint.Finding.Outcome;
import org.urna.server.election.Manifests;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Compares a complaint with the board. Everybody who has the file can do the same. */
final class ComplaintCheck {

    private final Store store;
    private final Manifests manifests;
    private final BoardLog boards;

    ComplaintCheck(Store store, Manifests manifests, BoardLog boards) {
        this.store = store;
        this.manifests = manifests;
        this.boards = boards;
    }

    /** @param election its locked row, sealed */
    Future<Finding> of(SqlConnection connection, Row election, ComplaintFile file) {
        if (!file.anchor().equals(Manifests.sealed(election))) {
            return Future.succeededFuture(Finding.of(Outcome.OTHER_ELECTION));
        }
        if (file.request().isPresent() && !isTheirs(file.request().get(), file.ballot())) {
            return Future.succeededFuture(Finding.of(Outcome.CONTRADICTORY));
        }
        Optional<Receipt> promised =
                file.answer().filter(jws -> isOurs(election, jws)).map(ComplaintCheck::receipt);
        if (promised.isEmpty()) {
            return unpromised(connection, election, file);
        }
        return isKept(connection, election, promised.get()).compose(kept -> {
            if (!kept) {
                return Future.succeededFuture(
                        Finding.at(Outcome.PROMISE_BROKEN, promised.get().index()));
            }
            if (promised.get().ballot().equals(file.ballot())) {
                return Future.succeededFuture(
                        Finding.at(Outcome.STANDS, promised.get().index()));
            }
            return place(connection, election, file.ballot())
                    .map(place -> place.map(index -> Finding.at(Outcome.STANDS, index))
                            .orElse(Finding.of(Outcome.ANOTHER_RECEIPT)));
        });
    }

    /** Whether what was sent is the ballot that the file means, signed with its code. */
    private static boolean isTheirs(CastRequest request, Hash ballot) {
        return request.ballot().hash().equals(ballot)
                && BallotSignature.verify(request.ballot(), ballot, request.signature())
                        .isAccepted();
    }

    private boolean isOurs(Row election, CompactJws jws) {
        return jws.verify(manifests.of(election).keys().receipt(), Receipt.SIGNATURE_TYPE)
                .isAccepted();
    }

    private static Receipt receipt(CompactJws jws) {
        try {
            return Receipt.read(jws.payload());
        } catch (MalformedException e) {
            throw new IllegalStateException("it was read when the complaint was", e);
        }
    }

    /** Whether the board holds what our receipt says: the ballot at its index, in a log of which the receipt's checkpoint is a beginning. */
    private Future<Boolean> isKept(SqlConnection connection, Row election, Receipt receipt) {
        String id = election.getString("id");
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(Note.parse(receipt.checkpoint()).text());
        } catch (MalformedException e) {
            return Future.succeededFuture(false);
        }
        if (!receipt.election().equals(Manifests.sealed(election))
                || checkpoint.size() > election.getLong("entries")
                || receipt.index() >= checkpoint.size()) {
            return Future.succeededFuture(false);
        }
        return boards.root(connection, id, checkpoint.size())
                .compose(root -> root.equals(checkpoint.root())
                        ? ballotAt(connection, id, receipt.index())
                                .map(ballot -> ballot.equals(Optional.of(receipt.ballot())))
                        : Future.succeededFuture(false));
    }

    /** Of the entry itself, not of what tables say of it. */
    private static Future<Optional<Hash>> ballotAt(SqlConnection connection, String election, long index) {
        return Sql.query(
                        connection,
                        "SELECT bytes FROM log_entry WHERE election = #{election} AND position = #{index}",
                        Map.of("election", election, "index", index))
                .map(rows -> Store.first(rows)
                        .flatMap(row -> BoardEntries.read(Store.bytes(row, "bytes")) instanceof BallotEntry cast
                                ? Optional.of(cast.ballot().hash())
                                : Optional.empty()));
    }

    private Future<Finding> unpromised(SqlConnection connection, Row election, ComplaintFile file) {
        return place(connection, election, file.ballot()).compose(place -> {
            if (place.isPresent()) {
                return Future.succeededFuture(Finding.at(Outcome.STANDS, place.get()));
            }
            if (file.request().isEmpty()) {
                return Future.succeededFuture(Finding.of(Outcome.NOTHING_PROVEN));
            }
            byte[] k = file.request().get().ballot().credential().encode();
            return Sql.query(
                            connection,
                            "SELECT position FROM ballot WHERE election = #{election} AND k = #{k}",
                            Map.of("election", election.getString("id"), "k", store.bin(k)))
                    .map(rows -> Store.first(rows)
                            .map(row -> Finding.at(Outcome.CODE_USED, row.getLong("position")))
                            .orElse(Finding.of(Outcome.NOTHING_PROVEN)));
        });
    }

    private static Future<Optional<Long>> place(SqlConnection connection, Row election, Hash ballot) {
        String id = election.getString("id");
        return Sql.query(
                        connection,
                        "SELECT position FROM ballot WHERE election = #{election} AND hash = #{hash}",
                        Map.of("election", id, "hash", ballot.hex()))
                .compose(rows -> {
                    Optional<Long> place = Store.first(rows).map(row -> row.getLong("position"));
                    return place.isEmpty()
                            ? Future.succeededFuture(Optional.empty())
                            : ballotAt(connection, id, place.get())
                                    .map(found -> found.equals(Optional.of(ballot)) ? place : Optional.empty());
                });
    }
}
