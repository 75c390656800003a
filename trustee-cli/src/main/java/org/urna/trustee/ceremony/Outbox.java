// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        String place = placeOf(message);
        String kept = kept(secrets, place);
        if (kept == null) {
            String signature = DetachedJws.sign(seat.signingKey(), message.signatureType(), message.write());
            kept = new String(new SignedMessage(signature, message).write(), StandardCharsets.US_ASCII);
            seat.store(secrets.with(kept), board);
        }
        return seat.deliver(kept, kept.getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable String kept(ElectionSecrets secrets, String place) throws RefusedException {
        for (String each : secrets.messages()) {
            try {
                SignedMessage message = SignedMessage.read(each.getBytes(StandardCharsets.US_ASCII));
                if (placeOf(message.message()).equals(place)) {
                    return each;
                }
            } catch (MalformedException e) {
                throw new RefusedException("the key file holds a message that does not read: " + e.getMessage(), e);
            }
        }
        return null;
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
        }
        return "";
    }
}
