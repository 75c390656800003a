// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

/** A program that ended: what it printed, what it said on the side, and its status. */
public record Ended(String name, int status, String output, String errors) {

    /** Fails with everything that the program said unless it ended with this status. */
    public Ended expect(int wanted) {
        assertThat(status).as("%s", everything()).isEqualTo(wanted);
        return this;
    }

    /** All of it, for a failing test's message. */
    public String everything() {
        return name + "\n" + output + errors;
    }
}
