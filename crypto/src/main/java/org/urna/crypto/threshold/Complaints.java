// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.jose.DecryptionKey;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.Hash;

/**
 * Complaints about shares ({@code docs/protocol.md} §9): the one who complains shows the Diffie-Hellman point of that one sealed
 * share, so that everybody can decrypt it and decide.
 */
public final class Complaints {

    private Complaints() {}

    /**
     * The complaint of trustee {@code j} about the share that trustee {@code i} sent.
     *
     * @param transcript {@code T}
     * @param sealed the share as published
     * @param key of {@code j} in this attempt
     */
    public static Complaint make(
            Attempt attempt, Hash transcript, int j, int i, SealedShare sealed, DecryptionKey key, Entropy entropy) {
        Complaint.Revealed revealed = sealed.ephemeralKey()
                .map(epk -> {
                    Point d = key.sharedPoint(epk);
                    Point receiver = key.publicKey().point();
                    Transcript statement = statement(attempt, transcript, j, i, receiver, sealed, epk, d);
                    return new Complaint.Revealed(d, EqualityProof.prove(statement, epk, key.secret(), entropy));
                })
                .orElse(null);
        return new Complaint(attempt.manifest(), attempt.number(), j, transcript, i, revealed);
    }

    /**
     * Decides a complaint.
     *
     * @param receiver encryption key of the one who complains
     * @param sealed the share complained of, as published
     * @param polynomial what the one complained of published
     */
    public static ComplaintDecision decide(
            Attempt attempt, Complaint complaint, Point receiver, SealedShare sealed, PublicPolynomial polynomial) {
        int i = complaint.against();
        int j = complaint.trustee();
        Optional<Point> epk = sealed.ephemeralKey();
        if (epk.isEmpty()) {
            return new ComplaintDecision(i, "the ephemeral key of the share is not on the curve");
        }
        Complaint.Revealed revealed = complaint.revealed();
        if (revealed == null) {
            return new ComplaintDecision(
                    j, "the complaint does not open the share, whose ephemeral key is on the curve");
        }
        Point d = revealed.value();
        Transcript statement = statement(attempt, complaint.transcript(), j, i, receiver, sealed, epk.get(), d);
        if (!revealed.proof().verify(statement, receiver, epk.get(), d).isAccepted()) {
            return new ComplaintDecision(j, "the complaint does not prove that its point opens the share");
        }
        try {
            SecretScalar share = SecretScalar.decode(sealed.decryptWithSharedPoint(d));
            return polynomial.checkShare(j, share).isAccepted()
                    ? new ComplaintDecision(j, "the share is the value of the published polynomial")
                    : new ComplaintDecision(i, "the share is not the value of the published polynomial");
        } catch (MalformedException e) {
            return new ComplaintDecision(i, "the share does not decrypt to a scalar");
        }
    }

    private static Transcript statement(
            Attempt attempt, Hash transcript, int j, int i, Point receiver, SealedShare sealed, Point epk, Point d) {
        return attempt.transcript("complaint")
                .bytes(transcript.bytes())
                .integer(j)
                .integer(i)
                .point(receiver)
                .bytes(Sha256.hash(sealed.compact().getBytes(StandardCharsets.US_ASCII)))
                .point(epk)
                .point(d);
    }
}
