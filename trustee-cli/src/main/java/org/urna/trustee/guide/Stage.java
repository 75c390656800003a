// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.guide;

import java.util.Optional;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.TallyAgreement;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.ceremony.Ceremony;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.keyfile.AgreedRoot;
import org.urna.trustee.keyfile.AttemptSecrets;

/** Where a trustee stands in an election, as the key file and the board say. */
enum Stage {
    /** The key is to be made with the other trustees. */
    CEREMONY("Make the election's key together with the other trustees"),
    /** The share is to be compared, copied and tested. */
    COPY("Compare six words, copy the key file, and test the copy"),
    /** Others are at work: codes, voting. */
    VOTING("Wait until voting is over"),
    /** The board is to be verified and agreed on. */
    AGREE("Check the whole board, and sign that it may be decrypted"),
    /** What is ranked is to be mixed, then everything decrypted. */
    DECRYPT("Decrypt, after mixing where candidates are ranked"),
    /** Nothing is left. */
    OVER("Done");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    /** What is done in it, in a line. */
    String title() {
        return title;
    }

    static Stage of(Seat seat, ElectionBoard board, int trustee) {
        if (board.last(EntryType.VOID).isPresent()
                || board.last(EntryType.PUBLISH).isPresent()) {
            return OVER;
        }
        AttemptSecrets attempt =
                seat.secrets().attempt(board.anchor(), board.attempt()).orElse(null);
        if (attempt == null || attempt.finished() == null) {
            return CEREMONY;
        }
        if (!Ceremony.isChecked(board, trustee)) {
            return COPY;
        }
        if (board.closed().isEmpty()) {
            return VOTING;
        }
        return hasAgreed(seat, board, trustee) ? DECRYPT : AGREE;
    }

    /** Lots are drawn with the agreement: both are there, or it goes on. */
    private static boolean hasAgreed(Seat seat, ElectionBoard board, int trustee) {
        AgreedRoot agreed = seat.secrets().agreed();
        return agreed != null
                && board.election().equals(Optional.of(agreed.election()))
                && board.messages(TallyAgreement.class).stream()
                        .anyMatch(
                                each -> each.trustee() == trustee && each.root().equals(agreed.root()))
                && board.messages(Lot.class).stream().anyMatch(each -> each.trustee() == trustee);
    }
}
