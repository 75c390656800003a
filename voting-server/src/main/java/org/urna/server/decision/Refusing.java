// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import java.util.Arrays;
import java.util.Locale;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Why an officer does not agree to a decision. The list is closed: free text leaks names. */
public enum Refusing {
    FACTS_WRONG,
    TIMES_WRONG,
    TEXT_WRONG,
    NOT_AUTHORISED,
    NOT_NEEDED,
    DISAGREE;

    /** The code, such as {@code facts-wrong}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason of a code; fails with {@code request-invalid} if there is none. */
    public static Refusing of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(ProblemCode.REQUEST_INVALID, "no reason for refusing is " + code));
    }
}
