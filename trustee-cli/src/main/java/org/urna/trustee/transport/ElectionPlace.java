// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.io.IOException;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.trustee.RefusedException;

/**
 * One election as it can be reached from here. Nothing that it returns is trusted: whoever asks checks it. An {@link IOException}
 * means that the place cannot be reached now and may be asked again.
 */
public interface ElectionPlace {

    /**
     * A file of the board.
     *
     * @param path below the board's root, such as {@code checkpoint} or {@code tile/entries/000}
     * @param most bytes to read
     * @throws NotThereException if there is no such file
     * @throws RefusedException if it is longer than {@code most}, or the place refuses
     */
    byte[] read(String path, int most) throws IOException, RefusedException;

    /**
     * A file of the server's pages.
     *
     * @param path below the server's root, such as {@code booth.json} or {@code assets/booth/vote.html}
     * @param most bytes to read
     * @throws NotThereException if there is no such file
     * @throws RefusedException if it is longer than {@code most}, or the place refuses
     */
    byte[] readWeb(String path, int most) throws IOException, RefusedException;

    /**
     * Hands over a message for the board; the same bytes may be handed over again.
     *
     * @param message the entry without its time, docs/protocol.md §12.4
     * @throws RefusedException if the place refuses it
     */
    Delivery deliver(byte[] message) throws IOException, RefusedException;

    /** Decisions that wait for officers' signatures, and those already appended or expired. */
    List<DraftedDecision> decisions() throws IOException, RefusedException, MalformedException;

    /**
     * Hands over an officer's signature.
     *
     * @param number of the decision
     * @param signature detached JWS over the decision's bytes
     * @throws RefusedException if the place refuses it
     */
    SignatureReceipt sign(int number, String signature) throws IOException, RefusedException, MalformedException;

    /** What became of a message. */
    enum Delivery {
        /** It stands on the board. */
        APPENDED,
        /** It is kept off the board until two officers publish the result. */
        HELD
    }

    /**
     * What became of a signature.
     *
     * @param state {@code pending} or {@code appended}
     * @param signatures how many there are now
     */
    record SignatureReceipt(String state, long signatures) {}

    /** There is no such file. */
    final class NotThereException extends IOException {

        private static final long serialVersionUID = 1L;

        /** @param message which file */
        public NotThereException(String message) {
            super(message);
        }
    }
}
