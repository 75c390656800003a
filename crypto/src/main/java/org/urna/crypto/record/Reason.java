// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import java.util.Locale;

/** Why officers decided something. The list is closed, because free text leaks names. */
public enum Reason {
    PLANNED,
    TRUSTEE_SILENT,
    TRUSTEE_FAULT,
    CODE_LOST,
    CODE_NOT_RECEIVED,
    CODE_EXPOSED,
    ADDRESS_CHANGED,
    SUSPENDED,
    NOT_ELIGIBLE,
    DIED,
    DOUBLE_ENTRY,
    CANDIDATE_WITHDREW,
    CANDIDATE_SUSPENDED,
    TECHNICAL_FAULT,
    SERVICE_INTERRUPTED,
    MEETING_DECISION,
    LEGAL_ORDER,
    RETENTION_ENDED,
    CORRECTION;

    static final Form<Reason> FORM = Forms.word(List.of(values()), Reason::code);

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The published word, such as {@code code-lost}. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
