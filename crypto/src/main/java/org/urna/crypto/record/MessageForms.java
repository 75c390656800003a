// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which form the message of an entry has. */
final class MessageForms {

    private static final Map<EntryType, Form<Message>> FORMS = new EnumMap<>(EntryType.class);
    private static final Map<EntryType, Form<String>> SIGNATURES = new EnumMap<>(EntryType.class);

    static {
        put(EntryType.TRUSTEE, TrusteeKeys.class, TrusteeKeys.FORM);
        put(EntryType.KEY_COMMITMENT, KeyCommitment.class, KeyCommitment.FORM);
        put(EntryType.KEY_SHARE, KeyShare.class, KeyShare.FORM);
        put(EntryType.KEY_CONFIRMATION, KeyConfirmation.class, KeyConfirmation.FORM);
        put(EntryType.KEY_CHECK, KeyCheck.class, KeyCheck.FORM);
        put(EntryType.COMPLAINT, Complaint.class, Complaint.FORM);
        put(EntryType.CREDENTIALS, CredentialList.class, CredentialList.FORM);
        put(EntryType.TALLY_AGREEMENT, TallyAgreement.class, TallyAgreement.FORM);
        put(EntryType.LOT, Lot.class, Lot.FORM);
        put(EntryType.SHUFFLE, Shuffle.class, Shuffle.FORM);
        put(EntryType.DECRYPTION, Decryption.class, Decryption.FORM);
    }

    private MessageForms() {}

    static boolean isMessage(EntryType type) {
        return FORMS.containsKey(type);
    }

    static Form<Message> of(EntryType type) {
        return known(FORMS.get(type));
    }

    static Form<String> signature(EntryType type) {
        return known(SIGNATURES.get(type));
    }

    static String signatureType(EntryType type) {
        return "urna-" + type.code();
    }

    private static <T> T known(@Nullable T form) {
        if (form == null) {
            throw new IllegalArgumentException("an entry of this type holds no message");
        }
        return form;
    }

    private static <M extends Message> void put(EntryType type, Class<M> kind, Form<M> form) {
        FORMS.put(type, form.map(message -> message, kind::cast));
        SIGNATURES.put(type, KeyForms.jws(signatureType(type)));
    }
}
