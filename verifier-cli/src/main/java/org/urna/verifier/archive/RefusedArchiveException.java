// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.archive;

import java.io.IOException;

/** An archive that nobody who means well would make, or that holds no board. The message says why; it may hold a name from the archive. */
public final class RefusedArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedArchiveException(String reason) {
        super(reason);
    }

    RefusedArchiveException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
