// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.util.List;

/**
 * What came of a part of the soak.
 *
 * @param name of the part
 * @param times that the fault was done
 * @param ballots with a receipt after it
 * @param longestMillis that a voter waited for a receipt, all tries included
 * @param faults everything that must not be; empty if all is well
 */
record Finding(String name, int times, int ballots, long longestMillis, List<String> faults) {
    Finding {
        faults = List.copyOf(faults);
    }
}
