// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes under each type of signature (C2SP signed-note and tlog-cosignature). */
final class SignedMessage {

    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

    private SignedMessage() {}

    /** @param timestamp seconds since 1970, ignored where the type has none */
    static byte[] of(NoteKey signer, Checkpoint checkpoint, long timestamp) {
        return switch (signer.type()) {
            case ED25519 -> checkpoint.text().getBytes(StandardCharsets.UTF_8);
            case ED25519_COSIGNATURE ->
                ("cosignature/v1\ntime " + timestamp + "\n" + checkpoint.text()).getBytes(StandardCharsets.UTF_8);
            case ML_DSA_44_COSIGNATURE -> cosignedMessage(signer.name(), checkpoint, timestamp);
        };
    }

    private static byte[] cosignedMessage(String cosigner, Checkpoint checkpoint, long timestamp) {
        byte[] name = cosigner.getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        long start = 0;
        return ByteBuffer.allocate(
                        SUBTREE_LABEL.length + 1 + name.length + 1 + origin.length + 3 * Long.BYTES + TreeHash.BYTES)
                .put(SUBTREE_LABEL)
                .put((byte) name.length)
                .put(name)
                .putLong(timestamp)
                .put((byte) origin.length)
                .put(origin)
                .putLong(start)
                .putLong(checkpoint.size())
                .put(checkpoint.root().bytes())
                .array();
    }
}
