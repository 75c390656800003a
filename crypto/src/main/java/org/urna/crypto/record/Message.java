// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.MalformedException;

/** What one trustee, or the registrar, says: the last member of an entry, signed by its sender. */
public sealed interface Message
        permits TrusteeKeys,
                KeyCommitment,
                KeyShare,
                KeyConfirmation,
                KeyCheck,
                Complaint,
                CredentialList,
                TallyAgreement,
                Lot,
                Shuffle,
                Decryption {

    /** The type of the entry that holds it. */
    EntryType type();

    /** {@code M} until the election is sealed, {@code E} from then on. */
    Hash anchor();

    /** The exact bytes that are signed and published. */
    default byte[] write() {
        return Json.write(MessageForms.of(type()), this);
    }

    /** The {@code typ} of the signature's header, such as {@code urna-key-share}. */
    default String signatureType() {
        return MessageForms.signatureType(type());
    }

    /**
     * Reads the message of an entry of type {@code type}.
     *
     * @throws MalformedException unless the bytes are the canonical writing of one
     * @throws IllegalArgumentException if entries of that type hold no message
     */
    static Message read(EntryType type, byte[] bytes) throws MalformedException {
        return Json.read(MessageForms.of(type), bytes);
    }
}
