// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

/**
 * Something that this program must not do, or that the server refused to: it ends with status 1. The message is for the person at the
 * terminal; it says what is wrong and ends in what to do next, and it holds no secret.
 */
public class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and what to do next */
    public RefusedException(String message) {
        super(message);
    }

    /** @param message what is wrong, and what to do next */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
