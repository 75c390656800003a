// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

/** What was measured did not do its work: it let a planted fault pass, or refused what is in order. Its speed says nothing. */
public final class Overlooked extends Exception {

    private static final long serialVersionUID = 1;

    Overlooked(Task task, String what) {
        super(task.id() + ": " + what);
    }
}
