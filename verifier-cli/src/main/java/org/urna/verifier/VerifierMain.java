// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

/** Entry point of the program. */
public final class VerifierMain {
    private VerifierMain() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
