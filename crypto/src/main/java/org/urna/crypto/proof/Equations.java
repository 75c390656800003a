// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import java.util.List;

/** Checks of the equations of one proof, one by one. */
final class Equations {

    private Equations() {}

    /** Whether there are equations and all of them hold. */
    static boolean allHold(List<Equation> equations) {
        return !equations.isEmpty() && equations.stream().allMatch(Equation::holds);
    }
}
