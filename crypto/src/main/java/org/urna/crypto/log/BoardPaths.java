// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import org.urna.crypto.group.Hex;

/** Where the files of a board stand below its root, besides the tiles ({@link Tile#path}). */
public final class BoardPaths {

    /** The newest checkpoint, with the cosignatures collected for it. */
    public static final String CHECKPOINT = "checkpoint";

    /** Every co-signed checkpoint, oldest first ({@link CheckpointHistory}). */
    public static final String CHECKPOINTS = "checkpoints";

    /** The folder of bodies too large for an entry. */
    public static final String ARTIFACTS = "artifact/";

    /** A body of more bytes than this is an artifact and not part of its entry. */
    public static final int MAX_BODY_BYTES = 32 * 1024;

    private BoardPaths() {}

    /**
     * Path of the artifact with this SHA-256 hash.
     *
     * @throws IllegalArgumentException unless the hash has 32 bytes
     */
    public static String artifact(byte[] sha256) {
        if (sha256.length != TreeHash.BYTES) {
            throw new IllegalArgumentException("a SHA-256 hash has 32 bytes");
        }
        return ARTIFACTS + Hex.encode(sha256);
    }
}
