// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.TrusteeKeys;

/** Whether a message of the key ceremony is in order where it comes, in the order in which reasons are told. */
final class MessageChecks {

    private static final String IDENTITY = "trustee-identity";
    private static final String ORDER = "entry-order";
    private static final String SHARE = "key-share";

    /**
     * What every message of the ceremony says of itself.
     *
     * @param attempt from 1
     * @param trustee from 1
     */
    record Sender(int attempt, int trustee) {

        /** @throws IllegalArgumentException if the message is not one of the ceremony */
        static Sender of(Message message) {
            if (message instanceof TrusteeKeys m) {
                return new Sender(m.attempt(), m.trustee());
            } else if (message instanceof KeyCommitment m) {
                return new Sender(m.attempt(), m.trustee());
            } else if (message instanceof KeyShare m) {
                return new Sender(m.attempt(), m.trustee());
            } else if (message instanceof KeyConfirmation m) {
                return new Sender(m.attempt(), m.trustee());
            } else if (message instanceof KeyCheck m) {
                return new Sender(m.attempt(), m.trustee());
            } else if (message instanceof Complaint m) {
                return new Sender(m.attempt(), m.trustee());
            }
            throw new IllegalArgumentException("not a message of the key ceremony");
        }
    }

    private final CeremonyBoard board;
    private final Attempt attempt;
    private final List<String> thumbprints;

    MessageChecks(CeremonyBoard board, List<String> thumbprints) {
        this.board = board;
        this.attempt = board.attempt();
        this.thumbprints = List.copyOf(thumbprints);
    }

    Verdict check(SignedMessage signed) {
        Message message = signed.message();
        Sender sender = Sender.of(message);
        if (!message.anchor().equals(attempt.manifest()) || sender.attempt() != attempt.number()) {
            return Verdict.reject(IDENTITY, "the message is for another manifest or attempt");
        }
        if (sender.trustee() > attempt.trustees()) {
            return Verdict.reject(IDENTITY, "the message names a trustee whom the manifest does not have");
        }
        Verdict order = order(message.type(), sender.trustee());
        if (!order.isAccepted()) {
            return order;
        }
        Verdict signature = signature(signed, sender.trustee());
        return signature.isAccepted() ? statement(message) : signature;
    }

    private Verdict order(EntryType type, int trustee) {
        if (board.complaint().isPresent() || board.isComplete()) {
            return Verdict.reject(ORDER, "the attempt is over");
        }
        if (type == EntryType.COMPLAINT) {
            return board.transcript().isPresent()
                    ? Verdict.accept()
                    : Verdict.reject(ORDER, "a complaint comes before the last key-share");
        }
        EntryType awaited = board.awaited().orElseThrow();
        if (type != awaited) {
            return Verdict.reject(
                    ORDER, "a " + type.code() + " comes where a " + awaited.code() + " of every trustee is awaited");
        }
        return board.missing(type).contains(trustee)
                ? Verdict.accept()
                : Verdict.reject(ORDER, "a second " + type.code() + " of one trustee");
    }

    private Verdict signature(SignedMessage signed, int trustee) {
        VerificationKey key = signed.message() instanceof TrusteeKeys own
                ? own.signingKey()
                : board.keys(trustee).orElseThrow().signingKey();
        if (!key.thumbprint().equals(thumbprint(trustee))) {
            return Verdict.reject(IDENTITY, "the signing key is not the one whose thumbprint the manifest has");
        }
        Message message = signed.message();
        return DetachedJws.verify(signed.signature(), key, message.signatureType(), message.write())
                .as(IDENTITY);
    }

    private String thumbprint(int trustee) {
        return thumbprints.get(trustee - 1); // trustees are numbered from 1
    }

    private Verdict statement(Message message) {
        if (message instanceof TrusteeKeys keys) {
            Point encryptionKey = keys.encryptionKey().point();
            return board.encryptionKeys().contains(encryptionKey)
                            || encryptionKey.equals(keys.signingKey().point())
                    ? Verdict.reject(IDENTITY, "the encryption key is used already")
                    : Verdict.accept();
        } else if (message instanceof KeyShare share) {
            return share(share);
        } else if (message instanceof KeyConfirmation confirmation) {
            return Confirmation.verify(attempt, transcript(), key(), confirmation);
        } else if (message instanceof KeyCheck check) {
            return StoredShare.verify(attempt, transcript(), key().v(check.trustee()), check);
        } else if (message instanceof Complaint complaint) {
            return complaint(complaint);
        }
        return Verdict.accept(); // a commitment states nothing that could be false yet
    }

    private Verdict share(KeyShare share) {
        Hash committed = board.commitment(share.trustee()).orElseThrow().commitment();
        if (!share.publicPart().hash().equals(committed)) {
            return Verdict.reject("key-commitment", "the public part is not the one committed to");
        }
        if (share.shares().size() != attempt.trustees()) {
            return Verdict.reject(SHARE, "there are not as many sealed shares as trustees");
        }
        try {
            for (String sealed : share.shares()) {
                SealedShare.parse(sealed);
            }
        } catch (MalformedException e) {
            return Verdict.reject(SHARE, "a sealed share is malformed: " + e.getMessage());
        }
        if (share.publicPart().points().isEmpty()) {
            return Verdict.reject(SHARE, "the polynomial has no points");
        }
        PublicPolynomial polynomial = new PublicPolynomial(share.publicPart().points());
        Verdict proof = TrusteeKey.verify(
                attempt,
                share.trustee(),
                thumbprintHash(share.trustee()),
                polynomial,
                share.publicPart().proof());
        if (!proof.isAccepted()) {
            return proof;
        }
        boolean last = board.missing(EntryType.KEY_SHARE).size() == 1;
        return last && board.keyWith(share).isEmpty()
                ? Verdict.reject(SHARE, "a joint key would be infinity")
                : Verdict.accept();
    }

    private Hash thumbprintHash(int trustee) {
        try {
            return Hash.of(Base64Url.decode(thumbprint(trustee)));
        } catch (MalformedException e) {
            throw new IllegalArgumentException("thumbprints are base64url", e);
        }
    }

    private Verdict complaint(Complaint complaint) {
        if (!complaint.transcript().equals(transcript())) {
            return Verdict.reject("complaint", "T is not the hash of the attempt's entries");
        }
        return complaint.against() <= attempt.trustees()
                ? Verdict.accept()
                : Verdict.reject("complaint", "the complaint is about a trustee whom the manifest does not have");
    }

    /** Decides a complaint that has been checked. */
    ComplaintDecision decide(Complaint complaint) {
        KeyShare share = board.share(complaint.against()).orElseThrow();
        Point receiver =
                board.keys(complaint.trustee()).orElseThrow().encryptionKey().point();
        try {
            SealedShare sealed = SealedShare.parse(share.shares().get(complaint.trustee() - 1)); // numbered from 1
            PublicPolynomial polynomial =
                    new PublicPolynomial(share.publicPart().points());
            return Complaints.decide(attempt, complaint, receiver, sealed, polynomial);
        } catch (MalformedException e) {
            throw new IllegalStateException("sealed shares were read when they were taken", e);
        }
    }

    private Hash transcript() {
        return board.transcript().orElseThrow();
    }

    private JointKey key() {
        return board.key().orElseThrow();
    }
}
