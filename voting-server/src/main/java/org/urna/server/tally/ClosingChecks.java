// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Point;
import org.urna.crypto.log.CheckpointVerifier;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.LotShares;
import org.urna.server.message.Rejections;

/** Whether what a trustee states after the close is true (docs/protocol.md §10). Takes time: call it on a worker thread. */
final class ClosingChecks {

    private static final String AGREEMENT = "tally-agreement";

    private ClosingChecks() {}

    /** Throws the refusal of a message that is out of its turn or false. Its signature and election have been checked. */
    static void check(Closing closing, Message message) {
        if (message instanceof TallyAgreement agreement) {
            Rejections.requireTurn(
                    !closing.agreements().containsKey(agreement.trustee()), "a second agreement of one trustee");
            Rejections.require(agreement(closing, agreement));
        } else if (message instanceof Lot lot) {
            Rejections.requireTurn(closing.isAgreed(), "fewer trustees have agreed than are needed");
            Rejections.requireTurn(!closing.lots().containsKey(lot.trustee()), "a second lot of one trustee");
            Rejections.require(agreed(closing, lot.trustee(), "lot"));
            Rejections.require(
                    LotShares.verify(closing.election(), closing.key().v(lot.trustee()), lot));
        } else {
            decryption(closing, (Decryption) message);
        }
    }

    private static Verdict agreed(Closing closing, int trustee, String check) {
        return closing.agreements().containsKey(trustee)
                ? Verdict.accept()
                : Verdict.reject(check, "the trustee has not agreed on the board");
    }

    private static Verdict agreement(Closing closing, TallyAgreement agreement) {
        if (agreement.size() != closing.size() || !agreement.root().hex().equals(closing.root())) {
            return Verdict.reject(AGREEMENT, "size and root are not those of the board that ends with the close");
        }
        List<TallyAgreement.BallotCount> counts = new ArrayList<>();
        for (Tally tally : closing.tallies()) {
            counts.add(new TallyAgreement.BallotCount(tally.contest(), tally.section(), tally.ballots()));
        }
        if (!agreement.ballots().equals(counts)) {
            return Verdict.reject(AGREEMENT, "the numbers of ballots are not those of the tallies");
        }
        return checkpoint(closing, agreement);
    }

    private static Verdict checkpoint(Closing closing, TallyAgreement agreement) {
        try {
            Note note = Note.parse(agreement.checkpoint());
            if (note.signatures().size() == 2
                    && verifier(closing.manifest()).open(note) instanceof CheckpointVerifier.Result.Valid valid
                    && valid.signed().checkpoint().size() == closing.size()
                    && valid.signed().checkpoint().root().toString().equals(closing.root())) {
                return Verdict.accept();
            }
            return Verdict.reject(AGREEMENT, "the checkpoint is not the board's, with its two signatures and no other");
        } catch (MalformedException e) {
            return Verdict.reject(AGREEMENT, "the checkpoint is malformed");
        }
    }

    private static CheckpointVerifier verifier(Manifest manifest) throws MalformedException {
        return new CheckpointVerifier(
                manifest.origin(),
                NoteKey.parse(manifest.keys().board()),
                NoteKey.parse(manifest.keys().cosigner()),
                List.of());
    }

    private static void decryption(Closing closing, Decryption decryption) {
        int trustee = decryption.trustee();
        Rejections.requireTurn(closing.isAgreed(), "fewer trustees have agreed than are needed");
        Rejections.require(agreed(closing, trustee, "decryption"));
        Tally tally = closing.tally(decryption.contest(), decryption.section()).orElse(null);
        List<Point> factors = decryption.points();
        if (tally == null || factors == null || tally.ciphertexts() == null) {
            throw Rejections.of(
                    new Verdict.Rejected("decryption", "there is nothing to decrypt for this contest and section"));
        }
        Rejections.requireTurn(!closing.isHeld(tally, trustee), "a second decryption of one tally by one trustee");
        Rejections.require(new DecryptionShare(factors, decryption.proof())
                .verify(encrypted(closing, tally), trustee, closing.key().v(trustee)));
    }

    /** What is decrypted for a counted tally. */
    static EncryptedTally encrypted(Closing closing, Tally tally) {
        return new EncryptedTally(
                closing.election(), tally.contest(), tally.section(), Objects.requireNonNull(tally.ciphertexts()));
    }
}
