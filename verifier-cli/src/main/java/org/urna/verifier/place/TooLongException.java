// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.place;

import java.io.IOException;

/** A file has more bytes than a file of its kind can have: asking again would not make it shorter. */
public final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param reason for a human */
    public TooLongException(String reason) {
        super(reason);
    }
}
