// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import java.util.OptionalInt;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.record.TrusteeKeys;

/** Which trustee took a step. */
final class Senders {

    private Senders() {}

    /** The trustee, from 1; nothing for what is no step of a trustee. */
    static OptionalInt of(LogSteps.Placed placed) {
        return placed.entry() instanceof MessageEntry signed ? of(signed.message()) : OptionalInt.empty();
    }

    static OptionalInt of(Message message) {
        if (message instanceof TrusteeKeys m) {
            return OptionalInt.of(m.trustee());
        } else if (message instanceof KeyCommitment m) {
            return OptionalInt.of(m.trustee());
        } else if (message instanceof KeyShare m) {
            return OptionalInt.of(m.trustee());
        } else if (message instanceof KeyConfirmation m) {
            return OptionalInt.of(m.trustee());
        } else if (message instanceof KeyCheck m) {
            return OptionalInt.of(m.trustee());
        } else if (message instanceof TallyAgreement m) {
            return OptionalInt.of(m.trustee());
        } else if (message instanceof Lot m) {
            return OptionalInt.of(m.trustee());
        } else if (message instanceof Shuffle m) {
            return OptionalInt.of(m.trustee());
        }
        return message instanceof Decryption m ? OptionalInt.of(m.trustee()) : OptionalInt.empty();
    }
}
