// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.ConsistencyProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteSignature;
import org.urna.crypto.log.TileReader;
import org.urna.crypto.log.WitnessRequest;
import org.urna.server.board.BoardLog;

/** One state of one board, shown to witnesses. */
final class Round {

    private final BoardLog boards;
    private final WitnessClient client;
    private final String election;
    private final Note note;
    private final Checkpoint checkpoint;
    private final CheckpointVerifier verifier;

    Round(
            BoardLog boards,
            WitnessClient client,
            String election,
            Note note,
            Checkpoint checkpoint,
            CheckpointVerifier verifier) {
        this.boards = boards;
        this.client = client;
        this.election = election;
        this.note = note;
        this.checkpoint = checkpoint;
        this.verifier = verifier;
    }

    /**
     * Asks one witness, twice if it saw another state last than we thought.
     *
     * @param old size of what it signed last, as far as we know
     * @return lines that hold; fails with {@link Unsigned} where there are none
     */
    Future<List<NoteSignature>> ask(URI witness, long old) {
        return ask(witness, old, true);
    }

    private Future<List<NoteSignature>> ask(URI witness, long old, boolean again) {
        return request(old).compose(request -> client.ask(witness, request)).compose(answer -> {
            if (answer instanceof WitnessAnswer.Conflict conflict) {
                if (conflict.size() > checkpoint.size()) {
                    return unsigned("it has seen a longer log than this server has: look for a fork, or an old backup");
                }
                return again ? ask(witness, conflict.size(), false) : unsigned("it contradicts itself");
            }
            if (answer instanceof WitnessAnswer.Refused refused) {
                return unsigned(refused.reason());
            }
            List<NoteSignature> held = verifier.cosignatures(checkpoint, ((WitnessAnswer.Cosigned) answer).lines());
            return held.isEmpty() ? unsigned("no signature by a key of the manifest") : Future.succeededFuture(held);
        });
    }

    private static Future<List<NoteSignature>> unsigned(String reason) {
        return Future.failedFuture(new Unsigned(reason));
    }

    private Future<WitnessRequest> request(long old) {
        long known = Math.min(old, checkpoint.size());
        if (known == 0 || known == checkpoint.size()) {
            return Future.succeededFuture(new WitnessRequest(known, List.of(), note));
        }
        return boards.proofTiles(election, known - 1, checkpoint.size()).map(tiles -> {
            try {
                TileReader reader = new TileReader(checkpoint.size(), tiles);
                return new WitnessRequest(
                        known,
                        ConsistencyProof.prove(known, checkpoint.size(), reader).path(),
                        note);
            } catch (IOException | MalformedException e) {
                throw new IllegalStateException(
                        "the stored tiles of election " + election + " are damaged: run fsck", e);
            }
        });
    }

    /** A witness did not sign; the message says why, in our words. */
    static final class Unsigned extends Exception {

        private static final long serialVersionUID = 1L;

        Unsigned(String reason) {
            super(reason, null, false, false);
        }
    }
}
