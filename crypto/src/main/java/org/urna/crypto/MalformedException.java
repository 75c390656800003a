// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

/**
 * Says that bytes are not the encoding of what they should be, and so name no value at all.
 *
 * <p>The message names the broken rule in lower case and never holds the bytes themselves. Well-formed data that is false is a
 * {@link Verdict.Rejected} instead.
 */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Names what is wrong.
     *
     * @param message the rule that was broken, such as {@code "point is not on the curve"}
     */
    public MalformedException(String message) {
        super(message);
    }
}
