// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.urna.crypto.MalformedException;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.ConsistencyProof;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.log.WitnessRequest;

/**
 * Co-signs the states of one board (C2SP tlog-witness, {@code add-checkpoint}): only such as extend every state that this watcher has seen, by
 * this way or on the board, and only what it has stored before.
 */
public final class Witness {

    /** The type of an answer that tells how large a tree was seen. */
    public static final String SIZE_TYPE = "text/x.tlog.size";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /**
     * What the board's server is told.
     *
     * @param status of HTTP
     */
    public record Answer(int status, String mediaType, String body) {}

    private final NoteSigningKey key;
    private final Memory memory;
    private final Supplier<Optional<CheckpointVerifier>> board;
    private final BiConsumer<Seen, Seen> fork;
    private final Clock clock;

    /**
     * @param board the keys of the board, once they are known
     * @param fork is told of two states of one size that the board signed
     */
    Witness(
            NoteSigningKey key,
            Memory memory,
            Supplier<Optional<CheckpointVerifier>> board,
            BiConsumer<Seen, Seen> fork,
            Clock clock) {
        this.key = key;
        this.memory = memory;
        this.board = board;
        this.fork = fork;
        this.clock = clock;
    }

    /** Answers a request's body. */
    public Answer add(String body) throws IOException {
        WitnessRequest request;
        Checkpoint checkpoint;
        try {
            request = WitnessRequest.parse(body);
            checkpoint = Checkpoint.parse(request.checkpoint().text());
        } catch (MalformedException e) {
            return refuse(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        Optional<CheckpointVerifier> known = board.get();
        if (known.isEmpty() || !known.get().origin().equals(checkpoint.origin())) {
            return refuse(NOT_FOUND, "this witness does not follow that log");
        }
        if (!(known.get().open(request.checkpoint()) instanceof CheckpointVerifier.Result.Valid)) {
            return refuse(FORBIDDEN, "the checkpoint does not have the board's signatures");
        }
        if (request.oldSize() > checkpoint.size()) {
            return refuse(BAD_REQUEST, "the old size is larger than the checkpoint");
        }
        return memory.alone(newest -> extend(request, checkpoint, newest));
    }

    private Answer extend(WitnessRequest request, Checkpoint checkpoint, Optional<Seen> newest) throws IOException {
        long size = newest.map(Seen::size).orElse(0L);
        if (newest.isPresent() && newest.get().contradicts(checkpoint)) {
            fork.accept(newest.get(), new Seen(request.checkpoint(), checkpoint));
            return new Answer(CONFLICT, SIZE_TYPE, size + "\n");
        }
        if (request.oldSize() != size) {
            return new Answer(CONFLICT, SIZE_TYPE, size + "\n");
        }
        TreeHash root = newest.map(seen -> seen.checkpoint().root()).orElse(TreeHash.EMPTY);
        boolean extended = new ConsistencyProof(size, checkpoint.size(), request.proof())
                .verify(root, checkpoint.root())
                .isAccepted();
        if (!extended) {
            return refuse(UNPROCESSABLE, "the proof does not lead from the old tree to the new one");
        }
        memory.remember(new Seen(request.checkpoint(), checkpoint));
        return new Answer(
                OK, TEXT, key.sign(checkpoint, clock.instant().getEpochSecond()).line());
    }

    private static Answer refuse(int status, String reason) {
        return new Answer(status, TEXT, reason + "\n");
    }
}
