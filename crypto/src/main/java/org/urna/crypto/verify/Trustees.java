// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.record.TrusteeKeys;

/** Who speaks in a message, and in which attempt. */
final class Trustees {

    private Trustees() {}

    /** The trustee's index, from 1; 0 for the registrar. */
    static int indexOf(Message message) {
        if (message instanceof TrusteeKeys each) {
            return each.trustee();
        } else if (message instanceof KeyCommitment each) {
            return each.trustee();
        } else if (message instanceof KeyShare each) {
            return each.trustee();
        } else if (message instanceof KeyConfirmation each) {
            return each.trustee();
        } else if (message instanceof KeyCheck each) {
            return each.trustee();
        } else if (message instanceof Complaint each) {
            return each.trustee();
        } else if (message instanceof TallyAgreement each) {
            return each.trustee();
        } else if (message instanceof Lot each) {
            return each.trustee();
        } else if (message instanceof Shuffle each) {
            return each.trustee();
        } else if (message instanceof Decryption each) {
            return each.trustee();
        } else if (message instanceof CredentialList) {
            return 0;
        }
        throw new AssertionError("a message of no known type");
    }

    /** The attempt at the ceremony that a message is about, or 0 for one that belongs to none. */
    static int attemptOf(Message message) {
        if (message instanceof TrusteeKeys each) {
            return each.attempt();
        } else if (message instanceof KeyCommitment each) {
            return each.attempt();
        } else if (message instanceof KeyShare each) {
            return each.attempt();
        } else if (message instanceof KeyConfirmation each) {
            return each.attempt();
        } else if (message instanceof KeyCheck each) {
            return each.attempt();
        } else if (message instanceof Complaint each) {
            return each.attempt();
        }
        return 0;
    }
}
