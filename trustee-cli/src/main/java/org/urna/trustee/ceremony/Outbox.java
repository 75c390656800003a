// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.keyfile.ElectionSecrets;

/**
 * How messages leave: signed, kept in the key file, and only then handed over. A message of which one is kept already is not made a
 * second time: a trustee who says two things looks like two trustees.
 */
public final class Outbox {

    private final Seat seat;

    /** @param seat whose messages they are */
    public Outbox(Seat seat) {
        this.seat = seat;
    }

    /**
     * Hands over a message, or the one that is kept in its place.
     *
     * @param board that the message answers, remembered as seen
     * @param secrets what the key file is to keep besides
     * @return whether it was handed over now, rather than earlier in this run
     */
    public boolean send(ElectionBoard board, ElectionSecrets secrets, Message message)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        return send(board, secrets, message, List.of());
    }

    /**
     * As {@link #send(ElectionBoard, ElectionSecrets, Message)}, for a message that names files; they go first.
     *
     * @param files those that the message names, or the one that is kept in its place
     */
    public boolean send(ElectionBoard board, ElectionSecrets secrets, Message message, List<byte[]> files)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        String place = placeOf(message);
        String kept = kept(secrets, place);
        boolean again = kept != null;
        if (kept == null) {
            String signature = DetachedJws.sign(seat.signingKey(), message.signatureType(), message.write());
            kept = new String(new SignedMessage(signature, message).write(), StandardCharsets.US_ASCII);
            seat.store(secrets.with(kept), board);
        }
        return seat.deliver(kept, kept.getBytes(StandardCharsets.US_ASCII), files, again);
    }

    /** The messages of a kind that are kept, whether or not they have left. */
    public <M extends Message> List<M> kept(Class<M> kind) throws RefusedException {
        List<M> all = new ArrayList<>();
        for (String each : seat.secrets().messages()) {
            Message message = read(each).message();
            if (kind.isInstance(message)) {
                all.add(kind.cast(message));
            }
        }
        return List.copyOf(all);
    }

    private static @Nullable String kept(ElectionSecrets secrets, String place) throws RefusedException {
        for (String each : secrets.messages()) {
            if (placeOf(read(each).message()).equals(place)) {
                return each;
            }
        }
        return null;
    }

    private static SignedMessage read(String kept) throws RefusedException {
        try {
            return SignedMessage.read(kept.getBytes(StandardCharsets.US_ASCII));
        } catch (MalformedException e) {
            throw new RefusedException("the key file holds a message that does not read: " + e.getMessage(), e);
        }
    }

    /** What there is one of: a kind of message, and where it belongs. */
    private static String placeOf(Message message) {
        return message.type() + " " + message.anchor() + " " + detail(message);
    }

    private static String detail(Message message) {
        if (message instanceof TrusteeKeys keys) {
            return "" + keys.attempt();
        } else if (message instanceof KeyCommitment commitment) {
            return "" + commitment.attempt();
        } else if (message instanceof KeyShare share) {
            return "" + share.attempt();
        } else if (message instanceof KeyConfirmation confirmation) {
            return "" + confirmation.attempt();
        } else if (message instanceof KeyCheck check) {
            return "" + check.attempt();
        } else if (message instanceof Complaint complaint) {
            return "" + complaint.attempt();
        } else if (message instanceof Decryption decryption) {
            return decryption.contest() + " " + decryption.section();
        } else if (message instanceof Shuffle shuffle) {
            return shuffle.contest() + " " + shuffle.section(); // whatever its step: nothing is mixed twice
        }
        return "";
    }
}
