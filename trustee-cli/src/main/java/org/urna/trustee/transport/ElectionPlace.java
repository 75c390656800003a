// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.transport;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Hash;
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

    /**
     * Announces the files that a message names, by the message itself.
     *
     * @return which parts of them are not there yet
     * @throws RefusedException if the place refuses the message
     */
    Announced announce(byte[] message) throws IOException, RefusedException, MalformedException;

    /**
     * Hands over a part of a file that was announced; the same part may be handed over again.
     *
     * @param token from {@link #announce}
     * @param sha256 of the whole file
     * @param part counted from 0
     * @throws RefusedException if the place refuses it
     */
    void put(String token, Hash sha256, int part, byte[] content) throws IOException, RefusedException;

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

    /**
     * What is to be uploaded before a message is handed over; nothing of it is checked but its form.
     *
     * @param token of 22 characters of base64url
     * @param partBytes length of every part but the last
     * @param missing by the hexadecimal SHA-256 of a file its parts that are not there, from 0
     */
    record Announced(String token, int partBytes, Map<String, List<Long>> missing) {

        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

        /** @throws IllegalArgumentException if the token, which becomes a part of addresses, has another form */
        public Announced {
            if (!isToken(token)) {
                throw new IllegalArgumentException("the token for an upload is not 22 characters of base64url");
            }
            missing = Map.copyOf(missing);
        }

        static boolean isToken(String text) {
            return TOKEN.matcher(text).matches();
        }
    }

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
