// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

/** How the program ends. */
final class ExitStatus {

    /** All well. */
    static final int DONE = 0;

    /** A check failed, or the server refused, or it could not be reached. */
    static final int REFUSED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** Nothing failed; it goes on when the stick has been elsewhere. */
    static final int TO_BE_CONTINUED = 3;

    /** The program itself failed. */
    static final int INTERNAL = 70;

    private ExitStatus() {}
}
