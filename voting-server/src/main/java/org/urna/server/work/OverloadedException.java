// SPDX-License-Identifier: Apache-2.0
package org.urna.server.work;

/** Too much is waiting already; the caller should come back later. Nothing was done. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OverloadedException() {
        super("too much is waiting", null, false, false);
    }
}
