// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.*;
import org.urna.crypto.verify.report.Check;

/** Broken boards: the key ceremony. */
final class CeremonyFaults {

    private CeremonyFaults() {}

    static void ceremony(TamperedBoards boards) {
        boards.add(Check.TRUSTEE_IDENTITY, "a commitment signed by another trustee", t -> {
            SigningKey[] other = new SigningKey[1];
            t.before(EntryType.TRUSTEE, e -> other[0] = e.trustees.get(0));
            t.signer = message -> message instanceof KeyCommitment c && c.trustee() == 2 ? other[0] : null;
        });
        boards.add(Check.TRUSTEE_IDENTITY, "two trustees give one encryption key", t -> {
            EncryptionKey[] first = new EncryptionKey[1];
            t.message(TrusteeKeys.class, 0, keys -> {
                if (keys.trustee() == 1) {
                    first[0] = keys.encryptionKey();
                }
                return keys.trustee() == 2
                        ? new TrusteeKeys(keys.anchor(), keys.attempt(), 2, keys.signingKey(), first[0])
                        : keys;
            });
        });
        boards.add(
                Check.KEY_COMMITMENT,
                "a reveal that is not what was committed to (F1)",
                t -> t.message(
                        KeyCommitment.class, 2, c -> new KeyCommitment(c.anchor(), c.attempt(), 2, Hash.sha256())));
        boards.add(
                Check.KEY_SHARE,
                "the proof is another trustee's (F2)",
                t -> {
                    KnowledgeProof[] first = new KnowledgeProof[1];
                    t.message = message -> {
                        if (message instanceof KeyShare share && share.trustee() == 1) {
                            first[0] = share.publicPart().proof();
                        }
                        return message instanceof KeyShare share && share.trustee() == 2
                                ? new KeyShare(
                                        share.anchor(),
                                        share.attempt(),
                                        2,
                                        share.shares(),
                                        new KeyShare.PublicPart(
                                                share.publicPart().points(), first[0]))
                                : message;
                    };
                },
                Check.KEY_COMMITMENT);
        boards.add(
                Check.KEY_SHARE,
                "a sealed share too few (A2)",
                t -> t.message(
                        KeyShare.class,
                        3,
                        s -> new KeyShare(s.anchor(), s.attempt(), 3, s.shares().subList(0, 2), s.publicPart())));
        boards.add(
                Check.KEY_CONFIRMATION,
                "a confirmation of another transcript (F1)",
                t -> t.message(
                        KeyConfirmation.class,
                        3,
                        c -> new KeyConfirmation(
                                c.anchor(),
                                c.attempt(),
                                3,
                                Hash.sha256(),
                                c.electionKey(),
                                c.verificationKey(),
                                c.proof())));
        boards.add(
                Check.KEY_CONFIRMATION,
                "the proof is of zeros",
                t -> t.message(
                        KeyConfirmation.class,
                        1,
                        c -> new KeyConfirmation(
                                c.anchor(),
                                c.attempt(),
                                1,
                                c.transcript(),
                                c.electionKey(),
                                c.verificationKey(),
                                new KnowledgeProof(c.proof().w(), Scalar.ZERO))));
        boards.add(
                Check.KEY_CHECK,
                "the point is not the share's",
                t -> t.message(
                        KeyCheck.class,
                        1,
                        c -> new KeyCheck(
                                c.anchor(),
                                c.attempt(),
                                1,
                                c.transcript(),
                                c.value().plus(Point.G),
                                c.proof())));
        boards.add(Check.COMPLAINT, "the complaint is about another transcript", t -> {
            t.options.put("complaint", true);
            t.message(
                    Complaint.class,
                    0,
                    c -> new Complaint(c.anchor(), c.attempt(), c.trustee(), Hash.sha256(), c.against(), c.revealed()));
        });
    }
}
