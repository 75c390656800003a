// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.InclusionProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.TileReader;
import org.urna.crypto.log.TileSource;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Receipt;
import org.urna.server.board.BoardLog;
import org.urna.server.board.BoardStart;
import org.urna.server.board.Checkpoints;
import org.urna.server.keys.KeyRing;

/**
 * Makes receipts ({@code docs/protocol.md} §8, §12.4). One ballot has one receipt, byte for byte, however often it is asked for: the checkpoint is
 * the first that covers the entry, in its form without witnesses, and ES256 signs as RFC 6979 says.
 */
final class ReceiptDesk {

    private final Vertx vertx;
    private final BoardLog log;
    private final Checkpoints checkpoints;
    private final BoardStart boards;
    private final KeyRing keys;

    ReceiptDesk(Vertx vertx, BoardLog log, Checkpoints checkpoints, BoardStart boards, KeyRing keys) {
        this.vertx = vertx;
        this.log = log;
        this.checkpoints = checkpoints;
        this.boards = boards;
        this.keys = keys;
    }

    /** The receipt of a ballot whose entry is committed; signs a checkpoint first if none covers it. */
    Future<String> receipt(ElectionTerms terms, Submission ballot, long position) {
        return checkpoints
                .covering(terms.id(), position)
                .compose(note -> note.isPresent()
                        ? Future.succeededFuture(note)
                        : boards.complete(terms.id()).compose(done -> checkpoints.covering(terms.id(), position)))
                .compose(note -> receipt(terms, ballot, position, note.orElseThrow()));
    }

    private Future<String> receipt(ElectionTerms terms, Submission ballot, long position, String note) {
        return log.proofTiles(terms.id(), position, checkpoint(note).size())
                .compose(tiles -> receipt(terms, ballot, position, note, tiles));
    }

    /**
     * As above, where the caller knows note and tiles.
     *
     * @param note the first one that covers the entry
     * @param tiles enough of the tree of that note's size
     */
    Future<String> receipt(ElectionTerms terms, Submission ballot, long position, String note, TileSource tiles) {
        return keys.of(terms.id(), terms.origin())
                .compose(held ->
                        vertx.executeBlocking(() -> sign(terms, ballot, position, note, tiles, held.receipt()), false));
    }

    private static String sign(
            ElectionTerms terms, Submission ballot, long position, String note, TileSource tiles, SigningKey key)
            throws IOException, MalformedException {
        long size = checkpoint(note).size();
        InclusionProof proof = InclusionProof.prove(position, size, new TileReader(size, tiles));
        Receipt receipt = new Receipt(
                terms.fingerprint(),
                ballot.tracker(),
                ballot.hash(),
                position,
                proof.path().stream().map(hash -> Hash.of(hash.bytes())).toList(),
                withoutWitnesses(terms, note));
        return CompactJws.sign(key, Receipt.SIGNATURE_TYPE, receipt.write());
    }

    static Checkpoint checkpoint(String note) {
        try {
            return Checkpoint.parse(Note.parse(note).text());
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored checkpoint cannot be read: run fsck", e);
        }
    }

    /** Witnesses sign later, and some not at all: with their lines a receipt would change. */
    private static String withoutWitnesses(ElectionTerms terms, String note) throws MalformedException {
        Note signed = Note.parse(note);
        return new Note(
                        signed.text(),
                        signed.signatures().stream()
                                .filter(line -> terms.boardKeys().stream().anyMatch(key -> key.isNamedBy(line)))
                                .toList())
                .write();
    }
}
