// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import org.urna.crypto.verify.report.Outcome;

/** Exit statuses. */
final class Status {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_CHECKED = 3;
    static final int INTERNAL = 70;

    private Status() {}

    static int of(Outcome overall) {
        return switch (overall) {
            case PASS -> PASSED;
            case FAIL -> FAILED;
            default -> NOT_CHECKED;
        };
    }
}
