// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.List;

/**
 * Signs the checkpoints of one board with both of its keys. The caller makes sure that every checkpoint it signs extends
 * all earlier ones.
 */
public final class CheckpointSigner {

    private final NoteSigningKey board;
    private final NoteSigningKey cosigner;

    /**
     * @param board the Ed25519 key (type 0x01)
     * @param cosigner the ML-DSA-44 key (type 0x06) of the same name, which is the origin
     * @throws IllegalArgumentException if the types or names are others
     */
    public CheckpointSigner(NoteSigningKey board, NoteSigningKey cosigner) {
        if (board.publicKey().type() != SignatureType.ED25519
                || cosigner.publicKey().type() != SignatureType.ML_DSA_44_COSIGNATURE
                || !board.publicKey().name().equals(cosigner.publicKey().name())) {
            throw new IllegalArgumentException("not the two keys of a board");
        }
        this.board = board;
        this.cosigner = cosigner;
    }

    /** Name of the board's log. */
    public String origin() {
        return board.publicKey().name();
    }

    /**
     * Signs the tree of {@code size} entries with root {@code root}.
     *
     * @param timestamp seconds since 1970, positive
     */
    public Note sign(long size, TreeHash root, long timestamp) {
        Checkpoint checkpoint = new Checkpoint(origin(), size, root);
        return new Note(
                checkpoint.text(), List.of(board.sign(checkpoint, timestamp), cosigner.sign(checkpoint, timestamp)));
    }
}
