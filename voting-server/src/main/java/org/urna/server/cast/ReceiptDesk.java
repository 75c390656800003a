// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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

    private static final int CORES = Runtime.getRuntime().availableProcessors();

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

    private Future<String> receipt(
            ElectionTerms terms, Submission ballot, long position, String note, TileSource tiles) {
        return keys.of(terms.id(), terms.origin())
                .compose(held -> vertx.executeBlocking(
                        () -> new Signing(terms, note, tiles, held.receipt()).sign(new Placed(ballot, position)),
                        false));
    }

    /** A ballot and the index of its entry. */
    record Placed(Submission ballot, long position) {}

    /**
     * Makes the receipts of ballots that were appended together, on all cores.
     *
     * @param note the first one that covers their entries
     * @param tiles enough of the tree of that note's size
     * @param made gets each receipt with the number of its ballot
     * @param failed gets what kept one from being made
     */
    void receipts(
            ElectionTerms terms,
            List<Placed> ballots,
            String note,
            TileSource tiles,
            BiConsumer<Integer, String> made,
            BiConsumer<Integer, Throwable> failed) {
        for (int part = 0; part < Math.min(CORES, ballots.size()); part++) {
            int first = part;
            keys.of(terms.id(), terms.origin())
                    .compose(held -> vertx.executeBlocking(
                            () -> {
                                Signing signing = new Signing(terms, note, tiles, held.receipt());
                                List<String> receipts = new ArrayList<>();
                                for (int i = first; i < ballots.size(); i += CORES) {
                                    receipts.add(signing.sign(ballots.get(i)));
                                }
                                return receipts;
                            },
                            false))
                    .onSuccess(receipts -> {
                        for (int i = first; i < ballots.size(); i += CORES) {
                            made.accept(i, receipts.get(i / CORES));
                        }
                    })
                    .onFailure(e -> {
                        for (int i = first; i < ballots.size(); i += CORES) {
                            failed.accept(i, e);
                        }
                    });
        }
    }

    /** What the receipts of one checkpoint have in common. */
    private static final class Signing {

        private final ElectionTerms terms;
        private final long size;
        private final TileReader tree;
        private final String note;
        private final SigningKey key;

        Signing(ElectionTerms terms, String note, TileSource tiles, SigningKey key) throws MalformedException {
            this.terms = terms;
            this.size = checkpoint(note).size();
            this.tree = new TileReader(size, tiles);
            this.note = withoutWitnesses(terms, note);
            this.key = key;
        }

        String sign(Placed placed) throws IOException, MalformedException {
            InclusionProof proof = InclusionProof.prove(placed.position(), size, tree);
            Receipt receipt = new Receipt(
                    terms.fingerprint(),
                    placed.ballot().tracker(),
                    placed.ballot().hash(),
                    placed.position(),
                    proof.path().stream().map(hash -> Hash.of(hash.bytes())).toList(),
                    note);
            return CompactJws.sign(key, Receipt.SIGNATURE_TYPE, receipt.write());
        }
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
