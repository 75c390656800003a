// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import java.util.List;

/** Voting codes that were made and are nobody's yet: those of the members first, then those of the reserve. Does not print. */
public final class Codes {

    private final List<Issued> issued;

    Codes(List<Issued> issued) {
        this.issued = List.copyOf(issued);
    }

    List<Issued> issued() {
        return issued;
    }

    @Override
    public String toString() {
        return "Codes[hidden]";
    }
}
