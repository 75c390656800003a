// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.util.List;

/**
 * What came of a part of the soak.
 *
 * @param name of the part
 * @param times that the fault was done
 * @param asked times that it was to be done
 * @param ballots with a receipt after it
 * @param longestMillis that a voter waited for a receipt, all tries included
 * @param notes what else was seen
 * @param faults everything that must not be; empty if all is well
 */
record Finding(
        String name, int times, int asked, int ballots, long longestMillis, List<String> notes, List<String> faults) {

    Finding {
        notes = List.copyOf(notes);
        faults = List.copyOf(faults);
    }

    boolean isWell() {
        return faults.isEmpty();
    }
}
