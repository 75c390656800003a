// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Keeps one check's end from being the end of all: whatever a step throws is a failure of its check. */
final class Guard {

    private Guard() {}

    /** @param index entry that the step is about, or -1 */
    static void run(Findings findings, Check check, long index, Runnable step) {
        try {
            step.run();
        } catch (Missing e) {
            fail(findings, check, index, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            fail(
                    findings,
                    check,
                    index,
                    "the program itself failed: " + e.getClass().getSimpleName());
        }
    }

    private static void fail(Findings findings, Check check, long index, String reason) {
        if (index < 0) {
            findings.fail(check, reason);
        } else {
            findings.fail(check, index, "", reason);
        }
    }
}
