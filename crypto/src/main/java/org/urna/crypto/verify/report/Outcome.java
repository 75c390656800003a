// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify.report;

/** What came of a check, or of all of them. */
public enum Outcome {
    /** Everything expected was checked, and held. */
    PASS,
    /** Something did not hold, or was not checked although it is there. */
    FAIL,
    /** Nothing failed, but what the check is about is not there yet, or nobody said what to compare with. */
    NOT_CHECKED,
    /** This election has nothing for the check. */
    NOT_APPLICABLE
}
