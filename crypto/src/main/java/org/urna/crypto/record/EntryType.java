// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import java.util.Locale;

/** What an entry of the board is; {@link #code} is the {@code type} member. */
public enum EntryType {
    MANIFEST,
    TRUSTEE,
    KEY_COMMITMENT,
    KEY_SHARE,
    KEY_CONFIRMATION,
    KEY_CHECK,
    COMPLAINT,
    CREDENTIALS,
    SETUP,
    CEREMONY_ABANDONED,
    CREDENTIAL_REPLACED,
    CREDENTIAL_REVOKED,
    CANDIDATE_WITHDRAWN,
    DEADLINE_EXTENDED,
    BOOTH_CHANGED,
    OFFICER_CHANGED,
    NOTICE,
    OPEN,
    BALLOT,
    CLOSE,
    TALLY,
    TALLY_AGREEMENT,
    LOT,
    SHUFFLE,
    PUBLISH,
    DECRYPTION,
    RESULT,
    FINAL,
    MAP_DESTROYED,
    VOID;

    static final Form<EntryType> FORM = Forms.word(List.of(values()), EntryType::code);

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The published word, such as {@code key-share}. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
