// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import org.jspecify.annotations.Nullable;

/** What a check needs is not on the board, so the check cannot hold; the reason is told in its row. */
final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Missing(String reason) {
        super(reason);
    }

    static <T> T unless(@Nullable T value, String reason) {
        if (value == null) {
            throw new Missing(reason);
        }
        return value;
    }
}
