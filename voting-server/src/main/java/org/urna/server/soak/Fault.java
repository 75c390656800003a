// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.util.Locale;

/** What is done to the servers while ballots are cast. */
enum Fault {
    /** {@code kill -9} of one of two servers at a random moment. */
    KILL,
    /** One of two servers stands still for some seconds, whatever locks it holds, and goes on. */
    FREEZE,
    /** {@code kill -9} of the whole database. */
    DATABASE,
    /** One of two servers ends between two steps of a cast. */
    STEP,
    /** The database's clock goes five minutes or a day back or forth. */
    CLOCK;

    /** As it is printed. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
