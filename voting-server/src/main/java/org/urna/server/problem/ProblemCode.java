// SPDX-License-Identifier: Apache-2.0
package org.urna.server.problem;

import java.util.Locale;

/** The stable codes with which the server refuses. Clients match them; the words beside them may change. */
public enum ProblemCode {
    BALLOT_MALFORMED,
    WRONG_ELECTION,
    PROOF_INVALID,
    SIGNATURE_INVALID,
    STYLE_MISMATCH,
    CREDENTIAL_UNKNOWN,
    CREDENTIAL_RETIRED,
    CREDENTIAL_INACTIVE,
    CREDENTIAL_USED,
    CIPHERTEXT_REPEATED,
    BALLOT_CHALLENGED,
    BALLOT_CAST,
    NOT_OPEN,
    CLOSED,
    HALTED,
    TOO_LARGE,
    OVERLOADED,
    UNAUTHORIZED,
    SIGN_IN_FAILED,
    FORBIDDEN,
    CROSS_SITE,
    TOO_MANY_ATTEMPTS,
    CODE_WRONG,
    PASSWORD_WRONG,
    PASSWORD_WEAK,
    LINK_INVALID,
    ACCOUNT_INVALID,
    ACCOUNT_EXISTS,
    ACCOUNT_UNKNOWN,
    LAST_ADMINISTRATOR,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    UNSUPPORTED_MEDIA_TYPE,
    TIMEOUT,
    REQUEST_INVALID,
    DRAFT_INVALID,
    DRAFT_CHANGED,
    PRECONDITION_REQUIRED,
    ROLL_INVALID,
    WRONG_STATE,
    MESSAGE_MALFORMED,
    MESSAGE_INVALID,
    DECISION_INVALID,
    TEMPLATE_INVALID,
    REISSUE_REFUSED,
    DOOR_REFUSED,
    INTERNAL;

    /** The code as clients see it: lower case, words joined by hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
